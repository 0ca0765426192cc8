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

}  // namespace attune
