#pragma once

#include <cstddef>
#include <span>

#include "psychometrics/sample_statistics.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// The distribution of the scores on one scale, gathered in one pass.
///
/// A scale of fewer than 32 points whose scores are whole numbers has a bar for each of them; one whose scores are all
/// the same has one; any other has between 8 and 16 bars across score_range(), with a power of two as their width.
class ScoreMoments {
 public:
  ScoreMoments(const Questionnaire& questionnaire, std::size_t scale);

  /// Scores that are not a number are left out.
  void add(std::span<const double> scores);

  ScoreDistribution distribution() const;

 private:
  void add_to_histogram(double score);

  ScoreDistribution so_far_;
  double squares_ = 0;  // sums of powers of the distances from the mean
  double cubes_ = 0;
};

}  // namespace attune
