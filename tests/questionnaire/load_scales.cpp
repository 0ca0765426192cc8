#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support.h"

namespace attune {

using namespace testing;

namespace {

// A definition of six items, q1 to q6; its lines from the sixth on are `rest`.
Reading reading_of(const std::string& rest) {
  const TemporaryFolder folder;
  return read_definition(folder.file("t.yaml",
                                     "schema: attune/1\nid: t\ntitle: T\nresponse: { min: 1, max: 7 }\n"
                                     "items: { prefix: q, count: 6 }\n" +
                                         rest),
                         Catalogue({}));
}

// A variant, with the lines `rest` from the fourth on, of a form with scales a and b of items and c made of both.
Reading variant(const std::string& rest) {
  const TemporaryFolder folder;
  folder.file("base.yaml", R"(schema: attune/1
id: base
title: B
response: { min: 1, max: 7 }
items: { prefix: q, count: 6 }
scales:
  a: { items: [q1, q2, q3], reliability: { alpha: 0.9, source: S } }
  b: { items: [q4, q5, q6] }
  c: { combine: { a: 0.5, b: 0.5 }, constant: 1 }
norms:
  - { sample: S, source: S, response: [1, 7], groups: { all: { n: 9, scales: { a: { mean: 4, sd: 1 } } } } }
)");
  return read_definition(folder.file("v.yaml", "schema: attune/1\nid: v\nextends: base\n" + rest), Catalogue({}));
}

using Key = std::vector<KeyedItem>;

}  // namespace

TEST_CASE("a minus in the key reverses, and an item may count in two scales with opposite signs") {
  const Reading reading = reading_of("scales: { a: { items: [q1, -q6] }, b: { items: [q6, '-q2'] } }\n");
  CHECK(reading.mistakes.empty());
  CHECK(reading.questionnaire.scales[0].items == Key{{0, false}, {5, true}});
  CHECK(reading.questionnaire.scales[1].items == Key{{5, false}, {1, true}});
}

TEST_CASE("a score is a mean of all items unless stated otherwise") {
  const auto scales =
      reading_of("scales: { a: { items: [q1, q2] }, b: { items: [q3, q4], score: sum, min_answered: 1 } }\n")
          .questionnaire.scales;
  CHECK(scales[0].method == ScoreMethod::mean);
  CHECK(scales[0].min_answered == 2);
  CHECK(scales[1].method == ScoreMethod::sum);
  CHECK(scales[1].min_answered == 1);
}

TEST_CASE("a scale may be made of later ones") {
  const Reading reading = reading_of(
      "scales: { c: { combine: { a: -0.5, b: 2 }, constant: 6 }, a: { items: [q1] }, b: { items: [q2] } }\n");
  CHECK(reading.mistakes.empty());
  const Scale& scale = reading.questionnaire.scales[0];
  CHECK(scale.method == ScoreMethod::sum);
  CHECK(scale.transform.add == 6);
  CHECK(scale.min_answered == 2);
  REQUIRE(scale.terms.size() == 2);
  CHECK(scale.terms[0].scale == 1);
  CHECK(scale.terms[0].weight == -0.5);
  CHECK(scale.terms[1].scale == 2);
}

TEST_CASE("a scale made of scales keeps the reliability that is stated for it") {
  const Reading reading =
      reading_of("scales: { a: { items: [q1] }, c: { combine: { a: 1 }, reliability: { alpha: 0.85, source: S } } }\n");
  CHECK(reading.mistakes.empty());
  REQUIRE(reading.questionnaire.scales[1].reliability);
  CHECK(reading.questionnaire.scales[1].reliability->alpha == std::pair(0.85, 0.85));
}

TEST_CASE("reliability holds for the answers of the definition unless stated otherwise") {
  const auto scales =
      reading_of(
          "scales:\n"
          "  a: { items: [q1], reliability: { alpha: [0.77, 0.86], sd: 1.1, retest: 0.7, n: 200, source: S } }\n"
          "  b: { items: [q2], reliability: { alpha: 0.9, response: [1, 5], source: S } }\n")
          .questionnaire.scales;
  CHECK(scales[0].reliability->alpha == std::pair(0.77, 0.86));
  CHECK(scales[0].reliability->response == ResponseRange{1, 7});
  CHECK(scales[1].reliability->response == ResponseRange{1, 5});
}

TEST_CASE("a scale may say which way is better, and a dimension of the profiles is better lower") {
  const Questionnaire q = reading_of(
                              "scales:\n"
                              "  a: { items: [q1] }\n"
                              "  b: { items: [q2], better: lower }\n"
                              "  c: { combine: { a: -1 }, better: higher }\n"
                              "  d: { items: [q3] }\n"
                              "profiles: { kind: quadrants, x: a, y: b, cut: { a: 4, b: 4 } }\n")
                              .questionnaire;
  CHECK(q.better(0) == Better::lower);
  CHECK(q.better(1) == Better::lower);
  CHECK(q.better(2) == Better::higher);
  CHECK_FALSE(q.better(3));
}

TEST_CASE("a variant inherits which way is better, with another key too, and may say otherwise") {
  const TemporaryFolder folder;
  folder.file("base.yaml",
              "schema: attune/1\nid: base\ntitle: B\nresponse: { min: 1, max: 7 }\n"
              "items: { prefix: q, count: 3 }\nscales:\n  a: { items: [q1], better: higher }\n"
              "  b: { items: [q2], better: higher }\n  c: { combine: { a: 1 }, better: higher }\n"
              "  d: { items: [q3], better: higher }\n");
  const Questionnaire q =
      read_definition(folder.file("v.yaml",
                                  "schema: attune/1\nid: v\nextends: base\n"
                                  "scales: { b: { items: [q3] }, c: { items: [q1] }, d: { better: lower } }\n"),
                      Catalogue({}))
          .questionnaire;
  CHECK(q.better(0) == Better::higher);
  CHECK(q.better(1) == Better::higher);
  CHECK(q.better(2) == Better::higher);
  CHECK(q.better(3) == Better::lower);
}

TEST_CASE("a base's scale on which higher is better cannot become a dimension of a variant's profiles") {
  const TemporaryFolder folder;
  folder.file("base.yaml",
              "schema: attune/1\nid: base\ntitle: B\nresponse: { min: 1, max: 7 }\n"
              "items: { prefix: q, count: 2 }\nscales: { a: { items: [q1], better: higher }, b: { items: [q2] } }\n");
  const Mistakes mistakes =
      read_definition(folder.file("v.yaml",
                                  "schema: attune/1\nid: v\nextends: base\n"
                                  "profiles: { kind: quadrants, x: a, y: b, cut: { a: 4, b: 4 } }\n"),
                      Catalogue({}))
          .mistakes;
  REQUIRE(mistakes.size() == 1);
  CHECK(mistakes[0].place().line == 4);
  CHECK(holds(mistakes[0].problem(), "higher is said to be better on scale a"));
}

TEST_CASE("mistakes in scales and profiles are named with place and remedy") {
  const std::string two = "scales: { a: { items: [q1, q2, q3] }, b: { items: [q4, q5, q6] } }\n";
  const struct {
    std::string yaml, place, problem, remedy;
  } cases[] = {
      {"scales: { a: { items: [q1, q7] } }\n", "6:28", "there is no item \"q7\"", ""},
      {"scales: { a: { items: [q1, Q2] } }\n", "6:28", "there is no item \"Q2\"", "Did you mean \"q2\"?"},
      {"scales: { a: { items: [q1, -item40] } }\n", "6:28", "there is no item \"item40\"", "q1 to q6"},
      {"scales: { a: { items: [q1, --q2] } }\n", "6:28", "there is no item \"-q2\"", ""},
      {"scales: { a: { items: [q1, -q1] } }\n", "6:28", "\"q1\" is in this scale twice", ""},
      {"scales: { a: { items: q1 } }\n", "6:23", "expected the key as a list such as [q1, -q2], found \"q1\"", ""},
      {"scales: { a: { items: [] } }\n", "6:", "", ""},
      {"scales: { a: { title: A } }\n", "6:14", "scale a has no items", "combine"},
      {"scales: { a: { items: [q1], min_answered: 2 } }\n", "6:43", "min_answered is 2, but scale a has 1 item", ""},
      {"scales: { a: { items: [q1], min_answered: 0 } }\n", "6:43", "from 1 to 2000, found \"0\"", ""},
      {"scales: { a: { items: [q1], score: median } }\n", "6:36",
       "expected score: mean or score: sum, found \"median\"", ""},
      {"scales: { a: { items: [q1], better: more } }\n", "6:37",
       "expected better: higher or better: lower, found \"more\"", "neither"},
      {"scales: { a: { items: [q1], constant: 3 } }\n", "6:", "constant", ""},
      {"scales: { a: { items: [q1], min_answred: 1 } }\n", "6:29", "scale a has no key \"min_answred\"",
       "Did you mean \"min_answered\"?"},
      {"scales: { a: { combine: {} } }\n", "6:25", "combine names no scale", ""},
      {"scales: { a: { items: [q1] }, c: { combine: { aa: 1 } } }\n", "6:47", "there is no scale \"aa\"", "\"a\""},
      {"scales: { a: { items: [q1] }, c: { combine: { a: x } } }\n", "6:50", "expected a number, found \"x\"", ""},
      {"scales: { 1a: { items: [q1] } }\n", "6:11", "\"1a\" cannot be a scale's id", "a letter first"},
      {"scales: [a]\n", "6:9", "expected scales as a map (key: value), found a list", ""},
      {"scales: { c: { combine: { c: 1 } } }\n", "6:14", "scale c is made of itself", "do not lead back"},
      {"scales: { a: { combine: { b: 1 } }, b: { combine: { c: 1 } }, c: { combine: { a: 1 } } }\n", "6:14",
       "scale a is made of itself", "do not lead back"},
      {"scales: { a: { items: [q1], reliability: { alpha: 0.9 } } }\n", "6:42", "reliability has no \"source\"",
       "source"},
      {"scales: { a: { items: [q1], reliability: { alpha: 1.2, source: S } } }\n", "6:51", "alpha lies between 0 and 1",
       ""},
      {"scales: { a: { items: [q1], reliability: { alpha: [0.9, 0.8], source: S } } }\n", "6:51", "expected alpha as",
       ""},
      {"scales: { a: { items: [q1], reliability: { sd: 0, source: S } } }\n", "6:48", "a standard deviation is above 0",
       ""},
      {"scales: { a: { items: [q1], reliability: { retest: 1.1, source: S } } }\n", "6:52", "between -1 and 1", ""},
      {two + "profiles: { kind: quadrants, x: a, y: b }\n", "7:11", "profiles has no \"cut\"", "cut: {"},
      {two + "profiles: { kind: quadrants, x: a, y: b, cut: { a: 4 } }\n", "7:47", "no cut for scale b", "Both"},
      {two + "profiles: { kind: quadrants, x: a, y: b, cut: { a: 1, b: 4 } }\n", "7:52",
       "the cut 1 lies outside the scores of a, 1 to 7", "everybody"},
      {two + "profiles: { kind: quadrants, x: a, y: b, cut: { a: 4, b: 7.5 } }\n", "7:58",
       "the cut 7.5 lies outside the scores of b, 1 to 7", "nobody"},
      {two + "profiles: { kind: quadrants, x: a, y: b, cut: { a: 4, b: 4, c: 4 } }\n", "7:61", "cut has no key \"c\"",
       ""},
      {two + "profiles: { kind: quadrants, x: a, y: a, cut: { a: 4 } }\n", "7:11", "both dimensions are the same scale",
       ""},
      {two + "profiles: { kind: quadrants, x: anxiety, y: b, cut: { a: 4, b: 4 } }\n", "7:33",
       "there is no scale \"anxiety\"", "a and b"},
      {"scales: { a: { items: [q1], better: higher }, b: { items: [q2] } }\n"
       "profiles: { kind: quadrants, x: a, y: b, cut: { a: 4, b: 4 } }\n",
       "6:37", "higher is said to be better on scale a, a dimension of the profiles", "Secure is low on both"},
      {two + "profiles: { kind: quadrant }\n", "7:19", "expected kind: quadrants or kind: highest, found \"quadrant\"",
       ""},
      {two + "profiles: { x: a }\n", "7:11", "expected kind: quadrants or kind: highest, found neither", ""},
      {two + "profiles: { kind: highest }\n", "7:11", "profiles has no \"of\"", "scale for each profile"},
      {two + "profiles: { kind: highest, of: { secure: a } }\n", "7:32", "fewer than two scales", ""},
      {two + "profiles: { kind: highest, of: { secure: a, anxious: x2 } }\n", "7:54", "there is no scale \"x2\"", ""},
      {two + "profiles: { kind: highest, of: { secure: a, 1st: b } }\n", "7:45", "\"1st\" cannot be a profile's name",
       ""},
      {"scales: { a: { items: [q1] }, A: { items: [q2] } }\n", "6:9", "results would have two columns \"A\"",
       "differ in more than case"},
  };
  for (const auto& [yaml, place, problem, remedy] : cases) {
    const auto yaml_shown = yaml;
    CAPTURE(yaml_shown);
    const Mistakes mistakes = reading_of(yaml).mistakes;
    const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&, problem = problem](const Error& mistake) {
      return holds(mistake.problem(), problem);
    });
    CHECK(found != mistakes.end());
    if (found == mistakes.end()) continue;
    const std::string at = std::to_string(found->place().line) + ":" + std::to_string(found->place().column);
    CHECK(at.substr(0, place.size()) == place);
    CHECK(holds(found->remedy(), remedy));
    CHECK(found->code() == ExitCode::data);
  }
}

TEST_CASE("a cut may be the highest score and anything above the lowest") {
  const std::string yaml = "scales: { a: { items: [q1] }, b: { items: [q2] } }\n";
  CHECK(reading_of(yaml + "profiles: { kind: quadrants, x: a, y: b, cut: { a: 7, b: 1.001 } }\n").mistakes.empty());
}

TEST_CASE("a definition may have 200 scales and no more") {
  std::string yaml = "scales:\n";
  for (int n = 1; n <= 200; ++n) yaml += "  s" + std::to_string(n) + ": { items: [q1] }\n";
  CHECK(reading_of(yaml).mistakes.empty());
  CHECK(holds(reading_of(yaml + "  s201: { items: [q1] }\n").mistakes.at(0).problem(), "more than 200 scales"));
}

TEST_CASE("prototypes keep their order, with their scales") {
  const Questionnaire q = reading_of(
                              "scales: { s: { items: [q1] }, p: { items: [q2] } }\n"
                              "profiles: { kind: highest, of: { anxious: p, secure: s } }\n")
                              .questionnaire;
  const auto& prototypes = std::get<HighestRule>(q.profiles).prototypes;
  CHECK(prototypes == std::vector<std::pair<std::string, std::size_t>>{{"anxious", 1}, {"secure", 0}});
  CHECK(q.profile_names() == std::vector<std::string>{"anxious", "secure"});
}

TEST_CASE("a scale given another key loses the figures of the old one and asks for all its items") {
  const Reading reading = variant("scales: { a: { items: [q1, -q2] } }\n");
  CHECK(reading.mistakes.empty());
  const Questionnaire& q = reading.questionnaire;
  CHECK(q.scales[0].items == Key{{0, false}, {1, true}});
  CHECK(q.scales[0].min_answered == 2);
  CHECK_FALSE(q.scales[0].reliability);
}

TEST_CASE("norms of a scale do not outlive its key") {
  for (const std::string scales : {"scales: { a: { items: [q1, -q2] } }\n", "scales: { a: { score: sum } }\n"}) {
    CAPTURE(scales);
    for (const Norms& norms : variant(scales).questionnaire.norms)
      for (const NormGroup& group : norms.groups) CHECK(group.scales.empty());
  }
}

TEST_CASE("a variant may make a scale of items out of one made of scales") {
  const Reading reading = variant("scales: { c: { items: [q1, q4] } }\n");
  const Scale& scale = reading.questionnaire.scales[2];
  CHECK((!reading.mistakes.empty() || (scale.method == ScoreMethod::mean && scale.terms.empty())));
}

TEST_CASE("a variant may make a scale of scales out of one made of items") {
  const Reading reading = variant("scales: { b: { combine: { a: 1 } }, c: { combine: { a: 1 } } }\n");
  const Scale& scale = reading.questionnaire.scales[1];
  CHECK((!reading.mistakes.empty() || (!scale.terms.empty() && scale.items.empty())));
}

TEST_CASE("a variant cannot make a base's scale part of itself") {
  const Mistakes mistakes = variant("scales: { a: { combine: { c: 1 } } }\n").mistakes;
  REQUIRE_FALSE(mistakes.empty());
  CHECK(holds(mistakes[0].problem(), "scale a is made of itself"));
  CHECK(mistakes[0].place().line == 4);
}

TEST_CASE("names of scores do not outlive the rule that made them, nor the answers") {
  const TemporaryFolder folder;
  folder.file("base.yaml",
              "schema: attune/1\nid: base\ntitle: B\nresponse: { min: 1, max: 7 }\nitems: { prefix: q, count: 2 }\n"
              "scales: { a: { items: [q1, q2], score: sum, bands: [ { to: 7, label: low } ] } }\n");
  const auto bands_with = [&](const std::string& rest) {
    return read_definition(folder.file("v.yaml", "schema: attune/1\nid: v\nextends: base\n" + rest), Catalogue({}))
        .questionnaire.scales[0]
        .bands.size();
  };
  CHECK(bands_with("title: V\n") == 1);
  CHECK(bands_with("scales: { a: { min_answered: 1 } }\n") == 1);
  CHECK(bands_with("scales: { a: { score: sum } }\n") == 1);
  CHECK(bands_with("scales: { a: { score: mean } }\n") == 0);
  CHECK(bands_with("scales: { a: { transform: { add: 1 } } }\n") == 0);
  CHECK(bands_with("response: { min: 1, max: 5 }\n") == 0);
  CHECK(bands_with("order: [q1]\nscales: { a: { min_answered: 1 } }\n") == 0);
  CHECK(bands_with("response: { min: 1, max: 5 }\nscales: { a: { bands: [ { to: 5, label: low } ] } }\n") == 1);
}

TEST_CASE("sixty scales, each the mean of the two before it, load at once") {
  // From the last of them 1.5 · 10¹² ways lead down to the first two, the sixtieth number of Fibonacci.
  std::string yaml = "scales:\n  s0: { items: [q1, q2] }\n  s1: { items: [q3, q4] }\n";
  for (int n = 2; n < 60; ++n) {
    yaml += "  s" + std::to_string(n) + ": { combine: { s" + std::to_string(n - 1) + ": 1, s" + std::to_string(n - 2) +
            ": 1 }, score: mean }\n";
  }
  const Reading reading = reading_of(yaml);
  CHECK(reading.mistakes.empty());
  CHECK(reading.questionnaire.has_standard_error(59));
  CHECK(reading.questionnaire.result_names().size() == 60 + 2 + 60);
}

TEST_CASE("parts come before what is made of them") {
  const Questionnaire q = reading_of(
                              "scales: { c: { combine: { b: 1, a: 1 } }, b: { combine: { a: 1 } }, "
                              "a: { items: [q1] } }\n")
                              .questionnaire;
  CHECK(q.parts_first() == std::vector<std::size_t>{2, 1, 0});
}

TEST_CASE("of thousands of unknown scales a hundred are noted") {
  std::string yaml = "scales:\n  a: { items: [q1] }\n";
  for (int n = 0; n < 150; ++n) yaml += "  abcdefgh" + std::to_string(n) + ": { items: [q1] }\n";
  yaml += "  c:\n    combine:\n";
  for (int n = 0; n < 14'000; ++n) yaml += "      abcdefgx" + std::to_string(n) + ": 1\n";
  CHECK(reading_of(yaml).mistakes.size() == 100);
}

TEST_CASE("numbers that would lead out of all bounds are refused with their place") {
  const struct {
    std::string scales, place, problem;
  } cases[] = {
      {"a: { items: [q1] }, b: { combine: { a: 0 } }", "6:50", "times 0, a would add nothing"},
      {"a: { items: [q1] }, b: { combine: { a: 1e308 } }", "6:50", "expected a number from -1000000000 to 1000000000"},
      {"a: { items: [q1], score: sum, weights: { q1: -1e10 } }", "6:56", "expected a number from"},
      {"a: { items: [q1], transform: { multiply: 1e10 } }", "6:52", "expected a number from"},
      {"a: { items: [q1], transform: { add: 1e10 } }", "6:47", "expected a number from"},
      {"a: { items: [q1] }, b: { combine: { a: 1 }, constant: -1e10 }", "6:65", "expected a number from"},
      // 7 · 10⁵ · 10⁵
      {"a: { items: [q1], transform: { multiply: 1e5 } }, b: { combine: { a: 1e5 } }", "6:64",
       "scores of b could lie more than 1,000,000,000 from 0"},
  };
  for (const auto& [scales, place, problem] : cases) {
    const std::string shown = scales;
    CAPTURE(shown);
    const Mistakes mistakes = reading_of("scales: { " + scales + " }\n").mistakes;
    REQUIRE(mistakes.size() == 1);
    CHECK(holds(mistakes[0].problem(), problem));
    CHECK(std::to_string(mistakes[0].place().line) + ":" + std::to_string(mistakes[0].place().column) == place);
  }
  CHECK(reading_of("scales: { a: { items: [q1], transform: { multiply: 1e8 } } }\n").mistakes.empty());
}

TEST_CASE("values of a base must hold for a variant's answers") {
  const TemporaryFolder folder;
  folder.file("base.yaml",
              "schema: attune/1\nid: base\ntitle: B\nresponse: { min: 1, max: 2 }\nitems: { prefix: q, count: 2 }\n"
              "scales: { a: { items: [q1, q2], values: { 1: 0, 2: 5 } } }\n");
  const Mistakes mistakes =
      read_definition(folder.file("v.yaml", "schema: attune/1\nid: v\nextends: base\nresponse: { min: 1, max: 3 }\n"),
                      Catalogue({}))
          .mistakes;
  REQUIRE(mistakes.size() == 1);
  CHECK(holds(mistakes[0].problem(), "the values of scale a do not hold for these answers"));
}

TEST_CASE("a scale may be made of items and scales, and of a mean of scales") {
  const Reading reading = reading_of(
      "scales: { a: { items: [q1] }, b: { items: [q2], combine: { a: -1 }, score: mean },\n"
      "  c: { combine: { a: 1, b: 2 }, missing: answered, min_answered: 1, transform: { multiply: 2 } } }\n");
  CHECK(reading.mistakes.empty());
  const auto& scales = reading.questionnaire.scales;
  CHECK(scales[1].method == ScoreMethod::mean);
  CHECK(scales[1].parts() == 2);
  CHECK(scales[1].min_answered == 2);
  CHECK(scales[2].method == ScoreMethod::sum);
  CHECK_FALSE(scales[2].prorated);
  CHECK(scales[2].transform.multiply == 2);
}

TEST_CASE("what is missing may be prorated, left out or not be at all") {
  const auto scale_with = [](const std::string& rule) {
    return reading_of("scales: { a: { items: [q1, q2], score: sum, " + rule + " } }\n").questionnaire.scales[0];
  };
  CHECK(scale_with("missing: prorate, min_answered: 1").prorated);
  CHECK_FALSE(scale_with("missing: answered, min_answered: 1").prorated);
  CHECK(scale_with("missing: complete").min_answered == 2);
  const auto problem_with = [](const std::string& scale) {
    const Mistakes mistakes = reading_of("scales: { a: { items: [q1, q2], " + scale + " } }\n").mistakes;
    return mistakes.empty() ? "" : mistakes[0].problem();
  };
  CHECK(holds(problem_with("score: sum, missing: some"), "expected missing: prorate, answered or complete"));
  CHECK(holds(problem_with("missing: answered"), "is for a sum, and scale a is a mean"));
  CHECK(holds(problem_with("score: sum, missing: complete, min_answered: 1"), "min_answered says nothing"));
  CHECK(holds(problem_with("combine: { a: 1 }, constant: 1, transform: { add: 1 }"), "both \"constant\" and"));
}

}  // namespace attune
