#pragma once

#include <Eigen/Core>
#include <cstddef>

#include "psychometrics/sample_statistics.h"

namespace attune {

/// Cronbach's alpha of the sum of items with these covariances (Cronbach, 1951, Psychometrika 16, 297–334). Not a
/// number for fewer than two items, and where their sum has no variance.
double cronbach_alpha(const Eigen::MatrixXd& covariances);

/// The correlation of each item with the sum of the others; not a number where either has no variance.
Eigen::VectorXd item_rest_correlations(const Eigen::MatrixXd& covariances);

/// The consistency of a scale whose keyed items have these covariances in `n` respondents. What fewer than three
/// respondents or too few items leave undefined is not a number; so is what needs correlations where an item has no
/// variance, and lambda-6 where one item is a combination of others. Of the items, n, mean and SD are left to the
/// caller.
Consistency consistency_of(const Eigen::MatrixXd& covariances, std::size_t n);

}  // namespace attune
