#include "psychometrics/score_distribution.h"

#include <doctest/doctest.h>

#include <cmath>

#include "support.h"

namespace attune {
namespace {

using testing::shipped;

ScoreDistribution distribution_of(const std::string& id, std::size_t scale, const std::vector<double>& scores) {
  ScoreMoments moments(shipped(id), scale);
  moments.add(scores);
  return moments.distribution();
}

}  // namespace

TEST_CASE("scores have mean, SD, skewness and range; who has none is left out") {
  const ScoreDistribution of = distribution_of("ecr", 0, {1, 2, kUndefined, 2.5, 3, 7});
  CHECK(of.n == 5);
  CHECK(of.mean == doctest::Approx(3.1).epsilon(1e-14));
  CHECK(of.sd == doctest::Approx(2.30217288664427).epsilon(1e-13));         // sd() of R
  CHECK(of.skewness == doctest::Approx(0.795147075337226).epsilon(1e-13));  // skew() of psych, type 3
  CHECK(of.min == 1);
  CHECK(of.max == 7);
}

TEST_CASE("scores that come in parts add up") {
  ScoreMoments moments(shipped("ecr"), 0);
  moments.add(std::vector<double>{1, 2});
  moments.add(std::vector<double>{2.5, 3, 7});
  CHECK(moments.distribution().sd == doctest::Approx(2.30217288664427).epsilon(1e-13));
}

TEST_CASE("equal scores have an SD of exactly 0 and no skewness") {
  const ScoreDistribution of = distribution_of("ecr", 0, std::vector<double>(1000, 2.7));
  CHECK(of.sd == 0);
  CHECK(std::isnan(of.skewness));
}

TEST_CASE("nobody and one person have no SD") {
  CHECK(std::isnan(distribution_of("ecr", 0, {}).mean));
  CHECK(distribution_of("ecr", 0, {4}).mean == 4);
  CHECK(std::isnan(distribution_of("ecr", 0, {4}).sd));
}

TEST_CASE("a mean of 1 to 5 has eight bars of half a point, each with its lower end, the last with both") {
  const Histogram bars = distribution_of("ecr-5pt", 0, {1, 1.49, 1.5, 3, 4.99, 5}).histogram;
  CHECK(bars.low == 1);
  CHECK(bars.width == 0.5);
  CHECK(bars.counts == std::vector<std::size_t>{2, 1, 0, 0, 1, 0, 0, 2});
}

TEST_CASE("a sum has bars of several points") {
  const Histogram bars = distribution_of("ecr-s", 0, {6, 42}).histogram;
  CHECK(bars.width == 4);
  CHECK(bars.counts == std::vector<std::size_t>{1, 0, 0, 0, 0, 0, 0, 0, 1});
}

TEST_CASE("scores that are whole numbers have a bar each") {
  const Histogram bars = distribution_of("rq", 0, {1, 2, 7, 7}).histogram;
  CHECK(bars.low == 0.5);
  CHECK(bars.counts == std::vector<std::size_t>{1, 1, 0, 0, 0, 0, 2});
  CHECK(distribution_of("rq", 5, {}).histogram.counts.size() == 25);  // −12 … 12
}

TEST_CASE("scores that are all the same, or have no bounds, have one bar") {
  Questionnaire q;
  q.response = {.min = 1, .max = 7};
  q.items.resize(1);
  for (const double weight : {0.0, 1e308}) {
    CAPTURE(weight);
    q.scales = {{.id = "a", .items = {{.item = 0}}, .min_answered = 1},
                {.id = "b", .method = ScoreMethod::sum, .min_answered = 1, .terms = {{.scale = 0, .weight = weight}}}};
    ScoreMoments moments(q, 1);
    moments.add(std::vector<double>{0, 0});
    CHECK(moments.distribution().histogram.counts == std::vector<std::size_t>{2});
  }
}

}  // namespace attune
