#include "scoring/norm_score.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "scoring/scorer.h"

namespace attune {
namespace {

const std::vector<double> kPercents{5, 10, 20, 50, 80, 95};

// Scores at kPercents; 2 stands at three of them.
NormScale with_table() { return {.scale = 0, .mean = 3, .sd = 0.5, .percentiles = {1.5, 2, 2, 2, 4, 4.5}}; }

double percentile(double score, const NormScale& norm = with_table()) {
  return norm_score(score, norm, kPercents).percentile;
}

}  // namespace

TEST_CASE("z is the distance from the mean in standard deviations, T its tenfold around 50") {
  // (4.25 − 3) / 0.5 and 50 + 10 · 2.5
  const NormScore made = norm_score(4.25, with_table(), kPercents);
  CHECK(made.z == doctest::Approx(2.5).epsilon(1e-15));
  CHECK(made.t == doctest::Approx(75).epsilon(1e-15));
}

TEST_CASE("between two scores of the table the percentile is linear") {
  CHECK(percentile(3) == doctest::Approx(65).epsilon(1e-14));   // half-way from 50 to 80
  CHECK(percentile(1.6) == doctest::Approx(6).epsilon(1e-14));  // a fifth of the way from 5 to 10
  CHECK(percentile(4.25) == doctest::Approx(87.5).epsilon(1e-14));
}

TEST_CASE("a score of the table has its percent") {
  CHECK(percentile(1.5) == 5);
  CHECK(percentile(4) == 80);
  CHECK(percentile(4.5) == 95);
}

TEST_CASE("a score at several percents has the middle of them") { CHECK(percentile(2) == 30); }

TEST_CASE("a score is that of the table though the table was printed with fewer digits") {
  NormScale norm = with_table();
  norm.percentiles = {1.5, 1.72222222222222, 1.72222222222222, 3, 4, 4.5};
  CHECK(percentile(31 / 18.0, norm) == 15);
}

TEST_CASE("beyond the table the normal distribution goes on, never back within it") {
  // z = −4 and 4: 100 Φ(−4) = 0.00316712…, from tables of the normal distribution
  CHECK(percentile(1) == doctest::Approx(0.0031671241833).epsilon(1e-9));
  CHECK(percentile(5) == doctest::Approx(99.9968328758167).epsilon(1e-12));
  // With a mean far off, Φ alone would be above 5 % below the table, and below 95 % above it.
  NormScale low = with_table();
  low.mean = 1;
  CHECK(percentile(1.4, low) == 5);
  NormScale high = with_table();
  high.mean = 6;
  CHECK(percentile(4.6, high) == 95);
}

TEST_CASE("without a table the percentile is the normal distribution's") {
  NormScale norm = with_table();
  norm.percentiles.clear();
  CHECK(norm_score(3, norm, {}).percentile == 50);
  // Φ(1) from tables of the normal distribution
  CHECK(norm_score(3.5, norm, kPercents).percentile == doctest::Approx(84.1344746068543).epsilon(1e-13));
}

TEST_CASE("the percentile never falls as the score rises") {
  double before = 0;
  for (int step = 0; step <= 5000; ++step) {
    const double now = percentile(0.5 + step * 0.001);
    CHECK(now >= before);
    before = now;
  }
}

TEST_CASE("without a score there is nothing to compare") {
  const NormScore made = norm_score(kNoScore, with_table(), kPercents);
  CHECK(std::isnan(made.z));
  CHECK(std::isnan(made.t));
  CHECK(std::isnan(made.percentile));
}

}  // namespace attune
