#include "psychometrics/mahalanobis.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

namespace attune {
namespace {

constexpr double kTolerance = 1e-12;

// Of six respondents, in R:
//   X <- matrix(c(1,2,5, 2,1,3, 3,3,4, 4,5,1, 5,4,2, 2,5,5), 6, byrow = TRUE); m <- colMeans(X); S <- cov(X)
const Eigen::Vector3d kMeans(17.0 / 6, 20.0 / 6, 20.0 / 6);
const Eigen::Matrix3d kCovariances{{65.0 / 30, 38.0 / 30, -58.0 / 30},  //
                                   {38.0 / 30, 80.0 / 30, -22.0 / 30},
                                   {-58.0 / 30, -22.0 / 30, 80.0 / 30}};

Distance distance_of(const std::vector<Answer>& answers) { return Mahalanobis(kMeans, kCovariances).of(answers); }

bool is_close(const Distance& distance, double d2, double p) {
  return std::abs(distance.d2 - d2) <= kTolerance * d2 && std::abs(distance.p - p) <= kTolerance * p;
}

}  // namespace

TEST_CASE("a distance and its p are those of R") {
  // mahalanobis(X, m, S); pchisq(mahalanobis(X, m, S), 3, lower.tail = FALSE)
  CHECK(is_close(distance_of({1, 2, 5}), 1.5951319212188775, 0.66049412703808130));
  CHECK(is_close(distance_of({4, 5, 1}), 3.7318840579710164, 0.29190919167146057));
  CHECK(is_close(distance_of({2, 5, 5}), 2.9960981047937563, 0.39222716307266436));
}

TEST_CASE("answers far from the others' have a p near 0") {
  // x <- c(5, 1, 5): mahalanobis(x, m, S); pchisq(…, 3, lower.tail = FALSE)
  CHECK(is_close(distance_of({5, 1, 5}), 30.822185061315508, 9.2657435535984468e-07));
}

TEST_CASE("who left items out is compared on the answered ones, with as many degrees of freedom") {
  // i <- c(1, 3): mahalanobis(x[i], m[i], S[i, i]); pchisq(…, 2, lower.tail = FALSE)
  CHECK(is_close(distance_of({5, kMissing, 5}), 15.931372549019612, 0.00034717337101325022));
}

TEST_CASE("one answer alone is as far as its squared z") {
  // (5 − 20/6)² / (80/30) = 25/24
  CHECK(distance_of({kMissing, kMissing, 5}).d2 == doctest::Approx(25.0 / 24).epsilon(kTolerance));
}

TEST_CASE("who answered nothing has no distance") {
  const Distance distance = distance_of({kMissing, kMissing, kMissing});
  CHECK(std::isnan(distance.d2));
  CHECK(std::isnan(distance.p));
}

TEST_CASE("answers that are all average are at no distance") {
  const Distance distance =
      Mahalanobis(Eigen::Vector2d(3, 4), Eigen::Matrix2d::Identity()).of(std::vector<Answer>{3, 4});
  CHECK(distance.d2 == 0);
  CHECK(distance.p == 1);
}

TEST_CASE("there are no distances without a positive definite covariance") {
  const Eigen::Vector2d means(3, 4);
  const double nan = std::nan("");
  const std::vector<Eigen::Matrix2d> covariances{
      Eigen::Matrix2d{{1, 0}, {0, 0}},      // everybody gave the second item one answer
      Eigen::Matrix2d{{1, 2}, {2, 4}},      // the second follows from the first
      Eigen::Matrix2d{{1, 1.5}, {1.5, 1}},  // pairwise covariances may contradict each other
      Eigen::Matrix2d{{1, nan}, {nan, 1}},  // nobody answered both
  };
  for (const Eigen::Matrix2d& covariance : covariances) {
    CAPTURE(covariance(0, 1));
    const Mahalanobis mahalanobis(means, covariance);
    CHECK_FALSE(mahalanobis.is_defined());
    CHECK(std::isnan(mahalanobis.of(std::vector<Answer>{3, 4}).d2));
  }
}

TEST_CASE("the unit of answers makes no difference to whether there are distances") {
  const Eigen::Matrix2d covariances{{1e6, 5e-4}, {5e-4, 1e-12}};  // a correlation of .5
  CHECK(Mahalanobis(Eigen::Vector2d(3, 4), covariances).is_defined());
}

}  // namespace attune
