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

// Most often one code or mistake is behind all of them, so the remedy shows which texts there are.
[[noreturn]] void refuse(const InvalidAnswers& invalid, const ResponseScale& response) {
  std::vector<std::pair<std::size_t, std::string>> counts;
  for (const auto& [text, count] : invalid.texts) counts.emplace_back(count, text);
  std::sort(counts.rbegin(), counts.rend());
  std::vector<std::string> listed;
  for (const auto& [count, text] : counts) listed.push_back(fmt::format("{} ({})", text, counted(count, "time")));
  std::string remedy = invalid.count == 1 ? "It is the only one."
                                          : fmt::format("{} more like it; in all: {}.", grouped(invalid.count - 1),
                                                        join_words(listed, "and", 5));
  const std::string& commonest = counts.front().second;
  // --missing separates its codes by commas, so it cannot name a code that holds one.
  if (commonest.find(',') == std::string::npos)
    remedy += fmt::format(" If {} means \"not answered\", add --missing {}.", commonest, commonest);
  remedy += fmt::format(" To take whatever is outside {}–{} as not answered, add --invalid missing.", response.min,
                        response.max);
  throw Error(ExitCode::data, invalid.first->place(), invalid.first->problem(), remedy);
}

class Run {
 public:
  Run(const Questionnaire& questionnaire, const ScoreRun& run, OutputFile& out,
      const std::function<void(const Progress&)>& progress)
      : questionnaire_(questionnaire),
        run_(run),
        out_(out),
        progress_(progress),
        scorer_(questionnaire),
        profiles_(questionnaire.profile_names()) {}

  ScoreSummary go() {
    for (const std::string& input : run_.inputs) score_file(input);
    if (invalid_.first) refuse(invalid_, questionnaire_.response);
    writer_->finish(text_);
    flush();
    out_.commit();
    return std::move(summary_);
  }

 private:
  void score_file(const std::string& input) {
    AnswerFile file(input, questionnaire_, run_.read);
    summary_.notes.insert(summary_.notes.end(), file.notes().begin(), file.notes().end());
    const std::vector<std::size_t> places = place_columns(file);
    now_.total_bytes += file.size();
    RespondentBlock block;
    while (file.next(block)) {
      count_invalid(block);
      if (!invalid_.first) write_scores(block, places);
      now_.respondents += block.answers.rows;
      now_.bytes += block.bytes.bytes.size();
      progress_(now_);
    }
  }

  // All files go into one table: the first says which columns are carried, the others must have the same.
  std::vector<std::size_t> place_columns(const AnswerFile& file) {
    const auto& carried = file.carried_names();
    if (writer_ == nullptr) {
      carried_ = names_ = carried;
      for (std::string& name : questionnaire_.result_names()) names_.push_back(std::move(name));
      check_names(names_, file.name());
      writer_ = make_result_writer(run_.to, names_, run_.numbers);
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

  void count_invalid(const RespondentBlock& block) {
    if (run_.read.invalid_is_missing) summary_.taken_as_missing += block.invalid.count;
    else invalid_.add(block.invalid);
  }

  void write_scores(const RespondentBlock& block, const std::vector<std::size_t>& places) {
    scorer_.score(block.answers, scores_);
    std::vector<ResultColumn> columns;
    for (const std::size_t place : places) columns.emplace_back(std::span<const Cell>(block.carried[place]));
    for (const auto& scale : scores_.scores) columns.emplace_back(std::span<const double>(scale));
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      if (questionnaire_.scales[s].method != ScoreMethod::combine)
        columns.emplace_back(std::span<const std::uint16_t>(scores_.answered[s]));
    }
    if (!profiles_.empty()) columns.emplace_back(WordColumn{.indices = scores_.profiles, .words = &profiles_});
    writer_->write(columns, scores_.rows, text_);
    flush();
    summarise();
  }

  void flush() {
    out_.write(text_);
    text_.clear();
  }

  void summarise() {
    summary_.respondents += scores_.rows;
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
  OutputFile& out_;
  const std::function<void(const Progress&)>& progress_;
  Scorer scorer_;
  std::vector<std::string> profiles_;
  std::vector<std::string> carried_;
  std::vector<std::string> names_;
  std::unique_ptr<ResultWriter> writer_;
  ScoreBlock scores_;
  InvalidAnswers invalid_;
  std::string text_;
  ScoreSummary summary_;
  Progress now_;
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
  if (taken_as_missing > 0)
    line += fmt::format(" {} outside the scale taken as missing.", counted(taken_as_missing, "answer"));
  return line;
}

ScoreSummary score_files(const Questionnaire& questionnaire, const ScoreRun& run, OutputFile& out,
                         const std::function<void(const Progress&)>& progress) {
  return Run(questionnaire, run, out, progress).go();
}

}  // namespace attune
