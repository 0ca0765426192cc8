#include "scoring/measurement_error.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "scoring/scorer.h"
#include "support.h"

namespace attune {
namespace {

using testing::shipped;

const QuadrantRule kRule{.x = 0, .y = 1, .x_cut = 4, .y_cut = 4};

}  // namespace

TEST_CASE("the conditional standard error is the answers' SD over the root of their number") {
  // 1 2 3 4 5: mean 3, s² = 10 / 4, s / √5 = √0.5
  CHECK(conditional_standard_error(15, 55, 5) == doctest::Approx(std::sqrt(0.5)).epsilon(1e-15));
  CHECK(conditional_standard_error(12, 48, 3) == 0);
}

TEST_CASE("one answer has no conditional standard error") {
  CHECK(std::isnan(conditional_standard_error(4, 16, 1)));
  CHECK(std::isnan(conditional_standard_error(0, 0, 0)));
}

TEST_CASE("a dimension is high with the normal probability of the distance from its cut in standard errors") {
  CHECK(probability_high(4, 0.5, 4) == doctest::Approx(0.5).epsilon(1e-15));
  // Φ(1) and Φ(−1.96) from tables of the normal distribution
  CHECK(probability_high(4.5, 0.5, 4) == doctest::Approx(0.8413447460685429).epsilon(1e-14));
  CHECK(probability_high(4 - 1.96 * 0.5, 0.5, 4) == doctest::Approx(0.0249978951482204).epsilon(1e-12));
}

TEST_CASE("without error there is no doubt, but on the cut itself") {
  CHECK(probability_high(4.1, 0, 4) == 1);
  CHECK(probability_high(3.9, 0, 4) == 0);
  CHECK(probability_high(4, 0, 4) == 0.5);
}

TEST_CASE("the probabilities of the profiles sum to one") {
  for (const double x : {1.0, 3.9, 4.0, 4.3, 7.0}) {
    for (const double y : {1.2, 4.0, 6.8}) {
      const auto p = profile_probabilities(kRule, x, 0.31, y, 0.22);
      CHECK(p[0] + p[1] + p[2] + p[3] == doctest::Approx(1).epsilon(1e-15));
    }
  }
}

TEST_CASE("without a score or an error there are no probabilities") {
  for (const double p : profile_probabilities(kRule, kNoScore, 0.3, 4, 0.3)) CHECK(std::isnan(p));
  for (const double p : profile_probabilities(kRule, 4, 0.3, 4, kNoScore)) CHECK(std::isnan(p));
}

TEST_CASE("the probabilities are those of a simulation of true scores") {
  // 10⁶ draws: a share of .4 has a standard error of .0005.
  const double x = 4.2, x_error = 0.4, y = 3.7, y_error = 0.25;
  std::mt19937_64 random(20261122);
  std::normal_distribution<double> x_true(x, x_error), y_true(y, y_error);
  std::array<int, 4> counts{};
  constexpr int kDraws = 1'000'000;
  for (int draw = 0; draw < kDraws; ++draw) {
    const double true_x = x_true(random), true_y = y_true(random);
    ++counts[static_cast<std::size_t>((true_x >= 4 ? 1 : 0) + (true_y >= 4 ? 2 : 0))];
  }
  const auto p = profile_probabilities(kRule, x, x_error, y, y_error);
  for (std::size_t profile = 0; profile < 4; ++profile)
    CHECK(p[profile] == doctest::Approx(static_cast<double>(counts[profile]) / kDraws).epsilon(0.01));
}

TEST_CASE("a 90 % interval is 1.645 errors to each side, within the range of the score") {
  const auto inside = interval_90(4, 0.5, {1, 7});
  CHECK(inside.first == doctest::Approx(3.1775731865));
  CHECK(inside.second == doctest::Approx(4.8224268135));
  CHECK(interval_90(1.2, 0.5, {1, 7}).first == 1);
  CHECK(interval_90(6.9, 0.5, {1, 7}).second == 7);
}

TEST_CASE("the five-point ECR has the error of its sample, whoever answers") {
  const Questionnaire ecr = shipped("ecr-5pt");
  std::vector<Answer> answers(36, 3);
  answers[1] = 5;
  const Scores scores = Scorer(ecr).score(answers);
  // By hand from reliability-psych.csv: 0.804102 · √(1 − 0.915673), 0.840306 · √(1 − 0.938089)
  CHECK(scores.standard_errors[0] == doctest::Approx(0.233503).epsilon(1e-5));
  CHECK(scores.standard_errors[1] == doctest::Approx(0.209083).epsilon(1e-5));
}

TEST_CASE("a sum's conditional error is that of the mean times its items") {
  const Questionnaire ecr_s = shipped("ecr-s");
  std::vector<Answer> answers(12, 4);
  answers[1] = 7;  // an anxiety item: 7 4 4 4 4 4, mean 4.5, s² = 7.5 / 5, s / √6 = 0.5
  const Scores scores = Scorer(ecr_s).score(answers);
  CHECK(scores.standard_errors[0] == doctest::Approx(3).epsilon(1e-12));
  CHECK(scores.standard_errors[1] == 0);
}

TEST_CASE("a combined scale's error comes from its parts as independent errors") {
  const Questionnaire aas = shipped("aas-r");
  std::vector<Answer> answers(18, 3);
  answers[0] = 5;  // close: 5 3 3 3 3 3, s / √6 = 1/3
  answers[4] = 5;  // depend
  const Scores scores = Scorer(aas).score(answers);
  // avoidance = 6 − (close + depend) / 2: √(2 · (1/2 · 1/3)²)
  CHECK(scores.standard_errors[3] == doctest::Approx(std::sqrt(2.0) / 6).epsilon(1e-12));
}

TEST_CASE("too few answers give no standard error and no probabilities") {
  const Scores scores = Scorer(shipped("ecr-5pt")).score(std::vector<Answer>(36, kMissing));
  for (const double error : scores.standard_errors) CHECK(std::isnan(error));
  for (const double p : scores.probabilities) CHECK(std::isnan(p));
}

}  // namespace attune
