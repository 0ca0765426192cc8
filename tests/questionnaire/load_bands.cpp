#include <doctest/doctest.h>

#include "questionnaire/definition_text.h"

namespace attune {

using testing::four_items;
using testing::mistake_of;

TEST_CASE("bands rise; the first may begin and the last end nowhere, and two may share a border") {
  const Reading reading = four_items(
      "scales: { s: { items: [q1], bands: [ { to: 2, label: low }, { from: 2, to: 3, label: middle }, "
      "{ from: 3.5, label: high } ] } }\n");
  CHECK(reading.mistakes.empty());
  CHECK(reading.questionnaire.scales[0].bands == std::vector<Band>{{.from = {}, .to = 2, .label = "low"},
                                                                   {.from = 2, .to = 3, .label = "middle"},
                                                                   {.from = 3.5, .to = {}, .label = "high"}});
  CHECK(reading.questionnaire.result_names() == std::vector<std::string>{"s", "s_answered", "s_band"});
}

TEST_CASE("a transform multiplies and adds") {
  CHECK(four_items("scales: { s: { items: [q1], transform: { multiply: 25, add: -3 } } }\n")
            .questionnaire.scales[0]
            .transform == Transform{.multiply = 25, .add = -3});
  CHECK(four_items("scales: { s: { items: [q1], transform: { add: 1 } } }\n").questionnaire.scales[0].transform ==
        Transform{.multiply = 1, .add = 1});
}

TEST_CASE("bands and transforms that cannot be are named with their place") {
  const struct {
    std::string scale, place, problem;
  } cases[] = {
      {"items: [q1], bands: { from: 1 }", "6:36", "expected bands as a list"},
      {"items: [q1], bands: [ { from: 1, to: 2 } ]", "6:38", "a band has no \"label\""},
      {"items: [q1], bands: [ { from: 3, to: 2, label: x } ]", "6:38", "the band \"x\" ends below where it begins"},
      {"items: [q1], bands: [ { from: 1, to: 3, label: x }, { from: 2, label: y } ]", "6:68",
       "the band \"y\" does not follow the one before it"},
      {"items: [q1], bands: [ { from: 1, label: x }, { from: 2, label: y } ]", "6:61", "does not follow"},
      {"items: [q1], transform: { multiply: 0 }", "6:52", "every score would be the same"},
      {"items: [q1], transform: { divide: 2 }", "6:42", "transform has no key \"divide\""},
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
