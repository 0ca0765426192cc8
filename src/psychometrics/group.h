#pragma once

#include <optional>

#include "psychometrics/profile_shares.h"
#include "psychometrics/sample.h"
#include "psychometrics/score_scatter.h"
#include "scoring/scorer.h"

namespace attune {

/// What can be told of a group of respondents, gathered block by block in memory that does not grow with them: the
/// statistics of the sample, where its people lie on the map, and how many have which profile.
class Group {
 public:
  /// `questionnaire` must outlive it.
  explicit Group(const Questionnaire& questionnaire);

  void add(const AnswerBlock& block);

  SampleStatistics statistics() const { return sample_.statistics(); }
  const ProfileCounts& profiles() const { return profiles_; }
  /// Nothing without a rule of quadrants.
  const std::optional<ScoreScatter>& scatter() const { return scatter_; }

 private:
  const Questionnaire& questionnaire_;
  Sample sample_;
  Scorer scorer_;
  ScoreBlock scores_;
  ProfileCounts profiles_;
  std::optional<ScoreScatter> scatter_;
};

}  // namespace attune
