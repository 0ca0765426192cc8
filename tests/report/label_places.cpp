#include "report/label_places.h"

#include <doctest/doctest.h>

#include <cmath>

namespace attune {
namespace {

using Points = std::vector<std::pair<double, double>>;

constexpr Box kFrame{0, 0, 300, 300};

}  // namespace

TEST_CASE("labels of points that coincide stand apart, and beside the points") {
  for (const Points& points : {Points(9, {150, 150}), Points(9, {0, 0}), Points{{150, 150}, {154, 150}, {158, 151}}}) {
    const auto labels = label_places(points, kFrame, {});
    REQUIRE(labels.size() == points.size());
    for (std::size_t a = 0; a < labels.size(); ++a) {
      CHECK(std::hypot(labels[a].first - points[a].first, labels[a].second - points[a].second) < 90);
      for (std::size_t b = 0; b < a; ++b) {
        const bool apart =
            std::abs(labels[a].first - labels[b].first) >= 10 || std::abs(labels[a].second - labels[b].second) >= 14;
        CHECK(apart);
      }
    }
  }
}

TEST_CASE("a label stands within the frame and not on what is taken") {
  const auto corner = label_places({{300, 0}}, kFrame, {}).front();
  CHECK(corner.first <= 295);
  CHECK(corner.second >= 7);
  const auto beside = label_places({{150, 150}}, kFrame, {{150, 0, 300, 300}}).front();
  CHECK(beside.first <= 145);
}

}  // namespace attune
