#include "psychometrics/factor.h"

#include <doctest/doctest.h>

#include <cmath>

namespace attune {
namespace {

Eigen::MatrixXd one_factor(const Eigen::VectorXd& loadings) {
  Eigen::MatrixXd correlations = loadings * loadings.transpose();
  correlations.diagonal().setOnes();
  return correlations;
}

}  // namespace

TEST_CASE("covariances become correlations") {
  // 6 / (√4 · √25)
  const Eigen::MatrixXd correlations = correlations_of(Eigen::Matrix2d{{4, 6}, {6, 25}});
  CHECK(correlations(0, 1) == doctest::Approx(0.6).epsilon(1e-15));
  CHECK(correlations(1, 1) == 1);
}

TEST_CASE("what has no variance has no correlations, and takes nothing from others") {
  const Eigen::MatrixXd correlations = correlations_of(Eigen::Matrix3d{{4, 0, 6}, {0, 0, 0}, {6, 0, 25}});
  CHECK(std::isnan(correlations(0, 1)));
  CHECK(std::isnan(correlations(1, 1)));
  CHECK(correlations(0, 2) == doctest::Approx(0.6).epsilon(1e-15));
}

TEST_CASE("the first component of two variables weighs both alike, by the sign of their correlation") {
  const Eigen::VectorXd together = first_component(Eigen::Matrix2d{{1, 0.4}, {0.4, 1}});
  CHECK(together[0] == doctest::Approx(std::sqrt(0.5)).epsilon(1e-12));
  CHECK(together[1] == doctest::Approx(std::sqrt(0.5)).epsilon(1e-12));
  const Eigen::VectorXd apart = first_component(Eigen::Matrix2d{{1, -0.4}, {-0.4, 1}});
  CHECK(apart[0] * apart[1] == doctest::Approx(-0.5).epsilon(1e-12));
}

TEST_CASE("loadings that explain all correlations are found again") {
  const Eigen::VectorXd loadings{{0.9, 0.3, -0.5, 0.7, 0.05}};
  const Eigen::VectorXd found = one_factor_loadings(one_factor(loadings));
  for (Eigen::Index i = 0; i < loadings.size(); ++i) CHECK(found[i] == doctest::Approx(loadings[i]).epsilon(1e-9));
}

TEST_CASE("three items have the loadings that their three correlations determine") {
  // l₁ = √(r₁₂ r₁₃ / r₂₃) = √(.3 · .4 / .2), and so on
  const Eigen::VectorXd found = one_factor_loadings(Eigen::Matrix3d{{1, 0.3, 0.4}, {0.3, 1, 0.2}, {0.4, 0.2, 1}});
  CHECK(found[0] == doctest::Approx(std::sqrt(0.6)).epsilon(1e-9));
  CHECK(found[1] == doctest::Approx(std::sqrt(0.15)).epsilon(1e-9));
  CHECK(found[2] == doctest::Approx(std::sqrt(0.8 / 3)).epsilon(1e-9));
}

TEST_CASE("no loading goes beyond 1") {
  // Without the bound the first would be √(.9 · .9 / .5) = 1.27.
  const Eigen::VectorXd found = one_factor_loadings(Eigen::Matrix3d{{1, 0.9, 0.9}, {0.9, 1, 0.5}, {0.9, 0.5, 1}});
  CHECK(found[0] == 1);
  CHECK(found[1] < 1);
}

TEST_CASE("items that have nothing in common load on nothing") {
  CHECK(one_factor_loadings(Eigen::MatrixXd::Identity(4, 4)).isZero(1e-9));
}

TEST_CASE("two items, or one without variance, have no loadings") {
  CHECK(one_factor_loadings(Eigen::Matrix2d{{1, 0.4}, {0.4, 1}}).array().isNaN().all());
  CHECK(one_factor_loadings(correlations_of(Eigen::Vector4d(1, 0, 1, 1).asDiagonal())).array().isNaN().all());
}

}  // namespace attune
