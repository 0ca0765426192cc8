#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/number.h"
#include "batch/respondents.h"
#include "batch/result_part.h"
#include "questionnaire/questionnaire.h"
#include "table/format.h"

namespace attune {

/// A run of scoring: which files, how they are read, and what is written.
struct ScoreRun {
  AnswerSource source;
  Format to = Format::csv;
  NumberFormat numbers;
  bool safe_for_spreadsheets = false;
  std::map<std::string, ColumnLabels> labels = {};  ///< of results, by column
};

/// What came of a run.
struct ScoreSummary {
  std::size_t respondents = 0;
  std::size_t scored = 0;            ///< with a score on every scale
  std::size_t scored_in_part = 0;    ///< with a score on some
  std::size_t tied = 0;              ///< without profile because the highest score is shared
  std::size_t taken_as_missing = 0;  ///< answers outside the response scale, by the person's wish
  std::vector<std::string> notes;

  /// One line for people.
  std::string text() const;
};

/// Scores all respondents of all inputs into `out`, in their order, and commits it.
///
/// A result row holds the carried columns, then those of `parts`. The inputs are read twice where a part has to see all
/// respondents first. Throws Error: data for the first answer that is none
/// (with how many more there are) or for columns that cannot stand in one table; `out` is then not committed.
ScoreSummary score_files(const Questionnaire& questionnaire, const ScoreRun& run, const ResultParts& parts,
                         OutputFile& out, const std::function<void(const Progress&)>& progress);

}  // namespace attune
