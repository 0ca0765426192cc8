#pragma once

#include <cstddef>
#include <utility>

#include "questionnaire/questionnaire.h"

namespace attune {

/// The lowest and highest score that the scale with index `scale` can give.
std::pair<double, double> score_range(const Questionnaire& questionnaire, std::size_t scale);

}  // namespace attune
