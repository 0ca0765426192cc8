#include "psychometrics/key_check.h"

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "psychometrics/factor.h"
#include "psychometrics/reliability.h"

namespace attune {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::vector<std::size_t> below_zero(const VectorXd& values) {
  std::vector<std::size_t> indices;
  for (Index i = 0; i < values.size(); ++i) {
    if (values[i] < 0) indices.push_back(static_cast<std::size_t>(i));
  }
  return indices;
}

MatrixXd reversed(const MatrixXd& covariances, const std::vector<std::size_t>& items) {
  VectorXd signs = VectorXd::Ones(covariances.rows());
  for (const std::size_t item : items) signs[static_cast<Index>(item)] = -1;
  return signs.asDiagonal() * covariances * signs.asDiagonal();
}

// Whether a correlation is above 0 at the 5 % level, two-sided, by Fisher's z.
bool beyond_chance(double r, std::size_t n) {
  const double critical = boost::math::quantile(boost::math::normal_distribution<double>(), 0.975);
  return std::atanh(r) * std::sqrt(static_cast<double>(n) - 3) > critical;
}

}  // namespace

KeyCheck check_key(const MatrixXd& covariances, std::size_t n) {
  KeyCheck check;
  if (n <= 3 || covariances.rows() < 2 || !covariances.allFinite()) return check;
  check.negative = below_zero(item_rest_correlations(covariances));
  const auto against = below_zero(first_component(correlations_of(covariances)));
  const MatrixXd mended = reversed(covariances, against);
  const double alpha_after = cronbach_alpha(mended);
  if (against.empty() || alpha_after <= cronbach_alpha(covariances)) return check;
  check.reverse = against;
  check.alpha_after = alpha_after;
  const VectorXd item_rest = item_rest_correlations(mended);
  for (const std::size_t item : against)
    check.beyond_chance = check.beyond_chance || beyond_chance(item_rest[static_cast<Index>(item)], n);
  return check;
}

}  // namespace attune
