#include "scoring/measurement_error.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

namespace attune {
namespace {

// In double throughout: long double would cost most of the time and change nothing that anybody reads.
using Normal =
    boost::math::normal_distribution<double,
                                     boost::math::policies::policy<boost::math::policies::promote_double<false>>>;

}  // namespace

double conditional_standard_error(std::int64_t sum, std::int64_t sum_of_squares, std::int64_t answered) {
  if (answered < 2) return std::numeric_limits<double>::quiet_NaN();
  // Whole numbers up to the last division, so that nothing cancels.
  const std::int64_t spread = answered * sum_of_squares - sum * sum;
  return std::sqrt(static_cast<double>(spread) / static_cast<double>(answered * answered * (answered - 1)));
}

double probability_high(double score, double error, double cut) {
  if (std::isnan(score) || std::isnan(error)) return std::numeric_limits<double>::quiet_NaN();
  if (error == 0) return score > cut ? 1 : score < cut ? 0 : 0.5;
  return boost::math::cdf(Normal(), (score - cut) / error);
}

std::array<double, 4> profile_probabilities(const QuadrantRule& rule, double x, double x_error, double y,
                                            double y_error) {
  const double x_high = probability_high(x, x_error, rule.x_cut);
  const double y_high = probability_high(y, y_error, rule.y_cut);
  return {(1 - x_high) * (1 - y_high), x_high * (1 - y_high), (1 - x_high) * y_high, x_high * y_high};
}

std::pair<double, double> interval_90(double score, double error, std::pair<double, double> range) {
  return {std::max(range.first, score - kHalfOf90 * error), std::min(range.second, score + kHalfOf90 * error)};
}

}  // namespace attune
