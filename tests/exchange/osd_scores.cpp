#include "exchange/osd_scores.h"

#include <doctest/doctest.h>

#include <cmath>

#include "exchange/osd_file.h"

namespace attune {

using testing::holds;
using testing::imported_osd;
using testing::kRatings;
using testing::osd_file;
using testing::osd_scores;
using testing::refusal_of_osd;
using testing::tells;

TEST_CASE("a sum is of the answered items, a mean of those there are, and -1 reverses") {
  const std::string scoring = R"("sum": {"method": "sum_coded", "items": ["q1", "q2", "q3"]},
    "mean": {"method": "mean_coded", "items": {"q1": 1, "q2": -1, "q3": 0}})";
  // Answers 4, 2 and none: 4 + 2; (4 + (6 − 2)) / 2.
  CHECK(osd_scores(scoring, {4, 2, kMissing}) == std::vector<double>{6, 4});
  CHECK(std::isnan(osd_scores(scoring, {kMissing, kMissing, kMissing})[0]));
}

TEST_CASE("older files code items apart from their list, or have no list") {
  // (6 − 1) + 3; the same.
  CHECK(osd_scores(R"("a": {"method": "sum_coded", "items": ["q1", "q2"], "item_coding": {"q1": -1, "q2": 1}},
    "b": {"method": "sum_coded", "item_coding": {"q1": -1, "q2": 1, "q3": 0}})",
                   {1, 3, 5}) == std::vector<double>{8, 8});
}

TEST_CASE("answers are mapped before they are reversed") {
  const std::string scoring = R"("s": {"method": "sum_coded", "items": {"q1": 1, "q2": -1, "q3": 1},
    "value_map": {"default": [0, 0, 1, 2, 3], "q3": [10, 20, 30, 40, 50]}})";
  // 5 → 3; 2 → 0 → 6 − 0; 1 → 10.
  CHECK(osd_scores(scoring, {5, 2, 1})[0] == 19);
  // What the map does not reach stays: 5 behind a map of three.
  CHECK(osd_scores(R"("s": {"method": "sum_coded", "items": ["q1", "q2"], "value_map": {"q1": [7, 8, 9]}})",
                   {5, 2, 1})[0] == 7);
}

TEST_CASE("weights multiply, and a weighted mean divides by those of what was answered") {
  const std::string scoring =
      R"("sum": {"method": "weighted_sum", "items": ["q1", "q2"], "weights": {"q1": 2, "q2": -0.5}},
    "mean": {"method": "weighted_mean", "items": ["q1", "q2"], "weights": {"q1": 3, "q2": 1}})";
  // 2 · 4 − 0.5 · 2; (3 · 4 + 2) / 4.
  CHECK(osd_scores(scoring, {4, 2, 1}) == std::vector<double>{7, 3.5});
  CHECK(osd_scores(scoring, {kMissing, 2, 1}) == std::vector<double>{-1, 2});
}

TEST_CASE("an item without a weight counts once, and that is told") {
  const std::string scoring = R"("s": {"method": "weighted_sum", "items": ["q1", "q2"], "weights": {"q1": 2}})";
  CHECK(osd_scores(scoring, {4, 2, 1})[0] == 10);
  CHECK(tells(imported_osd(osd_file(kRatings, scoring)).notes, "counts once, as in OpenScales: q2"));
}

TEST_CASE("an item that is named twice counts twice") {
  CHECK(osd_scores(R"("s": {"method": "mean_coded", "items": ["q1", "q1", "q2"]})", {5, 2, 1})[0] == 4);
}

TEST_CASE("steps transform a score one after the other") {
  const std::string scoring = R"("s": {"method": "mean_coded", "items": ["q1", "q2"], "transform": [
    {"op": "subtract", "value": 1}, {"op": "divide", "value": 4}, {"op": "multiply", "value": 100},
    {"op": "add", "value": 0.5}]})";
  // (4.5 − 1) / 4 · 100 + 0.5
  CHECK(osd_scores(scoring, {4, 5, 1})[0] == doctest::Approx(88).epsilon(1e-14));
}

TEST_CASE("scores are made of transformed scores, of those there are") {
  const std::string scoring = R"(
    "a": {"method": "sum_coded", "items": ["q1"], "transform": [{"op": "multiply", "value": 10}]},
    "b": {"method": "sum_coded", "items": ["q2"]},
    "sum": {"method": "sum_coded", "items": ["a", "b"], "scores": ["a", "b"]},
    "difference": {"method": "mean_coded", "items": {"a": 1, "b": -1}, "scores": ["a", "b"]},
    "mixed": {"method": "mean_coded", "items": ["q3"], "scores": ["b"]})";
  // 30 + 4; (30 − 4) / 2; (5 + 4) / 2.
  CHECK(osd_scores(scoring, {3, 4, 5}) == std::vector<double>{30, 4, 34, 13, 4.5});
  const auto one_missing = osd_scores(scoring, {3, kMissing, 5});
  CHECK(one_missing[2] == 30);
  CHECK(one_missing[3] == 30);
  CHECK(one_missing[4] == 5);
}

TEST_CASE("right answers are counted, whatever their case, with * and ? for any text and character") {
  const std::string items = R"({"id": "q1", "type": "multi", "text_key": "q1", "options": ["never", "always"]},
    {"id": "q2", "type": "likert", "text_key": "q2"}, {"id": "q3", "type": "likert", "text_key": "q3"})";
  const Questionnaire q =
      imported_osd(osd_file(items, R"("right": {"method": "sum_correct", "items": ["q1", "q2", "q3"],
        "correct_answers": {"q1": ["N?V*"], "q2": [3, "4"]}})"))
          .questionnaire;
  // Options that are texts count from 1. The third item has no right answer.
  CHECK(Scorer(q).score(std::vector<Answer>{1, 4, 5}).scores[0] == 2);
  CHECK(Scorer(q).score(std::vector<Answer>{2, 3, 5}).scores[0] == 1);
  CHECK(Scorer(q).score(std::vector<Answer>{2, kMissing, 5}).scores[0] == 0);
}

TEST_CASE("thresholds become bands, rising, each from where the one before has ended") {
  const Imported made = imported_osd(osd_file(kRatings, R"("s": {"method": "sum_coded", "items": ["q1", "q2", "q3"],
    "norms": {"source": "Somebody", "thresholds": [{"min": 8, "max": 15, "label": "high"},
    {"min": 3, "max": 8, "label_key": "never"}]}})"));
  const std::vector<Band>& bands = made.questionnaire.scales[0].bands;
  REQUIRE(bands.size() == 2);
  CHECK(bands[0] == Band{.from = 3, .to = 8, .label = "Never"});
  CHECK(bands[1] == Band{.from = 8, .to = 15, .label = "high"});
  CHECK(tells(made.left_out, "norms: source"));
}

TEST_CASE("overlapping thresholds name a score by the first of them") {
  const Imported made = imported_osd(osd_file(kRatings, R"("s": {"method": "sum_coded", "items": ["q1", "q2", "q3"],
    "norms": {"thresholds": [{"min": 3, "max": 9, "label": "low"}, {"min": 7, "max": 15, "label": "high"}]}})"));
  CHECK(made.questionnaire.scales[0].bands[1].from == 9);
  CHECK(tells(made.notes, "overlap"));
}

TEST_CASE("what the file scores and does not have is left out, and told") {
  const Imported made = imported_osd(osd_file(kRatings, R"(
    "a": {"method": "sum_coded", "items": ["q1", "q9"]},
    "b": {"method": "sum_coded", "items": ["q8"]},
    "c": {"method": "sum_coded", "scores": ["a", "d", "later"]},
    "later": {"method": "sum_coded", "scores": ["a"]},
    "answer_categories": {"x": {"q1": ["1"]}})"));
  const auto& scales = made.questionnaire.scales;
  REQUIRE(scales.size() == 3);
  CHECK(scales[0].items.size() == 1);
  CHECK(scales[1].terms.size() == 1);
  CHECK(tells(made.notes, "no item of the file, so left out: q9 and q8"));
  CHECK(tells(made.notes, "so no scale: b"));
  CHECK(tells(made.notes, "no score of the file, so left out: d"));
  CHECK(tells(made.notes, "that the file has before it, so left out, as in OpenScales: later"));
}

TEST_CASE("a block of another language's variant is no scale") {
  const std::string scoring = R"("en_score": {"method": "sum_coded", "items": ["q1"], "variants": ["english"]},
    "de_score": {"method": "sum_coded", "items": ["q2"], "variants": ["german"]})";
  const std::string variants = R"(, "variants": {"default": "english", "sets": {
    "english": {"languages": ["en"], "items": ["q1"]}, "german": {"languages": ["de"], "items": ["q2"]}}})";
  const Questionnaire q = imported_osd(osd_file(kRatings, scoring, variants)).questionnaire;
  REQUIRE(q.scales.size() == 1);
  CHECK(q.scales[0].id == "en_score");
  CHECK(q.items.size() == 2);
}

TEST_CASE("what attune lacks is refused by its name and place") {
  const struct {
    std::string scoring, problem;
  } cases[] = {
      {R"("s": {"method": "max", "items": ["q1"]})", "definition.scoring.s: the method \"max\""},
      {R"("s": {"method": "sd", "items": ["q1"]})", "the method \"sd\""},
      {R"("s": {"items": ["q1"]})", "definition.scoring.s: there is no \"method\""},
      {R"("s": {"method": 3, "items": ["q1"]})", "definition.scoring.s.method: expected a text, found 3"},
      {R"("s": {"method": "sum_correct", "items": ["q1"], "answer_category": "x"})", "\"answer_category\""},
      {R"("s": {"method": "sum_coded", "items": ["q1"], "transform": [{"op": "divide", "value": "sd"}]})",
       "transform[0].value: the statistic \"sd\""},
      {R"("s": {"method": "sum_coded", "items": ["q1"], "transform": [{"op": "power", "value": 2}]})",
       "transform[0]: the step \"power\""},
      {R"("s": {"method": "sum_coded", "items": ["q1"], "transform": [{"op": "multiply", "value": 0}]})",
       "every score would be the same"},
      {R"("s": {"method": "weighted_mean", "items": ["q1", "q2"], "weights": {"q1": 1, "q2": -1}})",
       "weights.q2: a weight below 0 in a mean"},
      {R"("s": {"method": "sum_coded", "items": "q1"})", "items: expected an object, found \"q1\""},
      {R"("s": {"method": "sum_coded", "items": [1]})", "items[0]: expected a text, found 1"},
      {R"("s": {"method": "sum_coded", "items": {"q1": "yes"}})", "items.q1: expected a number, found \"yes\""},
      {R"("s": {"method": "sum_coded", "items": ["q1"], "value_map": {"q1": [1, "x", 2, 3, 4]}})",
       "value_map.q1[1]: expected a number, found \"x\""},
      {R"("s": {"method": "sum_coded", "items": ["q1"], "norms": {"thresholds": [{"min": 5, "max": 4, "label": "x"}]}})",
       "ends below where it begins"},
      {R"("a": {"method": "sum_coded", "items": ["q1"]},
          "b": {"method": "sum_coded", "scores": ["a"], "transform": [{"op": "add", "value": 1}]},
          "c": {"method": "sum_coded", "scores": ["b"]})",
       "b is made of scores, is transformed, and counts in c"},
  };
  for (const auto& [scoring, problem] : cases) {
    const std::string shown = scoring;
    CAPTURE(shown);
    const Error error = refusal_of_osd(osd_file(kRatings, scoring));
    CAPTURE(error.what());
    CHECK(error.code() == ExitCode::data);
    CHECK(error.place().file == "small.osd");
    CHECK(holds(error.problem(), problem));
  }
}

}  // namespace attune
