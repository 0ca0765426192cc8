#include "batch/report_files.h"

#include <fmt/format.h>

#include <unordered_map>

#include "base/file_names.h"
#include "base/text.h"
#include "table/delimited.h"

namespace attune {
namespace {

// Counts ids that come again, and those that are empty, which are nobody's.
class UnclearIds {
 public:
  void add(const std::string& id) {
    if (trim(id).empty()) ++empty_;
    else if (++times_[id] == 2) ++repeated_;
  }
  void tell(ReadSummary& summary) const {
    if (empty_ > 0) {
      summary.notes.push_back(fmt::format("{} without an id {} a page too: are they rows that are empty?",
                                          counted(empty_, "respondent"), empty_ == 1 ? "has" : "have"));
    }
    if (repeated_ == 0) return;
    summary.notes.push_back(fmt::format(
        "{} more than once; each row has a page. For earlier sittings of a respondent use --before or --time.",
        repeated_ == 1 ? "1 id occurs" : grouped(repeated_) + " ids occur"));
  }

 private:
  std::unordered_map<std::string, std::size_t> times_;
  std::size_t repeated_ = 0;
  std::size_t empty_ = 0;
};

}  // namespace

ReadSummary report_files(const Questionnaire& questionnaire, const ReportRun& run, const ReportOf& report,
                         OutputFolder& folder, const std::function<void(const Progress&)>& progress) {
  FileNames names("respondent");
  UnclearIds ids;
  std::size_t number = 0;
  if (run.key != nullptr) run.key->write("number,id\n");
  const auto write_report = [&](const RespondentResult& respondent) {
    RespondentResult result = respondent;
    ids.add(respondent.id);
    if (run.key != nullptr) {
      result.id = std::to_string(++number);
      std::string line = result.id + ",";
      (run.safe_for_spreadsheets ? append_safe_field : append_field)(line, respondent.id, ',');
      run.key->write(line + "\n");
    }
    const std::string file = names.name_for(result.id) + run.extension;
    folder.write(file, report(result, file));
  };
  ReadSummary summary = read_results(questionnaire, run.results, write_report, progress);
  ids.tell(summary);
  return summary;
}

}  // namespace attune
