#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support.h"

namespace attune {

using namespace testing;

namespace {

// A definition with scale a; its lines from the seventh on are `rest`.
Reading reading_of(const std::string& rest) {
  const TemporaryFolder folder;
  return read_definition(folder.file("t.yaml",
                                     "schema: attune/1\nid: t\ntitle: T\nresponse: { min: 1, max: 7 }\n"
                                     "items: { prefix: q, count: 6 }\nscales: { a: { items: [q1, q2] } }\n" +
                                         rest),
                         Catalogue({}));
}

// Norms of one group "all" whose scale a has the figures `figures`; they start at column 25 of line 12.
std::string norms(const std::string& figures) {
  return "norms:\n  - sample: S\n    source: L\n    response: [1, 7]\n    percentiles: [25, 50, 75]\n"
         "    groups: { all: { n: 10, scales: { a: " +
         figures + " } } }\n";
}

}  // namespace

TEST_CASE("norms are read with their sample, groups and figures") {
  const Reading reading = reading_of(R"(norms:
  - sample: Students
    source: Someone (2020)
    caution: few
    response: [1, 5]
    percentiles: [5, 50, 95.5]
    groups:
      women 18-24:
        n: 120
        age: [18, 24]
        gender: female
        scales: { a: { mean: 2.5, sd: 0.75, percentiles: [1.5, 2.5, 4] } }
)");
  CHECK(reading.mistakes.empty());
  REQUIRE(reading.questionnaire.norms.size() == 1);
  const Norms& norms = reading.questionnaire.norms[0];
  CHECK(norms.sample == "Students");
  CHECK(norms.source == "Someone (2020)");
  CHECK(norms.caution == "few");
  CHECK(norms.response == ResponseRange{1, 5});
  CHECK(norms.percentiles == std::vector<double>{5, 50, 95.5});
  REQUIRE(norms.groups.size() == 1);
  const NormGroup& group = norms.groups[0];
  CHECK(group.id == "women 18-24");
  CHECK(group.n == 120);
  CHECK(group.age == std::pair(18, 24));
  CHECK(group.gender == "female");
  REQUIRE(group.scales.size() == 1);
  CHECK(group.scales[0].mean == 2.5);
  CHECK(group.scales[0].sd == 0.75);
  CHECK(group.scales[0].percentiles == std::vector<double>{1.5, 2.5, 4});
}

TEST_CASE("a group may be of one year of age") {
  CHECK(reading_of("norms:\n  - sample: S\n    source: L\n    response: [1, 7]\n"
                   "    groups: { all: { n: 10, age: [18, 18], scales: { a: { mean: 4, sd: 1 } } } }\n")
            .mistakes.empty());
}

TEST_CASE("scores at percentiles may repeat") {
  CHECK(reading_of(norms("{ mean: 4, sd: 1, percentiles: [3, 3, 5] }")).mistakes.empty());
}

TEST_CASE("mistakes in norms are named with place and remedy") {
  const std::string groups = " groups: { all: { n: 9, scales: { a: { mean: 4, sd: 1 } } } } }]\n";
  const struct {
    std::string yaml, place, problem, remedy;
  } cases[] = {
      {"norms: { sample: S }\n", "7:8", "expected norms as a list of samples, found a map", ""},
      {"norms: [{ source: L, response: [1, 7]," + groups, "7:9", "norms has no \"sample\"", "who the people were"},
      {"norms: [{ sample: S, response: [1, 7]," + groups, "7:9", "norms has no \"source\"", "source"},
      {"norms: [{ sample: S, source: L," + groups, "7:9", "norms has no \"response\"", "response: [1, 5]"},
      {"norms: [{ sample: S, source: L, response: [7, 1]," + groups, "7:43", "must not fall, but 7 is above 1", ""},
      {"norms: [{ sample: S, source: L, response: 7," + groups, "7:43", "expected a range such as [1, 7], found \"7\"",
       ""},
      {"norms: [{ sample: S, source: L, response: [1, 7] }]\n", "7:9", "norms has no \"groups\"", "figures"},
      {"norms: [{ smaple: S, source: L, response: [1, 7]," + groups, "7:11", "norms has no key \"smaple\"",
       "Did you mean \"sample\"?"},
      {"norms: [{ sample: S, source: L, response: [1, 7], percentiles: [50, 50]," + groups, "7:64", "must rise", ""},
      {"norms: [{ sample: S, source: L, response: [1, 7], percentiles: [0, 50]," + groups, "7:64", "between 0 and 100",
       ""},
      {"norms: [{ sample: S, source: L, response: [1, 7], percentiles: [50, 100]," + groups, "7:64",
       "between 0 and 100", ""},
      {norms("{ mean: 4 }"), "12:42", "a norm has no \"sd\"", "mean and sd"},
      {norms("{ sd: 1 }"), "12:42", "a norm has no \"mean\"", "mean and sd"},
      {norms("{ mean: 4, sd: 0 }"), "12:57", "a standard deviation is above 0", ""},
      {norms("{ mean: x, sd: 1 }"), "12:50", "expected a number, found \"x\"", ""},
      {norms("{ mean: 4, sd: 1, percentiles: [3, 4] }"), "12:73", "2 scores for 3 percentiles", "\"percentiles\""},
      {norms("{ mean: 4, sd: 1, percentiles: [3, 5, 4] }"), "12:73", "must not fall", ""},
      {norms("{ mean: 4, sd: 1 }, b: { mean: 4, sd: 1 }"), "12:62", "there is no scale \"b\"", ""},
  };
  for (const auto& [yaml, place, problem, remedy] : cases) {
    const auto yaml_shown = yaml;
    CAPTURE(yaml_shown);
    const Mistakes mistakes = reading_of(yaml).mistakes;
    const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&, problem = problem](const Error& mistake) {
      return holds(mistake.problem(), problem);
    });
    REQUIRE(found != mistakes.end());
    CHECK(std::to_string(found->place().line) + ":" + std::to_string(found->place().column) == place);
    CHECK(holds(found->remedy(), remedy));
  }
}

}  // namespace attune
