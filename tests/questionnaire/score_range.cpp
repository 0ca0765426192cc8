#include "questionnaire/score_range.h"

#include <doctest/doctest.h>

#include <cmath>

#include <utility>

namespace attune {

using Range = std::pair<double, double>;

namespace {

Questionnaire with_scales(std::vector<Scale> scales) {
  Questionnaire questionnaire;
  questionnaire.response = {.min = 1, .max = 7, .labels = {}};
  questionnaire.items.resize(18);
  questionnaire.scales = std::move(scales);
  return questionnaire;
}

Scale keyed(ScoreMethod method, std::size_t items) {
  Scale scale;
  scale.method = method;
  for (std::size_t item = 0; item < items; ++item) scale.items.push_back({.item = item, .reversed = item % 2 == 1});
  return scale;
}

Scale combined(double constant, std::vector<CombineTerm> terms) {
  Scale scale;
  scale.method = ScoreMethod::sum;
  scale.transform.add = constant;
  scale.min_answered = terms.size();
  scale.terms = std::move(terms);
  return scale;
}

}  // namespace

TEST_CASE("a mean has the range of the answers, a sum that times the items") {
  const Questionnaire questionnaire = with_scales({keyed(ScoreMethod::mean, 18), keyed(ScoreMethod::sum, 18)});
  CHECK(score_range(questionnaire, 0) == Range(1, 7));
  CHECK(score_range(questionnaire, 1) == Range(18, 126));
}

TEST_CASE("a negative weight turns a part's range round") {
  // Adult Attachment Scale: 6 − (close + depend) / 2, here with answers 1–7: 6 − 7 to 6 − 1.
  const Questionnaire questionnaire =
      with_scales({keyed(ScoreMethod::mean, 6), keyed(ScoreMethod::mean, 6),
                   combined(6, {{.scale = 0, .weight = -.5}, {.scale = 1, .weight = -.5}}),
                   combined(0, {{.scale = 2, .weight = -2}, {.scale = 0, .weight = 1}})});
  CHECK(score_range(questionnaire, 2) == Range(-1, 5));
  CHECK(score_range(questionnaire, 3) == Range(-9, 9));
}

TEST_CASE("a part of weight 0 adds nothing to the range") {
  const Questionnaire questionnaire =
      with_scales({keyed(ScoreMethod::mean, 2), combined(3, {{.scale = 0, .weight = 0}})});
  CHECK(score_range(questionnaire, 1) == Range(3, 3));
}

TEST_CASE("the range of scales made of all later scales is found at once") {
  std::vector<Scale> scales;
  for (std::size_t s = 0; s < 200; ++s) {
    std::vector<CombineTerm> later;
    for (std::size_t part = s + 1; part < 200; ++part) later.push_back({.scale = part, .weight = .001});
    scales.push_back(later.empty() ? keyed(ScoreMethod::mean, 1) : combined(0, std::move(later)));
  }
  const Questionnaire questionnaire = with_scales(std::move(scales));
  // Each range is a thousandth of the sum of all later ones, which grows by that share from scale to scale.
  const auto [low, high] = score_range(questionnaire, 0);
  const double share = .001 * std::pow(1.001, 198);
  CHECK(low == doctest::Approx(share * questionnaire.response.min));
  CHECK(high == doctest::Approx(share * questionnaire.response.max));
}

TEST_CASE("values, weights, own answers and transforms stretch the range") {
  Questionnaire q = with_scales({});
  q.items[1].response = ResponseScale{.min = 0, .max = 10};
  const auto range_of = [&](Scale scale) {
    q.scales = {std::move(scale)};
    return score_range(q, 0);
  };
  CHECK(range_of({.items = {{.item = 0}, {.item = 1}}, .min_answered = 2}) == Range(0.5, 8.5));
  CHECK(range_of({.items = {{.item = 0}, {.item = 1}}, .min_answered = 1}) == Range(0, 10));
  CHECK(range_of({.method = ScoreMethod::sum, .items = {{.item = 0, .weight = -2}, {.item = 1}}, .min_answered = 2}) ==
        Range(-14, 8));
  CHECK(range_of({.items = {{.item = 0, .values = {{1, 5}, {7, -5}}}}, .min_answered = 1}) == Range(-5, 6));
  CHECK(range_of({.items = {{.item = 0}}, .min_answered = 1, .transform = {.multiply = -10, .add = 100}}) ==
        Range(30, 90));
}

TEST_CASE("a sum of what was answered may be of the fewest items that it needs") {
  Scale sum = keyed(ScoreMethod::sum, 3);
  sum.min_answered = 1;
  sum.prorated = false;
  CHECK(score_range(with_scales({sum}), 0) == Range(1, 21));
}

}  // namespace attune
