#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "psychometrics/sample_statistics.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// The scales on which anybody has a score, as indices.
std::vector<std::size_t> scales_with_scores(const SampleStatistics& statistics);

/// How the scores on one of these scales are distributed, as SVG: a bar for each step of its histogram, as high as the
/// count, and a dashed line at the mean. `id` as in Svg.
std::string histogram_svg(const Questionnaire& questionnaire, const SampleStatistics& statistics, std::size_t scale,
                          std::string_view id);

/// The distributions of all of these scales, one below the other, as one picture.
std::string histograms_svg(const Questionnaire& questionnaire, const SampleStatistics& statistics, std::string_view id);

}  // namespace attune
