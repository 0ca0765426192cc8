#include <fmt/format.h>

#include <memory>
#include <utility>

#include "batch/chosen_columns.h"
#include "batch/norm_columns.h"
#include "batch/quality_columns.h"
#include "batch/score_columns.h"
#include "batch/score_files.h"
#include "commands/commands.h"
#include "commands/norm_options.h"
#include "commands/reading.h"
#include "commands/terminal_output.h"
#include "commands/writing.h"
#include "report/codebook.h"
#include "scoring/norm_group.h"

namespace attune {
namespace {

struct ScoreOptions {
  ReadingOptions reading;
  WritingOptions writing;
  std::optional<std::vector<std::string>> keep;
  std::vector<std::string> results;
  NormOptions norms;
  bool quality = false;
};

// A table for people has fewer columns, unless they are chosen.
ResultParts parts_of(const ScoreOptions& options, const Questionnaire& questionnaire, bool for_people,
                     ColumnChoice& columns) {
  const bool brief = for_people && options.results.empty();
  ResultParts parts;
  parts.push_back(brief ? make_brief_score_columns(questionnaire) : make_score_columns(questionnaire));
  if (const auto choice = norm_choice(options.norms, questionnaire, columns)) {
    const Norms& norms = usable_norms(questionnaire);
    parts.push_back(brief ? make_brief_norm_columns(questionnaire, norms, *choice)
                          : make_norm_columns(questionnaire, norms, *choice));
  }
  if (options.quality)
    parts.push_back(brief ? make_brief_quality_columns(questionnaire) : make_quality_columns(questionnaire));
  if (options.results.empty()) return parts;
  ResultParts chosen;
  chosen.push_back(make_chosen_columns(std::move(parts), options.results));
  return chosen;
}

std::map<std::string, ColumnLabels> labels_of(const ScoreOptions& options, const Questionnaire& questionnaire) {
  const bool norms = options.norms.given->count() > 0;
  return column_labels(
      codebook(questionnaire, {.norms = norms ? &usable_norms(questionnaire) : nullptr, .quality = options.quality}));
}

ExitCode score(const ScoreOptions& options) {
  const Questionnaire questionnaire = questionnaire_of(options.reading);
  refuse_overwriting_input(options.reading, options.writing.output);
  confine(options.reading, {options.writing.output});
  ScoreRun run{.source = source_of(options.reading),
               .to = output_format(options.writing),
               .numbers = options.writing.numbers,
               .safe_for_spreadsheets = options.writing.safe_csv,
               .labels = labels_of(options, questionnaire)};
  run.source.read.columns.keep = options.keep;
  const ResultParts parts = parts_of(options, questionnaire, run.to == Format::table, run.source.read.columns);

  ScoreSummary summary;
  {
    OutputFile out(options.writing.output);
    ProgressLine line;
    summary = score_files(questionnaire, run, parts, out, [&](const Progress& progress) { line.show(progress); });
  }
  tell_outcome(summary.notes, summary.text(), questionnaire.caution);
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
                   ->type_name("COLUMN,...");
  command->add_flag("--only-scores", columns.only_scores, "carry no column along (but those of --id and --time)")
      ->excludes(keep);
  command->add_option("--results", options->results, "results to write, in this order: anxiety,profile (else all)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("RESULT,...");
  add_norm_options(*command, options->norms);
  command->add_flag("--quality", options->quality,
                    "also say how attentively each respondent answered (reads the input twice)");
  add_writing_options(*command, options->writing);
  command->footer(
      "Examples:\n"
      "  attune score ecr-r clients.csv\n"
      "  attune score ecr-r export.csv --columns 'ECRR_{n}' --id client --missing -9 -o scores.csv\n"
      "  attune score ecr-5pt panel.csv --norms auto --gender-codes 1=male,2=female\n"
      "  attune score ecr-r survey.sav --id client -o scores.sav\n"
      "  attune score ecr-r diary.xlsx --sheet 2 --long person,item,answer --time day -o scores.xlsx\n"
      "  attune score ecr panel.csv.gz --only-scores --results anxiety,avoidance,profile > scores.csv");
  command->callback([&run, options] { run = [options] { return score(*options); }; });
}

}  // namespace attune
