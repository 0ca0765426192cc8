#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "base/text.h"
#include "report/statistics.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using testing::shipped;

// Figures as they could be of the five-point ECR: two scales with eighteen items each.
SampleStatistics some_statistics() {
  SampleStatistics of;
  of.respondents = 1234;
  of.items.resize(36, {.n = 1221, .missing = 13, .mean = 3, .sd = 1});
  for (int s = 0; s < 2; ++s) {
    ScaleStatistics scale;
    scale.scores = {.n = 1200, .mean = 3.087, .sd = 0.804, .skewness = -0.126, .min = 1, .max = 5};
    scale.scores.histogram = {.low = 1, .width = 0.5, .counts = {0, 1, 100, 200, 400, 800, 300, 2}};
    scale.consistency.emplace().n = 1190;
    scale.consistency->alpha = 0.9157;
    scale.consistency->items.resize(18, {.n = 1221, .mean = 3, .sd = 1, .item_rest_r = 0.5, .alpha_if_dropped = 0.91});
    of.scales.push_back(scale);
  }
  of.correlations = {{.first = 0, .second = 1, .n = 1199, .r = 0.321}};
  return of;
}

std::string text_of(const SampleStatistics& statistics, int width = 80, bool unicode = true) {
  return statistics_text(shipped("ecr-5pt"), statistics, {}, {.width = width, .emphasis = false, .unicode = unicode});
}

int widest_line(const std::string& text) {
  std::istringstream lines(text);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  return widest;
}

}  // namespace

TEST_CASE("a scale has its figures and a small histogram between the ends of its range") {
  const std::string text = text_of(some_statistics());
  CHECK(holds(text, "1,200  3.09  0.80  -0.13  1.00  5.00  1 ·▁▁▂▄█▃▁ 5"));
  CHECK(holds(text, "Alpha 0.916"));
  CHECK(holds(text, "0.321"));
}

TEST_CASE("where the terminal shows no more, histograms are drawn in ASCII") {
  CHECK(holds(text_of(some_statistics(), 80, false), "1 .__,=#-_ 5"));
}

TEST_CASE("an item that the key reverses is marked") {
  const std::string text = text_of(some_statistics());
  CHECK(holds(text, "\n-q22 "));
  CHECK(holds(text, "\nq24 "));
}

TEST_CASE("nothing is wider than the terminal") {
  for (const int width : {80, 60, 40}) CHECK(widest_line(text_of(some_statistics(), width)) <= width);
}

TEST_CASE("what is not defined is a dash") { CHECK(holds(text_of(some_statistics()), "omega total –")); }

TEST_CASE("a contradicted key is called out with the items to reverse and both alphas") {
  SampleStatistics of = some_statistics();
  of.scales[0].key = {.negative = {10, 3}, .reverse = {3, 10}, .alpha_after = 0.95, .beyond_chance = true};
  const auto notes = statistics_notes(shipped("ecr-5pt"), of);
  REQUIRE(notes.size() == 1);
  CHECK(holds(notes[0],
              "contradict the key of anxiety. With q8 and q22 reversed, its alpha would be 0.950 instead of "
              "0.916."));
  CHECK(holds(text_of(of, 1000), notes[0]));
}

TEST_CASE("what chance may explain is not called a contradiction") {
  SampleStatistics of = some_statistics();
  of.scales[0].key = {.negative = {3}, .reverse = {3}, .alpha_after = 0.92, .beyond_chance = false};
  const auto notes = statistics_notes(shipped("ecr-5pt"), of);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0] == "In anxiety, q8 goes against the other items, no more than chance may explain.");
}

TEST_CASE("few respondents are told how far chance alone leads") {
  SampleStatistics of = some_statistics();
  of.respondents = 26;
  CHECK(holds(statistics_notes(shipped("ecr-5pt"), of).at(0), "0.39"));  // 1.96 / √25
  of.respondents = 2;
  CHECK(holds(statistics_notes(shipped("ecr-5pt"), of).at(0), "too few"));
  of.respondents = 100;
  CHECK(statistics_notes(shipped("ecr-5pt"), of).empty());
}

}  // namespace attune
