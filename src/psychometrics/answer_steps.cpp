#include "psychometrics/answer_steps.h"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <cstdint>

namespace attune {
namespace {

using Normal =
    boost::math::normal_distribution<double,
                                     boost::math::policies::policy<boost::math::policies::promote_double<false>>>;

// The mean step of who stands at `common` on what two responses with this correlation share; from the middle step.
double expected_step(const AnswerSteps& steps, double latent, double common) {
  const double shared = std::sqrt(latent), own = std::sqrt(1 - latent);
  double expected = 0;
  for (int step = 1; step < steps.count; ++step)
    expected += boost::math::cdf(Normal(), (shared * common - steps.threshold(step)) / own) - 0.5;
  return expected;
}

double variance(const AnswerSteps& steps) {
  double sum = 0, below = 0;
  for (int step = 0; step < steps.count; ++step) {
    const double up_to = step + 1 < steps.count ? boost::math::cdf(Normal(), steps.threshold(step + 1)) : 1;
    const double from_middle = step - (steps.count - 1) / 2.0;
    sum += (up_to - below) * from_middle * from_middle;
    below = up_to;
  }
  return sum;
}

}  // namespace

double AnswerSteps::answer_correlation(double latent) const {
  // Given what they share, the two answers are independent: their covariance is the variance of the expected step.
  const auto weighted_square = [&](double common) {
    const double expected = expected_step(*this, latent, common);
    return boost::math::pdf(Normal(), common) * expected * expected;
  };
  // Beyond 9 SD lies less than 1e−18 of the distribution.
  constexpr double kFar = 9, kTolerance = 1e-11;
  constexpr unsigned kHalvings = 15;
  using Quadrature = boost::math::quadrature::gauss_kronrod<double, 31>;
  return Quadrature::integrate(weighted_square, -kFar, kFar, kHalvings, kTolerance) / variance(*this);
}

double AnswerSteps::latent_correlation(double answers) const {
  constexpr double kHighest = 1 - 1e-9;
  if (answer_correlation(kHighest) <= answers) return kHighest;
  const boost::math::tools::eps_tolerance<double> precise(48);
  std::uintmax_t evaluations = 100;
  const auto [low, high] = boost::math::tools::toms748_solve(
      [&](double latent) { return answer_correlation(latent) - answers; }, 0.0, kHighest, precise, evaluations);
  return (low + high) / 2;
}

}  // namespace attune
