#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/number.h"
#include "questionnaire/questionnaire.h"
#include "table/answer_file.h"
#include "table/format.h"

namespace attune {

/// A run of scoring: which files, how they are read, and what is written.
struct ScoreRun {
  std::vector<std::string> inputs;  ///< "-" is the standard input
  ReadOptions read;
  Format to = Format::csv;
  NumberFormat numbers;
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

/// How far a run is.
struct Progress {
  std::size_t respondents = 0;
  std::size_t bytes = 0;
  std::size_t total_bytes = 0;  ///< 0 where not known
};

/// Scores all respondents of all inputs into `out`, in their order, and commits it.
///
/// A result row holds the carried columns, then each scale's score, the number of answered items of each scale with a
/// key, and the profile where the questionnaire has profiles. Throws Error: data for the first answer that is none
/// (with how many more there are) or for columns that cannot stand in one table; `out` is then not committed.
ScoreSummary score_files(const Questionnaire& questionnaire, const ScoreRun& run, OutputFile& out,
                         const std::function<void(const Progress&)>& progress);

}  // namespace attune
