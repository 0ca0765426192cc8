#pragma once

#include <string>

#include "interview/kept_sitting.h"
#include "scoring/reliable_change.h"

/// What was kept of a sitting in words, without its definition.
namespace attune {

Measurement measurement_of(const KeptScore& score);

/// A number with so many decimals; a dash where there is none.
std::string number_or_dash(double number, int digits);

/// The day on which it began, here; a dash where that cannot be told.
std::string day_words(const KeptSitting& sitting);

/// The likeliest profile, as far as it can be told: "anxious 90 %", "between profiles", a dash where there was none.
std::string likeliest_words(const KeptSitting& sitting);

}  // namespace attune
