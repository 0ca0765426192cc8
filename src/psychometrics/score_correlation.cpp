#include "psychometrics/score_correlation.h"

#include <cmath>

namespace attune {

// Welford's updates (1962, Technometrics 4, 419–420), for two variables.
void ScoreComoment::add(std::span<const double> first, std::span<const double> second) {
  for (std::size_t row = 0; row < first.size(); ++row) {
    if (std::isnan(first[row]) || std::isnan(second[row])) continue;
    const auto n = static_cast<double>(++n_);
    const double x = first[row] - first_mean_, y = second[row] - second_mean_;
    first_mean_ += x / n;
    second_mean_ += y / n;
    first_squares_ += x * (first[row] - first_mean_);
    second_squares_ += y * (second[row] - second_mean_);
    products_ += x * (second[row] - second_mean_);
  }
}

ScoreCorrelation ScoreComoment::correlation() const {
  ScoreCorrelation done{.first = first_, .second = second_, .n = n_};
  if (n_ > 2 && first_squares_ > 0 && second_squares_ > 0)
    done.r = products_ / std::sqrt(first_squares_ * second_squares_);
  return done;
}

}  // namespace attune
