#include <memory>

#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "batch/sample_files.h"
#include "commands/commands.h"
#include "commands/reading.h"
#include "commands/terminal_output.h"
#include "commands/whole_number.h"
#include "psychometrics/sample.h"
#include "report/statistics.h"

namespace attune {
namespace {

struct StatsOptions {
  ReadingOptions reading;
  std::string use = "pairwise";
  std::string format;
  std::string output = "-";
  NumberFormat numbers;
};

std::string output_format(const StatsOptions& options) {
  const Format by_name = csv_or_json_for_results(options.output);
  if (!options.format.empty()) return options.format;
  if (options.output != "-") return by_name == Format::json ? "json" : "csv";
  return is_terminal(1) ? "text" : "csv";
}

SampleStatistics read_statistics(const Questionnaire& questionnaire, const StatsOptions& options) {
  Sample sample(questionnaire, options.use == "complete" ? MissingUse::complete : MissingUse::pairwise);
  read_and_tell([&](const std::function<void(const Progress&)>& progress) {
    return read_sample(questionnaire, source_of(options.reading), sample, progress);
  });
  return sample.statistics();
}

ExitCode stats(const StatsOptions& options) {
  if (options.use == "complete" && options.reading.min_answered) {
    throw Error(ExitCode::usage, {}, "--min-answered has no say with --use complete",
                "Complete use needs every answer of a scale. Leave one of the two out.");
  }
  const std::string format = output_format(options);
  const Questionnaire questionnaire = questionnaire_of(options.reading);
  refuse_overwriting_input(options.reading, options.output);
  confine(options.reading, {options.output});
  OutputFile out(options.output);
  const SampleStatistics statistics = read_statistics(questionnaire, options);
  if (format == "text") {
    const TerminalStyle style = options.output == "-" ? terminal_style() : TerminalStyle{};
    const std::string text = statistics_text(questionnaire, statistics, options.numbers, style);
    out.write(style.unicode ? text : ascii(text));
  } else {
    out.write(format == "json" ? statistics_json(questionnaire, statistics, options.numbers)
                               : statistics_csv(questionnaire, statistics, options.numbers));
    for (const std::string& note : statistics_notes(questionnaire, statistics)) tell("attune: " + one_line(note));
  }
  out.commit();
  if (!questionnaire.caution.empty()) tell(questionnaire.caution);
  return ExitCode::ok;
}

}  // namespace

void add_stats(CLI::App& app, Action& run) {
  auto options = std::make_shared<StatsOptions>();
  CLI::App* command =
      app.add_subcommand("stats", "Statistics of items and scales: distributions, reliability, whether the key fits.");
  add_reading_options(*command, options->reading);
  add_input_files(*command, options->reading);
  command
      ->add_option("--use", options->use,
                   "where answers are missing: pairwise (all who gave those that a figure needs) or complete (only who "
                   "answered all items of the scale)")
      ->check(CLI::IsMember({"pairwise", "complete"}))
      ->capture_default_str()
      ->type_name("WHICH");
  command
      ->add_option("--format", options->format,
                   "form of the results: text, csv, json (else by -o's extension; else text on a terminal, csv in a "
                   "pipe)")
      ->check(CLI::IsMember({"text", "csv", "json"}))
      ->type_name("FORM");
  command->add_option("--digits", options->numbers.digits, "decimals of the figures (else as many as they have)")
      ->transform(whole_number(0, 15))
      ->type_name("N");
  command->add_option("-o,--output", options->output, "file for the results, written whole or not at all")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  attune stats ecr-r clients.csv\n"
      "  attune stats ecr-5pt responses.csv --missing 0 --use complete --format text\n"
      "  attune stats ecr-s panel.csv -o statistics.json");
  command->callback([&run, options] { run = [options] { return stats(*options); }; });
}

}  // namespace attune
