#include "psychometrics/profile_shares.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <numeric>

#include "psychometrics/sample_statistics.h"
#include "scoring/scorer.h"

namespace attune {

Share share_of(std::size_t count, std::size_t of) {
  if (of == 0) return {.count = count, .share = kUndefined, .low = kUndefined, .high = kUndefined};
  const double n = static_cast<double>(of);
  const double share = static_cast<double>(count) / n;
  const double z = boost::math::quantile(boost::math::normal(), 0.975);
  const double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {.count = count, .share = share, .low = std::max(centre - half, 0.0), .high = std::min(centre + half, 1.0)};
}

void ProfileCounts::add(std::int8_t profile) {
  if (profile == kNoProfile) ++without_;
  else ++counts_[static_cast<std::size_t>(profile)];
}

std::vector<Share> ProfileCounts::shares() const {
  const std::size_t of = std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
  std::vector<Share> shares;
  for (const std::size_t count : counts_) shares.push_back(share_of(count, of));
  return shares;
}

}  // namespace attune
