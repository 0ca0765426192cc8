#pragma once

#include <cstddef>
#include <vector>

#include "psychometrics/item_moments.h"
#include "psychometrics/sample_statistics.h"
#include "psychometrics/score_correlation.h"
#include "psychometrics/score_distribution.h"
#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"
#include "scoring/scorer.h"

namespace attune {

/// The answers of many respondents, summed up block by block in memory that does not grow with them.
///
/// In pairwise use, scores follow the missing rules of the questionnaire; in complete use, they need every answer.
class Sample {
 public:
  /// `questionnaire` must outlive it.
  Sample(const Questionnaire& questionnaire, MissingUse use);

  void add(const AnswerBlock& block);

  SampleStatistics statistics() const;

 private:
  /// The items of one scale, and where their moments are.
  struct ScaleItems {
    const ItemMoments* moments;
    std::vector<std::size_t> places;  // in `moments`, by item of the key
  };

  std::vector<ItemStatistics> item_statistics() const;
  ScaleStatistics scale_statistics(std::size_t scale) const;
  ScaleItems items_of(std::size_t scale) const;

  const Questionnaire& questionnaire_;
  MissingUse use_;
  Scorer scorer_;
  ScoreBlock scores_;
  std::size_t respondents_ = 0;
  ItemMoments items_;
  std::vector<ItemMoments> complete_;  // by scale; only in complete use
  std::vector<ScoreMoments> distributions_;
  std::vector<ScoreComoment> correlations_;
};

}  // namespace attune
