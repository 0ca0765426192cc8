#include "psychometrics/key_check.h"

#include <doctest/doctest.h>

#include <cmath>

namespace attune {
namespace {

// Items of variance 1 that correlate by ½, those of sign −1 against the others.
Eigen::MatrixXd keyed(const Eigen::VectorXd& signs) {
  Eigen::MatrixXd covariances = signs * signs.transpose() / 2;
  covariances.diagonal().setOnes();
  return covariances;
}

// Three items that correlate by ½, and a fourth that goes against them by very little.
Eigen::MatrixXd with_weak_item() {
  Eigen::MatrixXd covariances = keyed(Eigen::Vector4d::Ones());
  covariances.topRightCorner(3, 1).setConstant(-0.02);
  covariances.bottomLeftCorner(1, 3).setConstant(-0.02);
  return covariances;
}

}  // namespace

TEST_CASE("a key that fits is left alone") {
  const KeyCheck check = check_key(keyed(Eigen::Vector4d::Ones()), 100);
  CHECK(check.negative.empty());
  CHECK(check.reverse.empty());
  CHECK(std::isnan(check.alpha_after));
  CHECK_FALSE(check.beyond_chance);
}

TEST_CASE("an item that goes against the others is named, with the alpha after its reversal") {
  const KeyCheck check = check_key(keyed(Eigen::Vector4d(1, 1, -1, 1)), 100);
  CHECK(check.negative == std::vector<std::size_t>{2});
  CHECK(check.reverse == std::vector<std::size_t>{2});
  CHECK(check.alpha_after == doctest::Approx(0.8).epsilon(1e-12));  // 4/3 · (1 − 4/10)
  CHECK(check.beyond_chance);
}

TEST_CASE("of both sets that make a scale consistent, the one that keeps its direction is named") {
  const KeyCheck check = check_key(keyed(Eigen::VectorXd{{-1, 1, 1, -1, 1}}), 100);
  CHECK(check.reverse == std::vector<std::size_t>{0, 3});
}

TEST_CASE("half of the items against the other half: each has a negative item-rest r, and the first item stays") {
  const KeyCheck check = check_key(keyed(Eigen::Vector4d(1, -1, 1, -1)), 100);
  CHECK(check.negative.size() == 4);
  CHECK(check.reverse == std::vector<std::size_t>{1, 3});
  CHECK(check.alpha_after == doctest::Approx(0.8).epsilon(1e-12));
}

TEST_CASE("a weak item may go against the others by chance in few people, but not in very many") {
  // Item–rest r: .06 / √6 = .024; beyond chance from (1.96 / .0245)² = 6,400 respondents.
  CHECK(check_key(with_weak_item(), 1000).negative == std::vector<std::size_t>{3});
  CHECK(check_key(with_weak_item(), 1000).reverse == std::vector<std::size_t>{3});
  CHECK_FALSE(check_key(with_weak_item(), 1000).beyond_chance);
  CHECK(check_key(with_weak_item(), 10'000).beyond_chance);
}

TEST_CASE("three respondents, or an item without variance, contradict no key") {
  const Eigen::MatrixXd covariances = keyed(Eigen::Vector4d(1, 1, -1, 1));
  CHECK(check_key(covariances, 3).negative.empty());
  Eigen::MatrixXd constant = covariances;
  constant.row(0).setZero();
  constant.col(0).setZero();
  CHECK(check_key(constant, 100).reverse.empty());
}

}  // namespace attune
