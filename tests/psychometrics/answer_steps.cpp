#include "psychometrics/answer_steps.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <numbers>

namespace attune {

TEST_CASE("two answers cut in the middle correlate 2/π arcsin r") {
  // Sheppard (1899): Φ₂(0, 0; r) = 1/4 + arcsin(r) / 2π.
  for (const double r : {0.1, 0.5, 0.9, 0.99})
    CHECK(AnswerSteps{.count = 2}.answer_correlation(r) ==
          doctest::Approx(2 / std::numbers::pi * std::asin(r)).epsilon(1e-9));
}

TEST_CASE("answers in five and seven steps correlate as R integrates the bivariate normal distribution") {
  // P(X > a, Y > b) as integrate(function(x) dnorm(x) * pnorm((r*x - b) / sqrt(1 - r^2)), a, Inf), summed over
  // thresholds.
  CHECK(AnswerSteps{.count = 5}.answer_correlation(0.2) == doctest::Approx(0.183645764531).epsilon(1e-9));
  CHECK(AnswerSteps{.count = 5}.answer_correlation(0.9) == doctest::Approx(0.844593336169).epsilon(1e-9));
  CHECK(AnswerSteps{.count = 7}.answer_correlation(0.5) == doctest::Approx(0.477457680732).epsilon(1e-9));
  CHECK(AnswerSteps{.count = 7}.answer_correlation(0.9) == doctest::Approx(0.869742083309).epsilon(1e-9));
}

TEST_CASE("the latent correlation is the one that gives the correlation of the answers") {
  for (const int count : {2, 3, 7, 101}) {
    const AnswerSteps steps{.count = count};
    for (const double answers : {0.01, 0.3, 0.95})
      CHECK(steps.answer_correlation(steps.latent_correlation(answers)) == doctest::Approx(answers).epsilon(1e-8));
  }
}

TEST_CASE("answers that hardly differ still have a latent correlation below one") {
  CHECK(AnswerSteps{.count = 2}.latent_correlation(0.9999999) < 1);
}

TEST_CASE("the steps are equal and lie around the middle") {
  CHECK(AnswerSteps{.count = 4}.threshold(1) == -1);
  CHECK(AnswerSteps{.count = 4}.threshold(2) == 0);
  CHECK(AnswerSteps{.count = 4}.threshold(3) == 1);
}

}  // namespace attune
