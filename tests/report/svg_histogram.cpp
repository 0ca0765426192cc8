#include "report/svg_histogram.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::holds;

TEST_CASE("a bar is as high as its count among the highest") {
  const Questionnaire q = testing::shipped("ecr");
  SampleStatistics statistics;
  statistics.scales.resize(2);
  ScoreDistribution& of = statistics.scales[1].scores;
  of = {.n = 3,
        .mean = 4,
        .sd = 1,
        .skewness = 0,
        .min = 2,
        .max = 5,
        .histogram = {.low = 1, .width = 3, .counts = {1, 2}}};
  CHECK(scales_with_scores(statistics) == std::vector<std::size_t>{1});
  // The bars share 344 from 48 on; the highest is 140 and stands on 174.
  const std::string svg = histograms_svg(q, statistics, "d");
  CHECK(holds(svg, "x=\"48.5\" y=\"104\" width=\"171\" height=\"70\""));
  CHECK(holds(svg, "x=\"220.5\" y=\"34\" width=\"171\" height=\"140\""));
  CHECK(holds(svg, "3 scores, mean 4.00, standard deviation 1.00, from 2.00 to 5.00"));
}

}  // namespace attune
