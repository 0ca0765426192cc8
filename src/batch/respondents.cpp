#include "batch/respondents.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "batch/block_lanes.h"

namespace attune {
namespace {

// Of so many respondents to the shortest questionnaires, hardly ever does nobody give the highest answer.
constexpr std::size_t kEnoughToTell = 50;

// How many different answers there are just above the range, one after the other, as those of a wider one would be.
int answers_above(const InvalidAnswers& invalid, const ResponseScale& response) {
  int above = 0;
  while (invalid.texts.contains(std::to_string(response.max + above + 1))) ++above;
  return above;
}

bool has_decimal_comma(const std::string& text) {
  const auto comma = text.find(',');
  return comma != std::string::npos && parse_whole(text.substr(0, comma)) && parse_whole(text.substr(comma + 1));
}

// What it may mean that answers go beyond the one range of all items.
std::string wider_range_text(const InvalidAnswers& invalid, const Questionnaire& questionnaire) {
  const ResponseScale& response = questionnaire.response;
  const int above = questionnaire.one_response() ? answers_above(invalid, response) : 0;
  if (above < 2) return {};
  return fmt::format(" If the answers run to {}, the file is not of {}, which has {} to {}.", response.max + above,
                     questionnaire.id, response.min, response.max);
}

// What to do where answers are told in words. To take them for missing ones is the last thing to suggest.
std::string words_text(const std::string& commonest, const Questionnaire& questionnaire) {
  if (commonest.ends_with(kWithoutLabel)) {
    return " In this file, labels say other answers than the values, so what a value without label means is not known: "
           "give each value a label, or take all of them out.";
  }
  if (commonest == kNeverComputed) {
    return " That is the value of a formula in a workbook from a script. Open it in a spreadsheet program and save it: "
           "then the values are in it.";
  }
  const ResponseScale& response = questionnaire.response;
  const bool all_labelled = response.labels.size() == response.answers().size();
  if (parse_number(commonest) || all_labelled || !questionnaire.one_response()) return {};
  return fmt::format(
      " If it is an answer in words, a definition that extends {} can give each answer its label; see "
      "attune-questionnaire(5).",
      questionnaire.id);
}

// Most often one code or mistake is behind all of them, so the remedy shows which texts there are.
[[noreturn]] void refuse(const InvalidAnswers& invalid, const Questionnaire& questionnaire) {
  std::vector<std::pair<std::size_t, std::string>> counts;
  for (const auto& [text, count] : invalid.texts) counts.emplace_back(count, text);
  std::sort(counts.rbegin(), counts.rend());
  std::vector<std::string> listed;
  for (const auto& [count, text] : counts) listed.push_back(fmt::format("{} ({})", text, counted(count, "time")));
  std::string remedy = invalid.count == 1 ? "It is the only one."
                                          : fmt::format("{} more like it; in all: {}.", grouped(invalid.count - 1),
                                                        join_words(listed, "and", 5));
  const std::string& commonest = counts.front().second;
  remedy += wider_range_text(invalid, questionnaire);
  if (has_decimal_comma(commonest)) remedy += " Numbers need a decimal point, not a comma.";
  remedy += words_text(commonest, questionnaire);
  // --missing separates its codes by commas, so it cannot name a code that holds one.
  if (commonest.find(',') == std::string::npos && !commonest.ends_with(kWithoutLabel) && commonest != kNeverComputed)
    remedy += fmt::format(" If {} means \"not answered\", add --missing {}.", commonest, shell_word(commonest));
  const bool alike = questionnaire.one_response();
  remedy += fmt::format(" To take whatever is {} {} as not answered, add --invalid missing.",
                        alike && !questionnaire.response.only_labelled ? "outside" : "none of",
                        alike ? answers_named(questionnaire.response) : "its item's answers");
  throw Error(ExitCode::data, invalid.first->error.place(), invalid.first->error.problem(), remedy);
}

InputStream open_input(const AnswerSource& source, std::size_t input) {
  return source.repeatable ? (*source.repeatable)[input].open() : InputStream(source.inputs[input]);
}

// Hands each block to a function.
class Taking : public BlockWork {
 public:
  explicit Taking(const std::function<void(const RespondentBlock&)>& take) : take_(take) {}
  void take(const RespondentBlock& block) override { take_(block); }

 private:
  const std::function<void(const RespondentBlock&)>& take_;
};

// One run of reading; its lanes read the file that is open.
class LaneReading {
 public:
  LaneReading(const Questionnaire& questionnaire, const AnswerSource& source, const RespondentReader& reader)
      : questionnaire_(questionnaire), source_(source), reader_(reader) {}

  ReadSummary run() {
    for (std::size_t input = 0; input < source_.inputs.size(); ++input) {
      AnswerFile file(open_input(source_, input), questionnaire_, source_.read);
      summary_.notes.insert(summary_.notes.end(), file.notes().begin(), file.notes().end());
      reader_.open(file);
      now_.total_bytes += file.size();
      now_.bytes += file.head_bytes();
      file_ = &file;
      make_lanes(file.size());
      run_lanes(lanes_);
      file_ = nullptr;
    }
    for (const auto& work : works_) work->finish();
    if (invalid_.first) refuse(invalid_, questionnaire_);
    note_unused_range();
    return std::move(summary_);
  }

 private:
  class Lane : public BlockLane {
   public:
    Lane(LaneReading& run, BlockWork& work) : run_(run), work_(work) {}

    bool read() override { return run_.file_->take(block_); }

    void work() override {
      run_.file_->rows().read(block_);
      const auto& answers = block_.answers.answers;
      highest_ = answers.empty() ? kMissing : *std::max_element(answers.begin(), answers.end());
      if (!block_.broken && !run_.refuses(block_.invalid)) work_.work(block_);
    }

    void hand_on() override {
      run_.file_->number(block_);
      run_.count(block_, highest_);
      if (!run_.invalid_.first) work_.take(block_);
      run_.reader_.progress(run_.now_);
    }

   private:
    LaneReading& run_;
    BlockWork& work_;
    RespondentBlock block_;
    Answer highest_ = kMissing;
  };

  bool refuses(const InvalidAnswers& invalid) const { return invalid.count > 0 && !source_.read.invalid_is_missing; }

  // No more than there will be blocks for.
  void make_lanes(std::size_t bytes) {
    std::size_t threads = source_.threads;
    if (threads == 0)
      threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, AnswerSource::kMostThreads);
    if (bytes > 0) threads = std::min(threads, bytes / source_.read.block_bytes + 1);
    while (lanes_.size() < threads) {
      works_.push_back(reader_.start_work ? reader_.start_work() : std::make_unique<Taking>(reader_.take));
      lanes_.push_back(std::make_unique<Lane>(*this, *works_.back()));
    }
  }

  void count(const RespondentBlock& block, Answer highest) {
    if (source_.read.invalid_is_missing) summary_.taken_as_missing += block.invalid.count;
    else invalid_.add(block.invalid);
    highest_ = std::max(highest_, highest);
    summary_.respondents = now_.respondents += block.answers.rows;
    if (file_->size() > 0) now_.bytes += block.bytes.bytes.size();
  }

  void note_unused_range() {
    if (!questionnaire_.one_response() || summary_.respondents < kEnoughToTell) return;
    if (highest_ == kMissing || highest_ >= questionnaire_.response.max) return;
    summary_.notes.push_back(fmt::format("No answer is above {}, though {} has answers up to {}. Is it the right one?",
                                         highest_, questionnaire_.id, questionnaire_.response.max));
  }

  const Questionnaire& questionnaire_;
  const AnswerSource& source_;
  const RespondentReader& reader_;
  AnswerFile* file_ = nullptr;
  std::vector<std::unique_ptr<BlockWork>> works_;
  std::vector<std::unique_ptr<BlockLane>> lanes_;  // each with the work of its number
  ReadSummary summary_;
  InvalidAnswers invalid_;
  Answer highest_ = kMissing;
  Progress now_;
};

}  // namespace

std::string taken_as_missing_text(std::size_t answers) {
  return counted(answers, "answer") + " outside the scale taken as missing.";
}

AnswerSource repeatable(AnswerSource source) {
  source.repeatable = std::make_shared<const std::vector<RepeatableInput>>(source.inputs.begin(), source.inputs.end());
  return source;
}

ReadSummary read_respondents(const Questionnaire& questionnaire, const AnswerSource& source,
                             const RespondentReader& reader) {
  return LaneReading(questionnaire, source, reader).run();
}

}  // namespace attune
