#include <fmt/format.h>

#include <map>
#include <memory>

#include "base/terminal.h"
#include "batch/quality_columns.h"
#include "batch/score_columns.h"
#include "batch/score_files.h"
#include "commands/commands.h"
#include "commands/reading.h"
#include "commands/terminal_output.h"

namespace attune {
namespace {

struct ScoreOptions {
  ReadingOptions reading;
  std::string format;
  std::string output = "-";
  std::optional<std::vector<std::string>> keep;
  bool quality = false;
  NumberFormat numbers;
};

const std::map<std::string, Format> kOutputFormats{{"csv", Format::csv},
                                                   {"tsv", Format::tsv},
                                                   {"ndjson", Format::ndjson},
                                                   {"json", Format::json},
                                                   {"table", Format::table}};

Format output_format(const ScoreOptions& options) {
  if (!options.format.empty()) return kOutputFormats.at(options.format);
  if (options.output != "-") return format_of_name(options.output).value_or(Format::csv);
  return is_terminal(1) ? Format::table : Format::csv;
}

ResultParts parts_of(const Questionnaire& questionnaire, const ScoreOptions& options, Format to) {
  const bool brief = to == Format::table;
  ResultParts parts;
  parts.push_back(brief ? make_brief_score_columns(questionnaire) : make_score_columns(questionnaire));
  if (options.quality)
    parts.push_back(brief ? make_brief_quality_columns(questionnaire) : make_quality_columns(questionnaire));
  return parts;
}

ExitCode score(const ScoreOptions& options) {
  const Questionnaire questionnaire = questionnaire_of(options.reading);
  refuse_overwriting_input(options.reading.inputs, options.output);
  ScoreRun run{.source = source_of(options.reading), .to = output_format(options), .numbers = options.numbers};
  run.source.read.columns.keep = options.keep;
  const ResultParts parts = parts_of(questionnaire, options, run.to);

  ScoreSummary summary;
  {
    OutputFile out(options.output);
    ProgressLine line;
    summary = score_files(questionnaire, run, parts, out, [&](const Progress& progress) { line.show(progress); });
  }
  for (const std::string& note : summary.notes) tell("attune: " + note);
  tell(summary.text());
  if (!questionnaire.caution.empty()) tell(questionnaire.caution);
  return ExitCode::ok;
}

}  // namespace

void add_score(CLI::App& app, Action& run) {
  auto options = std::make_shared<ScoreOptions>();
  auto& columns = options->reading.read.columns;
  CLI::App* command = app.add_subcommand("score", "Score files of answers, one respondent a row.");
  add_reading_options(*command, options->reading);
  add_input_files(*command, options->reading);
  auto* keep = command->add_option("--keep", options->keep, "columns to carry along: a,b (else all that are no items)")
                   ->delimiter(',')
                   ->allow_extra_args(false)
                   ->type_name("a,b");
  command->add_flag("--only-scores", columns.only_scores, "carry no column along (but that of --id)")->excludes(keep);
  command->add_flag("--quality", options->quality,
                    "also say how attentively each respondent answered (reads the input twice)");
  command
      ->add_option("--format", options->format,
                   "form of the results: table, csv, tsv, ndjson, json (else by -o's extension)")
      ->check(CLI::IsMember({"table", "csv", "tsv", "ndjson", "json"}))
      ->type_name("FORM");
  command->add_option("--digits", options->numbers.digits, "decimals of the scores (else as many as they have)")
      ->check(CLI::Range(0, 15))
      ->type_name("N");
  command->add_option("-o,--output", options->output, "file for the results, written whole or not at all")
      ->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  attune score ecr-r clients.csv\n"
      "  attune score ecr-r export.csv --columns 'ECRR_{n}' --id client --missing -9 -o scores.csv\n"
      "  zcat panel.csv.gz | attune score ecr --only-scores > scores.csv");
  command->callback([&run, options] { run = [options] { return score(*options); }; });
}

}  // namespace attune
