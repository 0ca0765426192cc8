#include "batch/score_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "scoring/scorer.h"
#include "table/result_writer.h"

namespace attune {
namespace {

constexpr const char* kChooseColumns = "Choose which columns go along with --keep a,b, or none with --only-scores.";

void check_names(const std::vector<std::string>& names, const std::string& file) {
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (seen.insert(name).second) continue;
    throw Error(ExitCode::data, {.file = file},
                fmt::format("the results would have two columns \"{}\"", shorten(name, 40)), kChooseColumns);
  }
}

class Run {
 public:
  Run(const Questionnaire& questionnaire, const ScoreRun& run, const ResultParts& parts, OutputFile& out)
      : questionnaire_(questionnaire), run_(run), parts_(parts), out_(out), scorer_(questionnaire) {}

  ScoreSummary go(const std::function<void(const Progress&)>& progress) {
    const bool twice =
        std::any_of(parts_.begin(), parts_.end(), [](const auto& part) { return part->sees_all_first(); });
    const AnswerSource source = twice ? repeatable(run_.source) : run_.source;
    const auto advance = twice ? show_all(source, progress) : progress;
    std::vector<std::size_t> places;
    const ReadSummary read =
        read_respondents(questionnaire_, source,
                         {.open = [&](const AnswerFile& file) { places = place_columns(file); },
                          .take = [&](const RespondentBlock& block) { write_scores(block, places); },
                          .progress = advance});
    writer_->finish(text_);
    flush();
    out_.commit();
    summary_.respondents = read.respondents;
    summary_.taken_as_missing = read.taken_as_missing;
    summary_.notes = read.notes;
    for (const auto& part : parts_) {
      for (std::string& note : part->notes()) summary_.notes.push_back(std::move(note));
    }
    return std::move(summary_);
  }

 private:
  // A first reading, for the parts that need it. Gives what tells the progress of the second, each being half of the
  // way.
  std::function<void(const Progress&)> show_all(const AnswerSource& source,
                                                const std::function<void(const Progress&)>& progress) const {
    Progress first;
    read_respondents(questionnaire_, source,
                     {.take =
                          [&](const RespondentBlock& block) {
                            for (const auto& part : parts_) part->see(block);
                          },
                      .progress =
                          [&](const Progress& now) {
                            first = now;
                            progress({now.respondents / 2, now.bytes, 2 * now.total_bytes});
                          }});
    return [first, &progress](const Progress& now) {
      progress({(first.respondents + now.respondents) / 2, first.bytes + now.bytes, 2 * first.total_bytes});
    };
  }

  // All files go into one table: the first says which columns are carried, the others must have the same.
  std::vector<std::size_t> place_columns(const AnswerFile& file) {
    const auto& carried = file.carried_names();
    if (writer_ == nullptr) {
      carried_ = names_ = carried;
      for (const auto& part : parts_) {
        for (std::string& name : part->names()) names_.push_back(std::move(name));
      }
      check_names(names_, file.name());
      writer_ = make_result_writer(run_.to, names_, run_.numbers, run_.safe_for_spreadsheets);
    }
    std::unordered_map<std::string, std::size_t> here;
    for (std::size_t c = 0; c < carried.size(); ++c) here.emplace(carried[c], c);
    std::vector<std::size_t> places;
    for (const std::string& name : carried_) {
      const auto found = here.find(name);
      if (found == here.end()) {
        throw Error(ExitCode::data, {.file = file.name()},
                    fmt::format("the column \"{}\" of the first file is missing here", shorten(name, 40)),
                    kChooseColumns);
      }
      places.push_back(found->second);
      here.erase(found);
    }
    if (!here.empty()) {
      throw Error(ExitCode::data, {.file = file.name()},
                  fmt::format("the first file has no column \"{}\", which is here", shorten(here.begin()->first, 40)),
                  kChooseColumns);
    }
    return places;
  }

  void write_scores(const RespondentBlock& block, const std::vector<std::size_t>& places) {
    scorer_.score(block.answers, scores_);
    std::vector<ResultColumn> columns;
    for (const std::size_t place : places) columns.emplace_back(std::span<const Cell>(block.carried[place]));
    for (const auto& part : parts_) part->append(block, scores_, columns);
    writer_->write(columns, scores_.rows, text_);
    flush();
    summarise();
  }

  void flush() {
    out_.write(text_);
    text_.clear();
  }

  void summarise() {
    summary_.tied += scores_.tied;
    for (std::size_t row = 0; row < scores_.rows; ++row) {
      const auto with_score = std::count_if(scores_.scores.begin(), scores_.scores.end(),
                                            [&](const auto& scale) { return !std::isnan(scale[row]); });
      if (static_cast<std::size_t>(with_score) == scores_.scores.size()) ++summary_.scored;
      else if (with_score > 0) ++summary_.scored_in_part;
    }
  }

  const Questionnaire& questionnaire_;
  const ScoreRun& run_;
  const ResultParts& parts_;
  OutputFile& out_;
  Scorer scorer_;
  std::vector<std::string> carried_;
  std::vector<std::string> names_;
  std::unique_ptr<ResultWriter> writer_;
  ScoreBlock scores_;
  std::string text_;
  ScoreSummary summary_;
};

}  // namespace

std::string ScoreSummary::text() const {
  const std::size_t unscored = respondents - scored - scored_in_part;
  std::string line = fmt::format("{}: {} scored", counted(respondents, "respondent"), grouped(scored));
  if (scored_in_part > 0) line += fmt::format(", {} in part", grouped(scored_in_part));
  line += fmt::format(", {} not scored", grouped(unscored));
  if (scored_in_part + unscored > 0) line += " (fewer answers than the scale asks for)";
  line += '.';
  if (tied > 0) line += fmt::format(" {} without a profile because of a tie.", grouped(tied));
  if (taken_as_missing > 0) line += " " + taken_as_missing_text(taken_as_missing);
  return line;
}

ScoreSummary score_files(const Questionnaire& questionnaire, const ScoreRun& run, const ResultParts& parts,
                         OutputFile& out, const std::function<void(const Progress&)>& progress) {
  return Run(questionnaire, run, parts, out).go(progress);
}

}  // namespace attune
