#include <memory>
#include <string>

#include "batch/change_files.h"
#include "commands/commands.h"
#include "commands/reading.h"
#include "commands/terminal_output.h"
#include "commands/writing.h"

namespace attune {
namespace {

struct ChangeOptions {
  ReadingOptions reading;
  WritingOptions writing;
  std::string before;
  std::string after;
};

ExitCode change(ChangeOptions& options) {
  if (options.before == "-" && options.after == "-")
    throw Error(ExitCode::usage, {}, "BEFORE and AFTER cannot both be the standard input",
                "Name one of them as a file.");
  require_id(options.reading);
  if (options.after.empty() && options.reading.read.columns.time.empty())
    throw Error(ExitCode::usage, {}, "AFTER is required",
                "One file is enough where --time names the column that tells when.");
  options.reading.inputs = {options.before};
  if (!options.after.empty()) options.reading.inputs.push_back(options.after);
  options.reading.read.columns.only_scores = true;
  const Questionnaire questionnaire = questionnaire_of(options.reading);
  refuse_overwriting_input(options.reading, options.writing.output);
  confine(options.reading, {options.writing.output});
  const ChangeRun run{.source = source_of(options.reading),
                      .to = output_format(options.writing),
                      .numbers = options.writing.numbers,
                      .safe_for_spreadsheets = options.writing.safe_csv};

  ChangeSummary summary;
  {
    OutputFile out(options.writing.output);
    ProgressLine line;
    summary = change_files(questionnaire, run, out, [&](const Progress& progress) { line.show(progress); });
  }
  tell_outcome(summary.notes, summary.text(), questionnaire.caution);
  return ExitCode::ok;
}

}  // namespace

void add_change(CLI::App& app, Action& run) {
  auto options = std::make_shared<ChangeOptions>();
  CLI::App* command = app.add_subcommand("change", "Compare two files of the same respondents, before and after.");
  add_reading_options(*command, options->reading);
  command->get_option("--id")->description(
      "column that identifies a respondent in both files; needed unless --long names it");
  command->add_option("BEFORE", options->before, "file of the earlier answers; -: the standard input")->required();
  command->add_option("AFTER", options->after,
                      "file of the later answers; -: the standard input; may be left out with --time");
  add_writing_options(*command, options->writing);
  command->footer(
      "Examples:\n"
      "  attune change ecr-r intake.csv discharge.csv --id client\n"
      "  attune change ecr-r may.csv june.csv --id client --columns 'ECRR_{n}' -o change.csv\n"
      "  attune change ecr-r visits.xlsx --id client --time date          each client's first visit with the last\n\n"
      "A change is reliable when it is larger than the error of two measurements explains, with 95 % confidence.");
  command->callback([&run, options] { run = [options] { return change(*options); }; });
}

}  // namespace attune
