#pragma once

#include <functional>
#include <string>

#include "base/file.h"
#include "base/output_folder.h"
#include "batch/respondent_results.h"

namespace attune {

/// A run of reports, one file a respondent.
struct ReportRun {
  ResultsRun results;
  std::string extension;      ///< of the files, with its full stop
  OutputFile* key = nullptr;  ///< if any, respondents are called by numbers, from 1; it gets numbers and ids as CSV
  bool safe_for_spreadsheets = false;  ///< so the key
};

/// The report on a respondent, which will stand in `file`.
using ReportOf = std::function<std::string(const RespondentResult& result, const std::string& file)>;

/// Writes the report on each respondent into `folder`, in a file named after the respondent (base/file_names.h).
/// Ids that several rows have are told in the notes. Neither the folder nor the key is committed. Throws as
/// read_results() and OutputFolder::write() do.
ReadSummary report_files(const Questionnaire& questionnaire, const ReportRun& run, const ReportOf& report,
                         OutputFolder& folder, const std::function<void(const Progress&)>& progress);

}  // namespace attune
