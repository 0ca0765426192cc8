#include "exchange/sql_quality.h"

#include <doctest/doctest.h>

#include "psychometrics/quality.h"
#include "support.h"

namespace attune {

TEST_CASE("the limits of notes are those of the program") {
  CHECK(kShortestNotedRun == kShortestLongRun);
  CHECK(kLeastNotedAgreement == kLeastAgreement);
}

TEST_CASE("a run is conspicuous from the shortest length on that the program notes, wherever it begins") {
  for (const std::string& id : testing::shipped_catalogue().ids()) {
    CAPTURE(id);
    const Questionnaire questionnaire = testing::shipped(id);
    const std::size_t items = questionnaire.items.size();
    for (std::size_t first = 0; first < items; ++first) {
      const std::size_t shortest = shortest_conspicuous_run(questionnaire, first);
      for (std::size_t length = 1; first + length <= items; ++length) {
        CAPTURE(first);
        CAPTURE(length);
        CHECK(is_conspicuous({.first = first, .length = length}, questionnaire) ==
              (shortest > 0 && length >= shortest));
      }
    }
  }
}

TEST_CASE("no run is conspicuous where items have answers of their own, here as in the program") {
  Questionnaire questionnaire = testing::shipped("ecr-r");
  CHECK(shortest_conspicuous_run(questionnaire, 0) > 0);
  questionnaire.items[0].response = ResponseScale{.min = 0, .max = 100};
  CHECK(shortest_conspicuous_run(questionnaire, 0) == 0);
}

}  // namespace attune
