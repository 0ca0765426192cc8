#include "psychometrics/factor.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <limits>

#include "psychometrics/sample_statistics.h"

namespace attune {
namespace {

constexpr double kConverged = 1e-12;
constexpr double kNoDirection = 1e-9;  // what rounding may leave of a sum of weights that is 0
constexpr int kMostSweeps = 100'000;

// The loading that leaves the least residual while the others stay as they are. Sweeping it over the items lowers the
// residual each time.
double best_loading(const Eigen::MatrixXd& correlations, const Eigen::VectorXd& loadings, Eigen::Index item) {
  const double own = loadings[item];
  const double weight = loadings.squaredNorm() - own * own;
  if (weight <= std::numeric_limits<double>::epsilon()) return 0;
  const double shared = correlations.col(item).dot(loadings) - correlations(item, item) * own;
  return std::clamp(shared / weight, -1.0, 1.0);
}

}  // namespace

Eigen::MatrixXd correlations_of(const Eigen::MatrixXd& covariances) {
  const Eigen::VectorXd per_sd = covariances.diagonal().array().rsqrt();
  Eigen::MatrixXd correlations = per_sd.asDiagonal() * covariances * per_sd.asDiagonal();
  for (Eigen::Index i = 0; i < correlations.rows(); ++i) {
    const bool varies = covariances(i, i) > 0;
    correlations(i, i) = varies ? 1 : kUndefined;
    if (varies) continue;
    correlations.row(i).setConstant(kUndefined);
    correlations.col(i).setConstant(kUndefined);
  }
  return correlations;
}

Eigen::VectorXd first_component(const Eigen::MatrixXd& correlations) {
  if (!correlations.allFinite()) return Eigen::VectorXd::Constant(correlations.rows(), kUndefined);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlations);
  const Eigen::VectorXd weights = solver.eigenvectors().rightCols<1>();
  const double sum = weights.sum();
  const double direction = std::abs(sum) > kNoDirection ? sum : weights[0];
  return direction < 0 ? Eigen::VectorXd(-weights) : weights;
}

Eigen::VectorXd one_factor_loadings(const Eigen::MatrixXd& correlations) {
  Eigen::VectorXd none = Eigen::VectorXd::Constant(correlations.rows(), kUndefined);
  if (correlations.rows() < 3 || !correlations.allFinite()) return none;
  Eigen::VectorXd loadings = first_component(correlations);
  loadings *= std::sqrt(loadings.dot(correlations * loadings));
  for (int sweep = 0; sweep < kMostSweeps; ++sweep) {
    double change = 0;
    for (Eigen::Index item = 0; item < loadings.size(); ++item) {
      const double best = best_loading(correlations, loadings, item);
      change = std::max(change, std::abs(best - loadings[item]));
      loadings[item] = best;
    }
    if (change < kConverged) return loadings;
  }
  return none;
}

}  // namespace attune
