#include "exchange/export_psych.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::holds;
using testing::shipped;

TEST_CASE("the script has the key as psych writes keys") {
  const std::string script = export_psych(shipped("ecr-s"), {}).text;
  CHECK(holds(script, "  \"anxiety\" = c(\"q2\", \"q4\", \"q6\", \"-q8\", \"q10\", \"q12\")"));
  CHECK(holds(script, "min = 1, max = 7"));
  CHECK(holds(script, "scores[[\"anxiety\"]] <- ifelse(answered[[\"anxiety\"]] >= "));
}

TEST_CASE("scales of scales come after those that they are made of") {
  const std::string script = export_psych(shipped("aas-r"), {}).text;
  CHECK(holds(script, "scores[[\"avoidance\"]] <- -0.5 * scores[[\"close\"]] - 0.5 * scores[[\"depend\"]] + 6\n"));
  CHECK(script.find("scores[[\"depend\"]] <-") < script.find("scores[[\"avoidance\"]] <-"));
}

TEST_CASE("what psych cannot reverse or weigh gets a column of its own") {
  Questionnaire questionnaire = shipped("ecr-s");
  questionnaire.items[7].response = ResponseScale{.min = 0, .max = 2};  // q8, reversed in anxiety
  CHECK(holds(export_psych(questionnaire, {}).text,
              "answers[[\"q8 in anxiety\"]] <- c(2, 1, 0)[match(answers[[\"q8\"]], c(0, 1, 2))]"));
}

}  // namespace attune
