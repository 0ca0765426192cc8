#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "questionnaire/questionnaire.h"

namespace attune {

/// Where the scores of many lie on the plane of the two dimensions, gathered in one pass and in little memory: the
/// points themselves while they are few, and beyond that how many there are in each cell of a grid.
class ScoreScatter {
 public:
  /// The questionnaire has a rule of quadrants.
  explicit ScoreScatter(const Questionnaire& questionnaire);

  /// A point with a score that is not a number is left out.
  void add(double x, double y);

  std::size_t count() const { return count_; }
  /// All points, or none where there are more than kMostPoints.
  const std::vector<std::pair<double, double>>& points() const { return points_; }
  /// How many lie in each of kCells × kCells cells across both ranges, row by row from the lowest y.
  std::span<const std::size_t> cells() const { return cells_; }

  static constexpr std::size_t kMostPoints = 2000;
  static constexpr std::size_t kCells = 40;

 private:
  std::pair<double, double> x_range_;
  std::pair<double, double> y_range_;
  std::size_t count_ = 0;
  std::vector<std::pair<double, double>> points_;
  std::vector<std::size_t> cells_;
};

}  // namespace attune
