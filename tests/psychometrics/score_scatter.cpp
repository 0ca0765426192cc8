#include "psychometrics/score_scatter.h"

#include <doctest/doctest.h>

#include "scoring/scorer.h"
#include "support.h"

namespace attune {

TEST_CASE("few points are kept as they are, and a point without a score is none") {
  ScoreScatter scatter(testing::shipped("ecr"));
  scatter.add(2, 3);
  scatter.add(kNoScore, 3);
  CHECK(scatter.count() == 1);
  CHECK(scatter.points() == std::vector<std::pair<double, double>>{{2, 3}});
}

TEST_CASE("a point counts in its cell, those at the ends of the range in the outermost ones") {
  ScoreScatter scatter(testing::shipped("ecr"));  // from 1 to 7: a cell is 6 / 40 = 0.15 wide
  scatter.add(1, 1);
  scatter.add(7, 7);
  scatter.add(1.16, 1);
  CHECK(scatter.cells()[0] == 1);
  CHECK(scatter.cells()[1] == 1);
  CHECK(scatter.cells()[40 * 40 - 1] == 1);
}

TEST_CASE("of many points only the cells are kept") {
  ScoreScatter scatter(testing::shipped("ecr"));
  for (std::size_t n = 0; n <= ScoreScatter::kMostPoints; ++n) scatter.add(4, 4);
  CHECK(scatter.points().empty());
  CHECK(scatter.count() == 2001);
  CHECK(scatter.cells()[20 * 40 + 20] == 2001);
}

}  // namespace attune
