#include "psychometrics/score_distribution.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "questionnaire/score_range.h"

namespace attune {
namespace {

constexpr double kMostSingleScores = 32;
constexpr double kFewestBars = 8;

bool is_whole(double number) { return number == std::trunc(number); }

bool counts_whole(const KeyedItem& keyed) {
  return is_whole(keyed.weight) && std::all_of(keyed.values.begin(), keyed.values.end(),
                                               [](const auto& value) { return is_whole(value.second); });
}

// Each scale once, however often others are made of it.
bool has_whole_scores(const Questionnaire& questionnaire, std::size_t index, std::vector<std::optional<bool>>& known) {
  if (known[index]) return *known[index];
  const Scale& scale = questionnaire.scales[index];
  const bool one_alone = scale.parts() == 1 && scale.has_key() && scale.items.front().weight == 1;
  const bool plain_sum = scale.method == ScoreMethod::sum && (!scale.prorated || scale.min_answered >= scale.parts());
  const bool has = (one_alone || plain_sum) && is_whole(scale.transform.multiply) && is_whole(scale.transform.add) &&
                   std::all_of(scale.items.begin(), scale.items.end(), counts_whole) &&
                   std::all_of(scale.terms.begin(), scale.terms.end(), [&](const CombineTerm& term) {
                     return is_whole(term.weight) && has_whole_scores(questionnaire, term.scale, known);
                   });
  known[index] = has;
  return has;
}

// Powers of two, so that which bar a score falls into does not hang on rounding.
Histogram empty_histogram(const Questionnaire& questionnaire, std::size_t scale) {
  const auto [low, high] = score_range(questionnaire, scale);
  const double range = high - low;
  // Scores that are all the same, and such as no definition that can be loaded gives.
  if (!(range > kSameScore && range <= kLargestScore))
    return {.low = std::isfinite(low) ? low - 0.5 : 0, .width = 1, .counts = std::vector<std::size_t>(1)};
  std::vector<std::optional<bool>> known(questionnaire.scales.size());
  if (range < kMostSingleScores && has_whole_scores(questionnaire, scale, known))
    return {.low = low - 0.5, .width = 1, .counts = std::vector<std::size_t>(static_cast<std::size_t>(range) + 1)};
  const double width = std::exp2(std::floor(std::log2(range / kFewestBars)));
  return {.low = low,
          .width = width,
          .counts = std::vector<std::size_t>(static_cast<std::size_t>(std::ceil(range / width)))};
}

}  // namespace

ScoreMoments::ScoreMoments(const Questionnaire& questionnaire, std::size_t scale) {
  so_far_.histogram = empty_histogram(questionnaire, scale);
}

// Updates by Terriberry (2007), as in Pébay (2008, Sandia report 2008-6212): stable however many there are.
void ScoreMoments::add(std::span<const double> scores) {
  ScoreDistribution& d = so_far_;
  for (const double score : scores) {
    if (std::isnan(score)) continue;
    if (d.n == 0) d.mean = d.min = d.max = score;
    const auto before = static_cast<double>(d.n++);
    const double n = before + 1;
    const double from_mean = score - d.mean;
    const double step = from_mean / n;
    d.mean += step;
    cubes_ += step * (from_mean * step * before * (n - 2) - 3 * squares_);
    squares_ += from_mean * step * before;
    d.min = std::min(d.min, score);
    d.max = std::max(d.max, score);
    add_to_histogram(score);
  }
}

void ScoreMoments::add_to_histogram(double score) {
  Histogram& histogram = so_far_.histogram;
  const double bar = std::floor((score - histogram.low) / histogram.width);
  const auto last = static_cast<double>(histogram.counts.size() - 1);
  ++histogram.counts[static_cast<std::size_t>(std::clamp(bar, 0.0, last))];
}

ScoreDistribution ScoreMoments::distribution() const {
  ScoreDistribution done = so_far_;
  const auto n = static_cast<double>(done.n);
  if (done.n < 2) return done;
  done.sd = std::sqrt(squares_ / (n - 1));
  if (done.n > 2 && done.sd > 0) done.skewness = cubes_ / n / (done.sd * done.sd * done.sd);
  return done;
}

}  // namespace attune
