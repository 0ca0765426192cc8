#pragma once

#include <optional>

#include "questionnaire/questionnaire.h"

namespace attune {

/// Standard error of measurement of a score with this reliability in a sample with this standard deviation:
/// SD · √(1 − r) (Lord & Novick, 1968).
double standard_error(double sd, double reliability);

/// The standard error of a scale's score by the reliability that its definition reports, where it reports alpha and SD
/// for the questionnaire's own response range. Of several alphas the lowest counts, so that the error is not made
/// small.
std::optional<double> reported_standard_error(const Scale& scale, const ResponseScale& response);

}  // namespace attune
