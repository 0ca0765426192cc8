#pragma once

#include <string>

#include "exchange/sql_dialect.h"

namespace attune {

/// The normal distribution in SQL, since few databases have erf(). Beyond this many times √2 standard deviations, the
/// tail is less than 1.1e-17 and counts as 0.
inline constexpr double kFarthest = 6;

/// The distance of `difference` from 0 in units of √2 · `error`, held to kFarthest; 0 for a difference below 1e-9,
/// whatever the error, and the farthest for an error of 0. Both are SQL, of double precision; NULL where one is.
std::string normal_distance(const std::string& difference, const std::string& error, const SqlDialect& dialect);

/// What lies beyond such a distance on one side, ½ erfc(distance), by the rational Chebyshev approximations of W. J.
/// Cody (1969, Math. Comp. 23, 631–637), with the coefficients of his CALERF in SPECFUN (netlib.org/specfun/erf). The
/// largest error, against the C library's erfc() at three million points from 0 to 9, is 1.7e-16.
std::string normal_tail(const std::string& distance, const SqlDialect& dialect);

}  // namespace attune
