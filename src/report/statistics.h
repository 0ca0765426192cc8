#pragma once

#include <string>
#include <vector>

#include "base/number.h"
#include "guide/markdown.h"
#include "psychometrics/sample_statistics.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// The statistics of a sample for people: scales with small histograms, correlations between them, and of each scale
/// its consistency and items, with what statistics_notes() has to say. Tables wider than the terminal go on below.
std::string statistics_text(const Questionnaire& questionnaire, const SampleStatistics& statistics,
                            NumberFormat numbers, const TerminalStyle& style);

/// The same as a JSON object, indented. What is not defined is null.
std::string statistics_json(const Questionnaire& questionnaire, const SampleStatistics& statistics,
                            NumberFormat numbers);

/// The same as CSV, a row a figure: scale, item, statistic, at, value. `at` is the other scale of a correlation and the
/// lower end of a histogram's bar. What is not defined is empty.
std::string statistics_csv(const Questionnaire& questionnaire, const SampleStatistics& statistics,
                           NumberFormat numbers);

/// What a reader of the figures should not overlook, as sentences: keys that the answers contradict, and what so few
/// respondents can tell.
std::vector<std::string> statistics_notes(const Questionnaire& questionnaire, const SampleStatistics& statistics);

}  // namespace attune
