#include <doctest/doctest.h>

#include "questionnaire/definition_text.h"

namespace attune {

using testing::four_items;
using testing::mistake_of;

TEST_CASE("weights count an item more or less, the others once") {
  const auto items = four_items("scales: { s: { items: [q1, -q2], score: sum, weights: { q2: -0.5 } } }\n")
                         .questionnaire.scales[0]
                         .items;
  CHECK(items[0].weight == 1);
  CHECK(items[1].weight == -0.5);
  CHECK(items[1].reversed);
}

TEST_CASE("values say what the answers to all items count, and what those to one do") {
  const Reading reading = four_items(
      "scales: { s: { items: [q1, q2], values: { 1: 0, 2: 0, 3: 1, 4: 1.5, q2: { 1: 9, 2: 8, 3: 7, 4: 6 } } } }\n");
  CHECK(reading.mistakes.empty());
  const auto& items = reading.questionnaire.scales[0].items;
  CHECK(items[0].values == std::map<int, double>{{1, 0}, {2, 0}, {3, 1}, {4, 1.5}});
  CHECK(items[1].values == std::map<int, double>{{1, 9}, {2, 8}, {3, 7}, {4, 6}});
}

TEST_CASE("weights and values that cannot be are named with their place") {
  const struct {
    std::string scale, place, problem;
  } cases[] = {
      {"items: [q1], score: sum, weights: { q2: 2 }", "6:52", "\"q2\" is not in the key of scale s"},
      {"items: [q1], score: sum, weights: { q9: 2 }", "6:52", "there is no item \"q9\""},
      {"items: [q1], score: sum, weights: { q1: x }", "6:56", "expected a number, found \"x\""},
      {"items: [q1, q2], weights: { q1: -1 }", "6:42", "the weights of a mean are above 0"},
      {"items: [q1], values: { 1: 0, 2: 0, 3: 1 }", "6:37", "no value for answer 4 of q1"},
      {"items: [q1], values: { 1: 0, 2: 0, 3: 1, four: 1 }", "6:57", "expected an answer, found \"four\""},
      {"items: [q1], values: { 1: 0, 2: 0, 3: 1, 4: 5000 }", "6:60", "a value lies between -1000 and 1000"},
      {"items: [q1], values: { q2: { 1: 0 } }", "6:39", "\"q2\" is not in the key"},
      {"items: [], values: { 1: 2 }", "6:35", "scale s has no items whose answers could have values"},
  };
  for (const auto& [scale, place, problem] : cases) {
    const std::string shown = scale;
    CAPTURE(shown);
    const Error mistake = mistake_of(four_items("scales: { s: { " + scale + " } }\n"), problem);
    CHECK(mistake.code() == ExitCode::data);
    CHECK(std::to_string(mistake.place().line) + ":" + std::to_string(mistake.place().column) == place);
  }
}

}  // namespace attune
