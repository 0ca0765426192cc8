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

/// What one thread adds up of a sample by itself.
struct SamplePart {
  std::size_t respondents = 0;
  ItemMoments items;
  std::vector<ItemMoments> complete;  ///< by scale; only in complete use
  ScoreBlock scores = {};             ///< of the block that was added last
};

/// The answers of many respondents, summed up block by block in memory that does not grow with them.
///
/// In pairwise use, scores follow the missing rules of the questionnaire; in complete use, they need every answer.
///
/// Threads share the work so: each adds its blocks to a part of its own; after each, in the order of the blocks, its
/// scores are taken; and at the end the parts. Whole numbers make up the parts, and scores are taken in order: so the
/// figures are the same to the last bit, however many threads there are.
class Sample {
 public:
  /// `questionnaire` must outlive it. Throws Error (data) where a scale's answers stand for other values.
  Sample(const Questionnaire& questionnaire, MissingUse use);

  void add(const AnswerBlock& block);

  /// An empty part of the sample.
  SamplePart part() const;
  /// May be called from several threads, each with its part.
  void add(const AnswerBlock& block, SamplePart& part) const;
  void take_scores(const SamplePart& part);
  void take(const SamplePart& part);

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
  SamplePart taken_;
  std::vector<ScoreMoments> distributions_;
  std::vector<ScoreComoment> correlations_;
};

}  // namespace attune
