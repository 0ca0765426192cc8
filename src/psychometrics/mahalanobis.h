#pragma once

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <limits>
#include <span>

#include "questionnaire/answer.h"

namespace attune {

/// How far one person's answers lie from the average, and how often answers like those of the others lie as far.
struct Distance {
  double d2 = std::numeric_limits<double>::quiet_NaN();  ///< squared; about the number of answers on average
  double p = std::numeric_limits<double>::quiet_NaN();   ///< upper tail of chi-squared, one degree of freedom an answer
};

/// Squared Mahalanobis distances (Mahalanobis, 1936) of raw answers: (x − m)ᵀ S⁻¹ (x − m), with the means m and the
/// covariances S of the respondents.
///
/// Who left items out is compared on those that were answered, with their part of m and S. The p value takes answers
/// for normally distributed and m and S for known (Meade & Craig, 2012, Psychol. Methods 17, 437–455): with answers on
/// a few steps and few respondents it is a rough guide.
class Mahalanobis {
 public:
  /// `means`: one an item; `covariances`: items × items, symmetric.
  Mahalanobis(Eigen::VectorXd means, const Eigen::MatrixXd& covariances);

  /// Whether S is positive definite, so that there are distances. It is not with fewer respondents than items, where
  /// everybody gave an item the same answer, and where one item follows from others.
  bool is_defined() const { return defined_; }

  /// `answers`: one an item. Not a number where is_defined() is false or nothing was answered.
  Distance of(std::span<const Answer> answers) const;

 private:
  Distance of_some(const Eigen::VectorXd& standardised, std::span<const Answer> answers) const;

  Eigen::VectorXd means_;
  Eigen::VectorXd deviations_;
  Eigen::MatrixXd correlations_;  // in place of S: the distance is the same, and no unit spoils the precision
  Eigen::LDLT<Eigen::MatrixXd> decomposed_;
  bool defined_ = false;
};

}  // namespace attune
