#include "report/svg_histogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/score_range.h"
#include "report/result_words.h"
#include "report/svg.h"

namespace attune {
namespace {

constexpr int kHistogramWidth = 420;
constexpr int kHistogramHeight = 216;
constexpr double kHistogramLeft = 48;
constexpr double kHistogramTop = 34;
constexpr double kHistogramAcross = 344;
constexpr double kHistogramUp = 140;
constexpr double kHistogramBottom = kHistogramTop + kHistogramUp;
constexpr int kHistogramLongestTitle = 38;  // columns

std::string words_of(const Questionnaire& questionnaire, std::size_t scale, const ScoreDistribution& scores) {
  const auto rounded = [](double score) { return number_text(score, {.digits = 2}); };
  const std::string spread = scores.n > 1 ? fmt::format(", standard deviation {}", rounded(scores.sd)) : std::string();
  return fmt::format("{}: {}, mean {}{}, from {} to {}", name_of(questionnaire.scales[scale]),
                     counted(scores.n, "score"), rounded(scores.mean), spread, rounded(scores.min),
                     rounded(scores.max));
}

void draw(Svg& svg, double down, const Questionnaire& questionnaire, std::size_t scale,
          const ScoreDistribution& scores) {
  const Histogram& histogram = scores.histogram;
  const auto [low, high] = score_range(questionnaire, scale);
  const double end = histogram.low + histogram.width * static_cast<double>(histogram.counts.size());
  const auto x = [&](double score) {
    return kHistogramLeft + kHistogramAcross * (score - histogram.low) / (end - histogram.low);
  };
  const std::size_t most = *std::max_element(histogram.counts.begin(), histogram.counts.end());
  for (std::size_t b = 0; b < histogram.counts.size(); ++b) {
    const double height = kHistogramUp * static_cast<double>(histogram.counts[b]) / static_cast<double>(most);
    const double from = histogram.low + histogram.width * static_cast<double>(b);
    if (histogram.counts[b] > 0)
      svg.bar(x(from) + 0.5, down + kHistogramBottom - height, x(from + histogram.width) - x(from) - 1, height, 0.75);
  }
  svg.line(kHistogramLeft, down + kHistogramBottom, kHistogramLeft + kHistogramAcross, down + kHistogramBottom);
  svg.line(x(scores.mean), down + kHistogramTop, x(scores.mean), down + kHistogramBottom, true);
  svg.text(8, down + 20, shorten(name_of(questionnaire.scales[scale]), kHistogramLongestTitle), Anchor::start);
  svg.text(kHistogramLeft - 8, down + kHistogramTop + 5, grouped(most), Anchor::end, true);
  svg.text(kHistogramLeft - 8, down + kHistogramBottom + 4, "0", Anchor::end, true);
  for (const double score : {low, high})
    svg.text(x(score), down + kHistogramBottom + 18, number_text(score), Anchor::middle, true);
  svg.text(kHistogramLeft + kHistogramAcross, down + 20,
           fmt::format("mean {}", number_text(scores.mean, {.digits = 2})), Anchor::end, true);
}

std::string picture_of(const Questionnaire& questionnaire, const SampleStatistics& statistics,
                       std::span<const std::size_t> scales, std::string_view id) {
  std::vector<std::string> words;
  for (const std::size_t s : scales) words.push_back(words_of(questionnaire, s, statistics.scales[s].scores));
  const int height = kHistogramHeight * static_cast<int>(std::max<std::size_t>(scales.size(), 1));
  Svg svg(kHistogramWidth, height, id, "Distribution of scores", fmt::format("{}.", fmt::join(words, "; ")));
  double down = 0;
  for (const std::size_t s : scales) {
    draw(svg, down, questionnaire, s, statistics.scales[s].scores);
    down += kHistogramHeight;
  }
  return svg.finish();
}

}  // namespace

std::vector<std::size_t> scales_with_scores(const SampleStatistics& statistics) {
  std::vector<std::size_t> scales;
  for (std::size_t s = 0; s < statistics.scales.size(); ++s) {
    if (statistics.scales[s].scores.n > 0) scales.push_back(s);
  }
  return scales;
}

std::string histogram_svg(const Questionnaire& questionnaire, const SampleStatistics& statistics, std::size_t scale,
                          std::string_view id) {
  return picture_of(questionnaire, statistics, std::span(&scale, 1), id);
}

std::string histograms_svg(const Questionnaire& questionnaire, const SampleStatistics& statistics,
                           std::string_view id) {
  return picture_of(questionnaire, statistics, scales_with_scores(statistics), id);
}

}  // namespace attune
