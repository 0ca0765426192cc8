#include "psychometrics/score_correlation.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

namespace attune {
namespace {

ScoreCorrelation correlation_of(const std::vector<double>& first, const std::vector<double>& second) {
  ScoreComoment pair(0, 1);
  pair.add(first, second);
  return pair.correlation();
}

}  // namespace

TEST_CASE("scales correlate over those who have both scores") {
  const ScoreCorrelation of = correlation_of({kUndefined, 1, 2, 3, 4, 5}, {2, 1, 4, kUndefined, 3, 6});
  CHECK(of.n == 4);
  CHECK(of.r == doctest::Approx(0.789352217376326).epsilon(1e-13));  // cor(use = "pairwise") of R
}

TEST_CASE("the order of the scales and the size of the parts do not matter") {
  ScoreComoment pair(0, 1);
  pair.add(std::vector<double>{6, 1}, std::vector<double>{5, 1});
  pair.add(std::vector<double>{3, 4}, std::vector<double>{4, 2});
  CHECK(pair.correlation().r == doctest::Approx(0.789352217376326).epsilon(1e-13));
}

TEST_CASE("two people, or scores that do not vary, have no correlation") {
  CHECK(std::isnan(correlation_of({1, 2}, {2, 1}).r));
  CHECK(std::isnan(correlation_of({1, 2, 3}, {4, 4, 4}).r));
}

}  // namespace attune
