#pragma once

#include <span>

#include "questionnaire/questionnaire.h"

namespace attune {

/// One person's score among those of a norm group.
struct NormScore {
  double z = 0;           ///< (score − mean) / SD
  double t = 0;           ///< 50 + 10 z, the linear T score
  double percentile = 0;  ///< percent of the group that score lower, half of those who score the same included
};

/// Compares `score` with a group's figures. `percents` are those at which `norm` gives scores (Norms::percentiles); all
/// figures are not a number where the score is.
///
/// The percentile comes from the table, linear between two of its scores. Where a score stands at several percents, as
/// many people share it: it gets the middle of them, as who scores the same counts half (Crawford, Garthwaite & Slick,
/// 2009, Clin. Neuropsychol. 23, 1173–1195). Beyond the table it is that of the normal distribution, 100 Φ(z), but at
/// most the table's lowest and at least its highest percent; so it is also, without those bounds, for a group without a
/// table.
NormScore norm_score(double score, const NormScale& norm, std::span<const double> percents);

}  // namespace attune
