#include "psychometrics/reliability.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

namespace attune {
namespace {

// Three items of variance 2 that all covary by 1.
const Eigen::MatrixXd kEqual = Eigen::Matrix3d{{2, 1, 1}, {1, 2, 1}, {1, 1, 2}};

// Eight people's answers to four items; covariances and all figures by R's psych 2.2.9.
const Eigen::MatrixXd kFour =
    Eigen::Matrix4d{{31, 25, 23, 22}, {25, 31, 17, 16}, {23, 17, 23, 10}, {22, 16, 10, 24}} / 14;

}  // namespace

TEST_CASE("items that are equally good have the consistency of the formulas") {
  const Consistency of = consistency_of(kEqual, 50);
  CHECK(of.alpha == doctest::Approx(0.75).epsilon(1e-14));               // 3/2 · (1 − 6/12)
  CHECK(of.alpha_standardized == doctest::Approx(0.75).epsilon(1e-14));  // 3 · ½ / (1 + 2 · ½)
  CHECK(of.mean_r == doctest::Approx(0.5).epsilon(1e-14));
  CHECK(of.omega_total == doctest::Approx(0.75).epsilon(1e-9));   // loadings √½: 4.5 / (4.5 + 3 · ½)
  CHECK(of.lambda_6 == doctest::Approx(2.0 / 3).epsilon(1e-12));  // R² = 2r² / (1 + r) = ⅓: 1 − 3 · ⅔ / 6
}

TEST_CASE("each item has its correlation with the rest, and the alpha without it") {
  const Consistency of = consistency_of(kEqual, 50);
  for (const KeyedItemStatistics& item : of.items) {
    CHECK(item.item_rest_r == doctest::Approx(2 / std::sqrt(2.0 * 6)).epsilon(1e-14));
    CHECK(item.alpha_if_dropped == doctest::Approx(2.0 / 3).epsilon(1e-14));  // 2 · (1 − 4/6)
    CHECK(item.loading == doctest::Approx(std::sqrt(0.5)).epsilon(1e-9));
  }
}

TEST_CASE("unequal items have the figures of psych") {
  const Consistency of = consistency_of(kFour, 8);
  CHECK(of.alpha == doctest::Approx(0.899502487562189).epsilon(1e-12));
  CHECK(of.alpha_standardized == doctest::Approx(0.897833990484106).epsilon(1e-12));
  CHECK(of.lambda_6 == doctest::Approx(0.987182805958134).epsilon(1e-12));
  CHECK(of.mean_r == doctest::Approx(0.687206540588622).epsilon(1e-12));
  const std::array<double, 4> rest{0.981737248543125, 0.759745649740257, 0.716041437657756, 0.668215255667645};
  const std::array<double, 4> dropped{0.786585365853659, 0.877659574468085, 0.891509433962264, 0.906976744186046};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(of.items[i].item_rest_r == doctest::Approx(rest[i]).epsilon(1e-12));
    CHECK(of.items[i].alpha_if_dropped == doctest::Approx(dropped[i]).epsilon(1e-12));
  }
}

TEST_CASE("alpha has the confidence interval of psych") {
  const Consistency of = consistency_of(kFour, 8);
  CHECK(of.alpha_low == doctest::Approx(0.701660035984000).epsilon(1e-12));
  CHECK(of.alpha_high == doctest::Approx(0.977426649860272).epsilon(1e-12));
}

TEST_CASE("two items have an alpha, but no factor and none without one of them") {
  const Consistency of = consistency_of(Eigen::Matrix2d{{2, 1}, {1, 2}}, 50);
  CHECK(of.alpha == doctest::Approx(2.0 / 3).epsilon(1e-14));
  CHECK(std::isnan(of.omega_total));
  CHECK(std::isnan(of.items[0].alpha_if_dropped));
  CHECK(of.items[0].item_rest_r == doctest::Approx(0.5).epsilon(1e-14));
}

TEST_CASE("one item, or two respondents, have no consistency") {
  for (const Consistency& of : {consistency_of(Eigen::MatrixXd::Ones(1, 1), 50), consistency_of(kEqual, 2)}) {
    CHECK(std::isnan(of.alpha));
    CHECK(std::isnan(of.alpha_low));
    CHECK(std::isnan(of.lambda_6));
    CHECK(std::isnan(of.items[0].item_rest_r));
  }
}

TEST_CASE("an item that all answer alike leaves alpha defined, and undefined what needs its correlations") {
  const Consistency of = consistency_of(Eigen::Matrix3d{{2, 1, 0}, {1, 2, 0}, {0, 0, 0}}, 50);
  CHECK(of.alpha == doctest::Approx(0.5).epsilon(1e-14));  // 3/2 · (1 − 4/6)
  CHECK(std::isnan(of.items[2].item_rest_r));
  CHECK(of.items[0].item_rest_r == doctest::Approx(0.5).epsilon(1e-14));
  for (const double undefined : {of.alpha_standardized, of.lambda_6, of.omega_total, of.mean_r, of.items[0].loading})
    CHECK(std::isnan(undefined));
}

TEST_CASE("items whose sum never varies have no alpha") {
  const Consistency of = consistency_of(Eigen::Matrix2d{{1, -1}, {-1, 1}}, 50);
  CHECK(std::isnan(of.alpha));
  CHECK(std::isnan(of.alpha_high));
}

TEST_CASE("an item that is the sum of others leaves lambda-6 undefined") {
  const Consistency of = consistency_of(Eigen::Matrix3d{{1, 0, 1}, {0, 1, 1}, {1, 1, 2}}, 50);
  CHECK(std::isnan(of.lambda_6));
  CHECK(of.alpha == doctest::Approx(0.75).epsilon(1e-14));  // 3/2 · (1 − 4/8)
}

TEST_CASE("a covariance that nobody's answers give leaves all undefined") {
  Eigen::MatrixXd covariances = kEqual;
  covariances(0, 1) = covariances(1, 0) = kUndefined;
  CHECK(std::isnan(consistency_of(covariances, 50).alpha));
}

}  // namespace attune
