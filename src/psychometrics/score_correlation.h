#pragma once

#include <cstddef>
#include <span>

#include "psychometrics/sample_statistics.h"

namespace attune {

/// The correlation of two scales over those who have a score on both, gathered in one pass.
class ScoreComoment {
 public:
  ScoreComoment(std::size_t first, std::size_t second) : first_(first), second_(second) {}

  std::size_t first() const { return first_; }
  std::size_t second() const { return second_; }

  /// Scores of the same respondents on both scales.
  void add(std::span<const double> first, std::span<const double> second);

  /// r is not a number for fewer than three respondents, and where a scale has no variance.
  ScoreCorrelation correlation() const;

 private:
  std::size_t first_;
  std::size_t second_;
  std::size_t n_ = 0;
  double first_mean_ = 0;
  double second_mean_ = 0;
  double first_squares_ = 0;  // sums of squared distances from the mean
  double second_squares_ = 0;
  double products_ = 0;
};

}  // namespace attune
