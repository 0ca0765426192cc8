#include "psychometrics/reliability.h"

#include <Eigen/Cholesky>
#include <boost/math/distributions/fisher_f.hpp>
#include <cmath>
#include <vector>

#include "psychometrics/factor.h"

namespace attune {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Sums whose variance is no more than what rounding leaves of nothing.
constexpr double kNegligible = 1e-12;

// n − 1 and (n − 1)(k − 1) degrees of freedom (Feldt, 1965).
void set_interval(Consistency& of, double respondents, double items) {
  if (std::isnan(of.alpha)) return;
  const boost::math::fisher_f_distribution<double> f(respondents - 1, (respondents - 1) * (items - 1));
  of.alpha_low = 1 - (1 - of.alpha) * boost::math::quantile(f, 0.975);
  of.alpha_high = 1 - (1 - of.alpha) * boost::math::quantile(f, 0.025);
}

MatrixXd without(const MatrixXd& covariances, Index item) {
  std::vector<Index> others;
  for (Index i = 0; i < covariances.rows(); ++i) {
    if (i != item) others.push_back(i);
  }
  return covariances(others, others);
}

// (Σ loadings)² over itself and the sum of the items' own variances.
double omega_total(const VectorXd& loadings) {
  const double common = loadings.sum() * loadings.sum();
  return common / (common + static_cast<double>(loadings.size()) - loadings.squaredNorm());
}

// The share of the sum's variance that is not the error of predicting each item from all others: 1 − R² of item i is
// one over the i-th diagonal element of the inverse.
double lambda_6(const MatrixXd& correlations) {
  if (!correlations.allFinite()) return kUndefined;
  const Eigen::LLT<MatrixXd> factored(correlations);
  if (factored.info() != Eigen::Success || factored.rcond() < kNegligible) return kUndefined;
  const MatrixXd inverse = factored.solve(MatrixXd::Identity(correlations.rows(), correlations.cols()));
  return 1 - inverse.diagonal().cwiseInverse().sum() / correlations.sum();
}

}  // namespace

double cronbach_alpha(const MatrixXd& covariances) {
  const auto items = static_cast<double>(covariances.rows());
  const double total = covariances.sum();
  if (items < 2 || !(total > kNegligible * covariances.trace())) return kUndefined;
  return items / (items - 1) * (1 - covariances.trace() / total);
}

VectorXd item_rest_correlations(const MatrixXd& covariances) {
  VectorXd correlations(covariances.rows());
  for (Index i = 0; i < covariances.rows(); ++i) {
    const double own = covariances(i, i);
    const double with_rest = covariances.col(i).sum() - own;
    const double rest = covariances.sum() - own - 2 * with_rest;
    const bool vary = own > 0 && rest > kNegligible * covariances.trace();
    correlations[i] = vary ? with_rest / std::sqrt(own * rest) : kUndefined;
  }
  return correlations;
}

Consistency consistency_of(const MatrixXd& covariances, std::size_t n) {
  Consistency of;
  of.n = n;
  of.items.resize(static_cast<std::size_t>(covariances.rows()));
  if (n < 3 || covariances.rows() < 2 || !covariances.allFinite()) return of;
  const auto items = static_cast<double>(covariances.rows());
  const MatrixXd correlations = correlations_of(covariances);
  const VectorXd loadings = one_factor_loadings(correlations);
  const VectorXd item_rest = item_rest_correlations(covariances);
  of.alpha = cronbach_alpha(covariances);
  set_interval(of, static_cast<double>(n), items);
  of.alpha_standardized = cronbach_alpha(correlations);
  of.omega_total = omega_total(loadings);
  of.lambda_6 = lambda_6(correlations);
  of.mean_r = (correlations.sum() - items) / (items * (items - 1));
  for (Index i = 0; i < covariances.rows(); ++i) {
    KeyedItemStatistics& item = of.items[static_cast<std::size_t>(i)];
    item.item_rest_r = item_rest[i];
    item.alpha_if_dropped = cronbach_alpha(without(covariances, i));
    item.loading = loadings[i];
  }
  return of;
}

}  // namespace attune
