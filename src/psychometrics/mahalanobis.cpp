#include "psychometrics/mahalanobis.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <utility>
#include <vector>

namespace attune {
namespace {

// A standardised item keeps at least this share of its variance when the others are known; less is rounding.
constexpr double kLeastOwnVariance = 1e-10;

// In double throughout: long double would cost most of the time and change nothing that anybody reads.
using ChiSquared =
    boost::math::chi_squared_distribution<double,
                                          boost::math::policies::policy<boost::math::policies::promote_double<false>>>;

Distance distance(const Eigen::VectorXd& standardised, const Eigen::LDLT<Eigen::MatrixXd>& correlations) {
  const double d2 = std::max(0.0, standardised.dot(correlations.solve(standardised)));
  return {d2, boost::math::cdf(boost::math::complement(ChiSquared(static_cast<double>(standardised.size())), d2))};
}

}  // namespace

Mahalanobis::Mahalanobis(Eigen::VectorXd means, const Eigen::MatrixXd& covariances)
    : means_(std::move(means)), deviations_(covariances.diagonal().cwiseSqrt()) {
  if (means_.size() == 0 || !covariances.allFinite() || deviations_.minCoeff() <= 0) return;
  correlations_ = covariances.cwiseQuotient(deviations_ * deviations_.transpose());
  decomposed_.compute(correlations_);
  defined_ = decomposed_.info() == Eigen::Success && decomposed_.vectorD().minCoeff() > kLeastOwnVariance;
}

Distance Mahalanobis::of(std::span<const Answer> answers) const {
  if (!defined_) return {};
  Eigen::VectorXd standardised(means_.size());
  for (Eigen::Index item = 0; item < means_.size(); ++item)
    standardised[item] = (answers[static_cast<std::size_t>(item)] - means_[item]) / deviations_[item];
  if (std::find(answers.begin(), answers.end(), kMissing) != answers.end()) return of_some(standardised, answers);
  return distance(standardised, decomposed_);
}

Distance Mahalanobis::of_some(const Eigen::VectorXd& standardised, std::span<const Answer> answers) const {
  std::vector<Eigen::Index> answered;
  for (std::size_t item = 0; item < answers.size(); ++item) {
    if (answers[item] != kMissing) answered.push_back(static_cast<Eigen::Index>(item));
  }
  if (answered.empty()) return {};
  const Eigen::MatrixXd part = correlations_(answered, answered);
  return distance(standardised(answered), part.ldlt());
}

}  // namespace attune
