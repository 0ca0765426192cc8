#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "batch/respondents.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What the options say with which every command reads files of answers.
struct ReadingOptions {
  std::string id;
  std::vector<std::string> inputs;
  std::string from;
  std::optional<std::string> delimiter;
  std::string invalid = "refuse";
  std::vector<std::string> map;
  std::optional<std::size_t> min_answered;
  std::vector<std::string> long_columns;
  std::size_t threads = 0;
  bool no_sandbox = false;
  ReadOptions read;
};

/// Adds ID and the options that say which answers count and where they are: columns, codes, missing rule.
void add_answer_options(CLI::App& command, ReadingOptions& options);
/// Adds ID and the options of ReadingOptions to `command`.
void add_reading_options(CLI::App& command, ReadingOptions& options);
/// Adds FILE…, any number of which are read one after the other, or the standard input.
void add_input_files(CLI::App& command, ReadingOptions& options);

/// The questionnaire they name, with their missing rule. Throws Error.
Questionnaire questionnaire_of(const ReadingOptions& options);

/// The columns that --map names, by item. Throws Error (usage) for what is no pair.
std::map<std::string, std::string> named_columns(const ReadingOptions& options);

/// What is to be read. Throws Error (usage) for an option that is none.
AnswerSource source_of(const ReadingOptions& options);

/// Runs `read`, which is given how to show its progress, and tells what there was to notice.
void read_and_tell(const std::function<ReadSummary(const std::function<void(const Progress&)>&)>& read);

/// Gives the answers of all respondents, block by block, to `take`, with the progress on the terminal, and tells what
/// there was to notice. Throws as read_respondents() does.
void read_all(const Questionnaire& questionnaire, const ReadingOptions& options,
              const std::function<void(const AnswerBlock&)>& take);

/// Throws Error (usage) where no option names the column that identifies a respondent.
void require_id(const ReadingOptions& options);

/// Throws Error (usage) where `output` is a file that is read: of answers, the definition, or that of `wording` if any.
void refuse_overwriting_input(const ReadingOptions& options, const std::string& output,
                              const std::string& wording = {});

/// Leaves the program, before it reads what others made, no more than it needs to write `outputs`, files or folders
/// (see enter_sandbox()), unless the person wants otherwise.
void confine(const ReadingOptions& options, const std::vector<std::string>& outputs);

/// Rewrites one line on the terminal, now and then, once a run has turned out to be long; at its end takes it away.
class ProgressLine {
 public:
  ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine();
  void show(const Progress& progress);

 private:
  bool shown_on_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace attune
