#include "batch/report_files.h"

#include "base/file_names.h"
#include "table/delimited.h"

namespace attune {

ReadSummary report_files(const Questionnaire& questionnaire, const ReportRun& run, const ReportOf& report,
                         OutputFolder& folder, const std::function<void(const Progress&)>& progress) {
  FileNames names("respondent");
  std::size_t number = 0;
  if (run.key != nullptr) run.key->write("number,id\n");
  const auto write_report = [&](const RespondentResult& respondent) {
    RespondentResult result = respondent;
    if (run.key != nullptr) {
      result.id = std::to_string(++number);
      std::string line = result.id + ",";
      (run.safe_for_spreadsheets ? append_safe_field : append_field)(line, respondent.id, ',');
      run.key->write(line + "\n");
    }
    const std::string file = names.name_for(result.id) + run.extension;
    folder.write(file, report(result, file));
  };
  return read_results(questionnaire, run.results, write_report, progress);
}

}  // namespace attune
