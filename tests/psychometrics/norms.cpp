#include "psychometrics/norms.h"

#include <doctest/doctest.h>

#include <cmath>
#include <utility>
#include <vector>

namespace attune {
namespace {

constexpr double kTolerance = 1e-14;

ScoreCounts counts_of(const std::vector<double>& scores) {
  ScoreCounts counts;
  for (const double score : scores) counts.add(score);
  return counts;
}

Questionnaire two_scales() {
  Questionnaire questionnaire;
  questionnaire.scales = {{.id = "a"}, {.id = "b"}};
  return questionnaire;
}

std::vector<NormGroup> everyone_young_and_men() {
  return {{.id = "all", .n = 0, .age = {}, .gender = {}, .scales = {}},
          {.id = "age 18-24", .n = 0, .age = {{18, 24}}, .gender = {}, .scales = {}},
          {.id = "male", .n = 0, .age = {}, .gender = "male", .scales = {}}};
}

ScoreBlock block_of(std::vector<double> a, std::vector<double> b) {
  ScoreBlock block;
  block.rows = a.size();
  block.scores = {std::move(a), std::move(b)};
  return block;
}

}  // namespace

TEST_CASE("mean, SD and quantiles are those of R") {
  // x <- c(3, 1, 4.5, 2, 1, 5, 3, 2.5, 2, 3, 1.5, 4); mean(x); sd(x); quantile(x, c(.05, .1, .25, .5, .9, .95)) in
  // R 4.2
  const ScoreCounts counts = counts_of({3, 1, 4.5, 2, 1, 5, 3, 2.5, 2, 3, 1.5, 4});
  CHECK(counts.n() == 12);
  CHECK(counts.values() == 8);
  CHECK(counts.mean() == doctest::Approx(2.7083333333333335).epsilon(kTolerance));
  CHECK(counts.sd() == doctest::Approx(1.3048568945104728).epsilon(kTolerance));
  const double percents[] = {5, 10, 25, 50, 90, 95};
  const double scores[] = {1, 1.05, 1.875, 2.75, 4.45, 4.725};
  for (std::size_t p = 0; p < 6; ++p)
    CHECK(counts.quantile(percents[p]) == doctest::Approx(scores[p]).epsilon(kTolerance));
}

TEST_CASE("a quantile at a rank is the score of that rank, between ranks it is linear") {
  // By hand: rank 1 + 4 · p of 5
  const ScoreCounts counts = counts_of({10, 20, 30, 40, 50});
  CHECK(counts.quantile(0) == 10);
  CHECK(counts.quantile(25) == 20);
  CHECK(counts.quantile(100) == 50);
  CHECK(counts.quantile(60) == doctest::Approx(34).epsilon(kTolerance));
}

TEST_CASE("a single score is its own mean and every quantile") {
  const ScoreCounts counts = counts_of({3.5});
  CHECK(counts.mean() == 3.5);
  CHECK(counts.quantile(5) == 3.5);
  CHECK(counts.quantile(95) == 3.5);
}

TEST_CASE("memory goes with the number of different scores, not of people") {
  ScoreCounts counts;
  for (int person = 0; person < 100'000; ++person) counts.add((18 + person % 73) / 18.0);
  CHECK(counts.n() == 100'000);
  CHECK(counts.values() == 73);
}

TEST_CASE("each respondent counts in the groups to which they belong") {
  NormSample sample(two_scales(), everyone_young_and_men());
  const ScoreBlock block = block_of({1, 2, 3, 6}, {4, 4, 5, 7});
  sample.add(block, 0, {.age = 20, .gender = "male"});
  sample.add(block, 1, {.age = 20, .gender = "female"});
  sample.add(block, 2, {.age = 50, .gender = "male"});
  sample.add(block, 3, {});
  const std::vector<double> percents{50};
  const auto groups = sample.groups(percents);
  REQUIRE(groups.size() == 3);
  CHECK(groups[0].n == 4);
  CHECK(groups[1].n == 2);
  CHECK(groups[2].n == 2);
  REQUIRE(groups[0].scales.size() == 2);
  CHECK(groups[0].scales[0].mean == 3);                                   // (1 + 2 + 3 + 6) / 4
  CHECK(groups[0].scales[0].sd == doctest::Approx(std::sqrt(14.0 / 3)));  // (4 + 1 + 0 + 9) / 3
  CHECK(groups[0].scales[0].percentiles == std::vector<double>{2.5});
  CHECK(groups[0].scales[1].scale == 1);
  CHECK(groups[0].scales[1].mean == 5);
  REQUIRE(groups[2].scales.size() == 2);
  CHECK(groups[2].scales[0].mean == 2);
}

TEST_CASE("a group whose scores do not differ has no figures") {
  NormSample sample(two_scales(), everyone_young_and_men());
  const ScoreBlock block = block_of({1, 2}, {4, 5});
  sample.add(block, 0, {.age = 20, .gender = {}});
  sample.add(block, 1, {.age = 50, .gender = {}});
  const auto groups = sample.groups(std::vector<double>{50});
  CHECK(groups[0].scales.size() == 2);
  CHECK(groups[1].n == 1);
  CHECK(groups[1].scales.empty());
  CHECK(groups[2].n == 0);
  CHECK(groups[2].scales.empty());
}

}  // namespace attune
