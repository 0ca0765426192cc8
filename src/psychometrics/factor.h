#pragma once

#include <Eigen/Core>

namespace attune {

/// `covariances` scaled to correlations; not a number beside a variable without variance.
Eigen::MatrixXd correlations_of(const Eigen::MatrixXd& covariances);

/// The weights of the first principal component of a correlation matrix, a vector of length 1, with the sign that makes
/// their sum positive, or the first of them where the sum is 0. All not a number where a correlation is.
Eigen::VectorXd first_component(const Eigen::MatrixXd& correlations);

/// Loadings of one factor by minimum residual: those whose products come nearest to the correlations off the diagonal,
/// in least squares (Harman & Jones, 1966, Psychometrika 31, 351–368), with none beyond ±1 (Harman & Fukuda, 1966,
/// Psychometrika 31, 563–571). What psych::fa(nfactors = 1) gives. The sign is that of the first component. All not a
/// number for fewer than three items, which do not determine them, and where a correlation is not a number.
Eigen::VectorXd one_factor_loadings(const Eigen::MatrixXd& correlations);

}  // namespace attune
