#pragma once

#include <Eigen/Core>
#include <cstddef>

#include "psychometrics/sample_statistics.h"

namespace attune {

/// Whether the directions in a scale's key fit the answers; `covariances` are those of its keyed items in `n`
/// respondents.
///
/// An item goes against the others where its weight on the first principal component is negative. Reversing all such
/// items, or all others, makes the scale consistent; the set is the one that leaves the direction in which the sum of
/// the items points. It is empty where it would not raise alpha.
KeyCheck check_key(const Eigen::MatrixXd& covariances, std::size_t n);

}  // namespace attune
