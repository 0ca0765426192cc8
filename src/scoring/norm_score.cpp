#include "scoring/norm_score.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstddef>
#include <limits>

#include "questionnaire/score_range.h"

namespace attune {
namespace {

double normal_percentile(double z) { return 100 * boost::math::cdf(boost::math::normal_distribution<double>(), z); }

// `scores` rise with `percents`; neither is empty.
double table_percentile(double score, double z, std::span<const double> scores, std::span<const double> percents) {
  const auto first = std::lower_bound(scores.begin(), scores.end(), score - kSameScore);
  const auto last = std::upper_bound(first, scores.end(), score + kSameScore);
  const auto above = static_cast<std::size_t>(last - scores.begin());
  if (first != last) return (percents[static_cast<std::size_t>(first - scores.begin())] + percents[above - 1]) / 2;
  if (above == 0) return std::min(normal_percentile(z), percents.front());
  if (above == scores.size()) return std::max(normal_percentile(z), percents.back());
  const double share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
  return std::lerp(percents[above - 1], percents[above], share);
}

}  // namespace

NormScore norm_score(double score, const NormScale& norm, std::span<const double> percents) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  if (std::isnan(score)) return {.z = kNone, .t = kNone, .percentile = kNone};
  const double z = (score - norm.mean) / norm.sd;
  return {.z = z,
          .t = 50 + 10 * z,
          .percentile =
              norm.percentiles.empty() ? normal_percentile(z) : table_percentile(score, z, norm.percentiles, percents)};
}

}  // namespace attune
