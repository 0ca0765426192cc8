#pragma once

#include <cstddef>
#include <utility>

#include "questionnaire/questionnaire.h"

namespace attune {

/// Two scores of one scale that are nearer are the same: a computed score may miss a cut, a border or the score of a
/// printed table by its last digit, while scores that differ lie much farther apart.
inline constexpr double kSameScore = 1e-9;

/// By how much two scores may differ and be the same, one of them on `scale`, the other a cut or a score computed
/// exactly: nothing where this one is as well.
inline double score_margin(const Scale& scale) { return scale.is_exact() ? 0 : kSameScore; }

/// The lowest and highest score that the scale with index `scale` can give.
std::pair<double, double> score_range(const Questionnaire& questionnaire, std::size_t scale);

}  // namespace attune
