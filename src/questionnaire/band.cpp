#include "questionnaire/band.h"

#include <algorithm>
#include <cmath>

#include "questionnaire/score_range.h"

namespace attune {

std::optional<std::size_t> band_of(const Scale& scale, double score) {
  if (std::isnan(score)) return std::nullopt;
  const auto found = std::find_if(scale.bands.begin(), scale.bands.end(), [score](const Band& band) {
    return (!band.from || score >= *band.from - kSameScore) && (!band.to || score <= *band.to + kSameScore);
  });
  if (found == scale.bands.end()) return std::nullopt;
  return static_cast<std::size_t>(found - scale.bands.begin());
}

}  // namespace attune
