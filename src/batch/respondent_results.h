#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "batch/norm_choice.h"
#include "batch/respondents.h"
#include "questionnaire/questionnaire.h"
#include "scoring/respondent_result.h"

namespace attune {

/// A file of the same respondents at an earlier time.
struct EarlierFile {
  std::string name;  ///< how the occasion is called where no date is told
  AnswerSource source;
};

/// Which respondents there are, and what is told of them beside their answers.
struct ResultsRun {
  /// With an id column, perhaps one of times; it carries no other. Who has several rows has one result, that of the
  /// latest, with the others before it.
  AnswerSource source;
  std::optional<std::size_t> when;   ///< the column with the date in every file, as an index into ColumnChoice::beside;
                                     ///< not asked where there are times
  std::optional<NormChoice> norms;   ///< of usable_norms(); nothing: compared with nobody
  std::vector<EarlierFile> earlier;  ///< the oldest first, where a respondent's rows in them are not all dated
};

/// Reads and scores all respondents, and gives one after the other to `take`. Earlier files, and the scores of files
/// with times, are held in memory; the latter are read twice.
/// The notes of what it returns tell of the norms too. Throws as read_respondents() and, for an earlier file,
/// Occasion::add() do.
ReadSummary read_results(const Questionnaire& questionnaire, const ResultsRun& run,
                         const std::function<void(const RespondentResult&)>& take,
                         const std::function<void(const Progress&)>& progress);

}  // namespace attune
