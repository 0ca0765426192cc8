#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "scoring/norm_group.h"
#include "scoring/scorer.h"

namespace attune {

/// How often each value of one score occurred. Answers are whole numbers, so that a score has few values, however many
/// people are counted.
class ScoreCounts {
 public:
  /// Counts one score, which is a number.
  void add(double score);

  std::size_t n() const { return n_; }
  /// How many different scores there are.
  std::size_t values() const { return counts_.size(); }
  /// Of at least one score.
  double mean() const;
  /// The standard deviation, of at least two scores, with n − 1.
  double sd() const;
  /// The score at `percent` (0 to 100), of at least one: linear between the scores at the ranks around
  /// 1 + (n − 1) · percent / 100 (type 7 of Hyndman & Fan, 1996, Am. Stat. 50, 361–365; R's own).
  double quantile(double percent) const;

 private:
  double at_rank(std::size_t rank) const;

  std::map<double, std::size_t> counts_;
  std::size_t n_ = 0;
};

/// Computes norms from respondents, in memory that does not grow with their number.
class NormSample {
 public:
  /// `groups`: id, age and gender of each; their figures do not matter.
  NormSample(const Questionnaire& questionnaire, std::vector<NormGroup> groups);

  /// Counts the respondent of this row, who has a score on every scale, in each group to which they belong.
  void add(const ScoreBlock& scores, std::size_t row, const Demographics& person);

  /// All groups with their n and the figures of every scale, scores at `percents`. A group whose scores on some scale
  /// are all the same, or that is not of two people at least, has no scales: nothing can be compared with it.
  std::vector<NormGroup> groups(std::span<const double> percents) const;

 private:
  struct Counted {
    NormGroup group;
    std::vector<ScoreCounts> scales;
  };
  std::vector<Counted> counted_;
};

}  // namespace attune
