#pragma once

#include <optional>

#include "questionnaire/questionnaire.h"

namespace attune {

/// The first band of the scale that `score` lies in, as an index into Scale::bands; nothing where it lies in none or is
/// not a number.
std::optional<std::size_t> band_of(const Scale& scale, double score);

}  // namespace attune
