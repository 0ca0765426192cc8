#include "batch/sitting_results.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::holds;

Questionnaire inventory() { return testing::shipped("attune-24"); }

// Every statement answered 4, but for the first `skipped` of anxiety, whose items have odd numbers.
Sitting sitting_about(const std::string& about, std::size_t skipped = 0) {
  Sitting sitting = new_sitting(inventory(), about, std::nullopt);
  for (auto& reply : sitting.replies) reply = Reply{.answer = 4};
  for (std::size_t s = 0; s < skipped; ++s) sitting.replies[2 * s]->answer = kMissing;
  return sitting;
}

}  // namespace

TEST_CASE("results of sittings are a line of names and a line each, with the columns of score") {
  const std::string csv = results_csv(inventory(), {sitting_about("Sam"), sitting_about("A, \"B\"")});
  CHECK(csv.starts_with(
      "about,started,anxiety,avoidance,anxiety_answered,avoidance_answered,anxiety_se,avoidance_se,profile,"
      "p_secure,p_anxious,p_avoidant,p_ambivalent\nSam,"));
  CHECK(holds(csv, "\n\"A, \"\"B\"\"\","));
  CHECK(std::count(csv.begin(), csv.end(), '\n') == 3);
}

TEST_CASE("a sitting without a score has empty fields") {
  CHECK(holds(results_csv(inventory(), {sitting_about("Sam", 12)}), ",,4,0,12,,0,,,,,\n"));
}

}  // namespace attune
