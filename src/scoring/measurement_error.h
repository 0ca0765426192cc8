#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "questionnaire/questionnaire.h"

namespace attune {

/// One person's conditional standard error of the mean of `answered` keyed answers with this sum and sum of squares:
/// s / √n, s their standard deviation (Brennan, 1998, Appl. Psychol. Meas. 22, 307–331: absolute error, persons ×
/// items). Not a number for fewer than two answers.
double conditional_standard_error(std::int64_t sum, std::int64_t sum_of_squares, std::int64_t answered);

/// How likely the true score lies at or above `cut`, errors being normal: Φ((score − cut) / error). An error of 0
/// leaves no doubt, but on the cut itself, where neither side is likelier whatever the error.
double probability_high(double score, double error, double cut);

/// How likely each quarter is, in the order of QuadrantRule::kProfiles: products of the two axes' probabilities, their
/// errors being independent. All not a number where a score or an error is.
std::array<double, 4> profile_probabilities(const QuadrantRule& rule, double x, double x_error, double y,
                                            double y_error);

/// The interval that holds the true score with 90 % confidence, score ± 1.645 · error, within `range`.
std::pair<double, double> interval_90(double score, double error, std::pair<double, double> range);

/// The 95th percentile of the normal distribution: half the width of a 90 % interval, in standard errors.
inline constexpr double kHalfOf90 = 1.6448536269514722;

}  // namespace attune
