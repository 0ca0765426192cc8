#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/number.h"
#include "batch/change_table.h"
#include "batch/respondents.h"
#include "questionnaire/questionnaire.h"
#include "table/format.h"

namespace attune {

/// A comparison of two files: how they are read, and what is written.
struct ChangeRun {
  /// Two inputs, before and after, with an id column; or one with a column of times, where each respondent's earliest
  /// row is compared with the latest.
  AnswerSource source;
  Format to = Format::csv;
  NumberFormat numbers;
  bool safe_for_spreadsheets = false;
};

/// What came of a comparison.
struct ChangeSummary {
  std::string before, after;  ///< how messages name the files; the same for one file
  bool one_file = false;
  std::size_t in_both = 0;                           ///< respondents
  std::vector<std::string> only_before, only_after;  ///< ids
  std::vector<ScaleChanges> scales;                  ///< of those in both
  std::size_t taken_as_missing = 0;                  ///< answers outside the response scale, by the person's wish
  std::vector<std::string> notes;

  /// Some lines for people, without a line feed at the end.
  std::string text() const;
};

/// Scores both files, writes each respondent's change into `out` (ChangeTable; its brief columns in a table for
/// people), and commits it. Both are held in memory.
///
/// Throws Error (data) for the first answer that is none, an empty id, an id that a file has twice (at the same time,
/// where there are times), and an id column with the name of a result; `out` is then not committed.
ChangeSummary change_files(const Questionnaire& questionnaire, const ChangeRun& run, OutputFile& out,
                           const std::function<void(const Progress&)>& progress);

}  // namespace attune
