#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "questionnaire/questionnaire.h"

namespace attune {

/// Two scores of one scale that are nearer are the same: a computed score may miss a cut, a border or the score of a
/// printed table by its last digit, while scores that differ lie much farther apart.
inline constexpr double kSameScore = 1e-9;

/// By how much two scores may differ and be the same, one of them on `scale`, the other a cut or a score computed
/// exactly: nothing where this one is as well.
inline double score_margin(const Scale& scale) { return scale.is_exact() ? 0 : kSameScore; }

/// No score of a definition that can be loaded lies farther from 0, nor from another on its scale; no weight or other
/// number that scores are computed with is larger.
inline constexpr double kLargestScore = 1e9;

/// What no score on the scale with index `scale` is below, and none above: the lowest and highest score that it can
/// give, but where some parts may be missing and have other answers or weights than the rest; then it may not come
/// quite as far.
std::pair<double, double> score_range(const Questionnaire& questionnaire, std::size_t scale);

/// score_range() of each scale.
std::vector<std::pair<double, double>> score_ranges(const Questionnaire& questionnaire);

}  // namespace attune
