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

ScoreWanted wanted_by(const ResultParts& parts) {
  ScoreWanted all{.standard_errors = false, .probabilities = false};
  for (const auto& part : parts) {
    for (std::size_t column = 0; column < part->names().size(); ++column) {
      const ScoreWanted wanted = part->wanted(column);
      all.standard_errors = all.standard_errors || wanted.standard_errors;
      all.probabilities = all.probabilities || wanted.probabilities;
    }
  }
  return all;
}

class ScoringRun {
 public:
  ScoringRun(const Questionnaire& questionnaire, const ScoreRun& run, const ResultParts& parts, OutputFile& out)
      : questionnaire_(questionnaire),
        run_(run),
        parts_(parts),
        out_(out),
        scorer_(questionnaire),
        wanted_(wanted_by(parts)) {}

  ScoreSummary go(const std::function<void(const Progress&)>& progress) {
    const bool twice =
        std::any_of(parts_.begin(), parts_.end(), [](const auto& part) { return part->sees_all_first(); });
    const AnswerSource source = twice ? repeatable(run_.source) : run_.source;
    const auto advance = twice ? show_all(source, progress) : progress;
    const ReadSummary read = read_respondents(questionnaire_, source,
                                              {.open = [&](const AnswerFile& file) { place_columns(file); },
                                               .start_work = [&] { return std::make_unique<Work>(*this); },
                                               .progress = advance});
    writer_->complete(any_rows_, out_);
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
  // What one thread does: scores and text of a block, which are written in the order of the file. Where rows must be
  // turned into text in that order too, only the scores.
  class Work : public BlockWork {
   public:
    explicit Work(ScoringRun& run) : run_(run) {
      for (const auto& part : run.parts_) parts_.push_back(part->copy());
      if (!is_written_in_order(run.run_.to)) writer_ = run.make_writer();
    }

    void work(const RespondentBlock& block) override {
      run_.scorer_.score(block.answers, scores_, run_.wanted_);
      columns_.clear();
      for (const std::size_t place : run_.places_) columns_.emplace_back(std::span<const Cell>(block.carried[place]));
      for (const auto& part : parts_) part->append(block, scores_, columns_);
      text_.clear();
      if (writer_) writer_->write_rows(columns_, scores_.rows, text_);
    }

    void take(const RespondentBlock&) override {
      if (!writer_) run_.writer_->write_rows(columns_, scores_.rows, text_);
      run_.write(text_, scores_.rows);
      run_.summarise(scores_);
    }

    void finish() override {
      for (std::size_t p = 0; p < parts_.size(); ++p) run_.parts_[p]->add_counts_of(*parts_[p]);
    }

   private:
    ScoringRun& run_;
    ResultParts parts_;
    std::unique_ptr<ResultWriter> writer_;  // null: the run's own
    ScoreBlock scores_;
    std::vector<ResultColumn> columns_;
    std::string text_;
  };

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
  void place_columns(const AnswerFile& file) {
    const auto& carried = file.carried_names();
    if (writer_ == nullptr) {
      carried_ = names_ = carried;
      for (const auto& part : parts_) {
        for (std::string& name : part->names()) names_.push_back(std::move(name));
      }
      check_names(names_, file.name());
      place_labels(file);
      writer_ = make_writer();
    }
    std::unordered_map<std::string, std::size_t> here;
    for (std::size_t c = 0; c < carried.size(); ++c) {
      if (here.emplace(carried[c], c).second) continue;
      throw Error(ExitCode::data, {.file = file.name()},
                  fmt::format("the file has two columns \"{}\"", shorten(carried[c], 40)), kChooseColumns);
    }
    places_.clear();
    for (const std::string& name : carried_) {
      const auto found = here.find(name);
      if (found == here.end()) {
        throw Error(ExitCode::data, {.file = file.name()},
                    fmt::format("the column \"{}\" of the first file is missing here", shorten(name, 40)),
                    kChooseColumns);
      }
      places_.push_back(found->second);
      here.erase(found);
    }
    if (!here.empty()) {
      throw Error(ExitCode::data, {.file = file.name()},
                  fmt::format("the first file has no column \"{}\", which is here", shorten(here.begin()->first, 40)),
                  kChooseColumns);
    }
  }

  // Carried columns mean what they do in the file, the others what the run says.
  void place_labels(const AnswerFile& file) {
    labels_ = file.carried_labels();
    for (std::size_t c = labels_.size(); c < names_.size(); ++c) {
      const auto labels = run_.labels.find(names_[c]);
      labels_.push_back(labels == run_.labels.end() ? ColumnLabels{} : labels->second);
    }
  }

  std::unique_ptr<ResultWriter> make_writer() const {
    return make_result_writer(
        {.format = run_.to, .numbers = run_.numbers, .safe_for_spreadsheets = run_.safe_for_spreadsheets}, names_,
        labels_);
  }

  void write(const std::string& rows_text, std::size_t rows) {
    if (rows == 0) return;
    out_.write(writer_->opening(!any_rows_));
    any_rows_ = true;
    out_.write(rows_text);
  }

  void summarise(const ScoreBlock& scores) {
    summary_.tied += scores.tied;
    for (std::size_t row = 0; row < scores.rows; ++row) {
      const auto with_score = std::count_if(scores.scores.begin(), scores.scores.end(),
                                            [&](const auto& scale) { return !std::isnan(scale[row]); });
      if (static_cast<std::size_t>(with_score) == scores.scores.size()) ++summary_.scored;
      else if (with_score > 0) ++summary_.scored_in_part;
    }
  }

  const Questionnaire& questionnaire_;
  const ScoreRun& run_;
  const ResultParts& parts_;
  OutputFile& out_;
  Scorer scorer_;
  ScoreWanted wanted_;
  std::vector<std::string> carried_;
  std::vector<std::string> names_;
  std::vector<ColumnLabels> labels_;  // by column
  std::vector<std::size_t> places_;   // of the carried columns in the present file
  std::unique_ptr<ResultWriter> writer_;
  bool any_rows_ = false;
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
  return ScoringRun(questionnaire, run, parts, out).go(progress);
}

}  // namespace attune
