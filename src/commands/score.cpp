#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>

#include "base/terminal.h"
#include "base/text.h"
#include "batch/score_files.h"
#include "commands/commands.h"
#include "commands/terminal_output.h"
#include "questionnaire/load.h"

namespace attune {
namespace {

struct ScoreOptions {
  std::string id;
  std::vector<std::string> inputs;
  std::string from;
  std::optional<std::string> delimiter;
  std::string invalid = "refuse";
  std::string format;
  std::string output = "-";
  std::vector<std::string> map;
  std::optional<std::vector<std::string>> keep;
  std::optional<std::size_t> min_answered;
  ReadOptions read;
  NumberFormat numbers;
};

const std::map<std::string, Format> kInputFormats{
    {"csv", Format::csv}, {"tsv", Format::tsv}, {"ndjson", Format::ndjson}};
const std::map<std::string, Format> kOutputFormats{{"csv", Format::csv},
                                                   {"tsv", Format::tsv},
                                                   {"ndjson", Format::ndjson},
                                                   {"json", Format::json},
                                                   {"table", Format::table}};

char delimiter_of(const std::string& text) {
  if (text == "\\t" || text == "tab") return '\t';
  if (text.size() == 1 && text != "\"" && text != "\n" && text != "\r") return text[0];
  throw Error(ExitCode::usage, {}, fmt::format("--delimiter {}: expected one character", text), "Write tab for a tab.");
}

std::map<std::string, std::string> named_columns(const std::vector<std::string>& pairs) {
  std::map<std::string, std::string> named;
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw Error(ExitCode::usage, {}, fmt::format("--map {}: expected ITEM=COLUMN", pair),
                  "For example --map q1=first_question.");
    }
    if (!named.emplace(pair.substr(0, equals), pair.substr(equals + 1)).second) {
      throw Error(ExitCode::usage, {}, fmt::format("--map {}: the item is named twice", pair));
    }
  }
  return named;
}

Format output_format(const ScoreOptions& options) {
  if (!options.format.empty()) return kOutputFormats.at(options.format);
  if (options.output != "-") return format_of_name(options.output).value_or(Format::csv);
  return is_terminal(1) ? Format::table : Format::csv;
}

void refuse_overwriting_input(const ScoreOptions& options) {
  std::error_code ignored;
  for (const std::string& input : options.inputs) {
    if (input != "-" && std::filesystem::equivalent(input, options.output, ignored)) {
      throw Error(ExitCode::usage, {}, fmt::format("-o {}: that is an input file", options.output),
                  "Give the results another name.");
    }
  }
}

void set_min_answered(Questionnaire& questionnaire, std::size_t least) {
  for (Scale& scale : questionnaire.scales) {
    if (scale.method == ScoreMethod::combine) continue;
    if (least > scale.items.size()) {
      throw Error(ExitCode::usage, {},
                  fmt::format("--min-answered {}: the scale {} has only {}", least, scale.id,
                              counted(scale.items.size(), "item")));
    }
    scale.min_answered = least;
  }
}

// Rewrites one line on the terminal, now and then, once a run has turned out to be long.
class ProgressLine {
 public:
  void show(const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (!shown_on_ || now < next_) return;
    next_ = now + std::chrono::milliseconds(200);
    const std::string share =
        progress.total_bytes > 0 ? fmt::format(" ({} %)", 100 * progress.bytes / progress.total_bytes) : "";
    fmt::print(stderr, "\r{}{}", counted(progress.respondents, "respondent"), share);
    drawn_ = true;
  }
  ~ProgressLine() {
    if (drawn_) fmt::print(stderr, "\r{:40}\r", "");
  }

 private:
  bool shown_on_ = is_terminal(2);
  bool drawn_ = false;
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
};

ExitCode score(const ScoreOptions& options) {
  Questionnaire questionnaire = load_named(options.id, Catalogue::of_environment());
  if (options.min_answered) set_min_answered(questionnaire, *options.min_answered);
  ScoreRun run{
      .inputs = options.inputs, .read = options.read, .to = output_format(options), .numbers = options.numbers};
  if (run.inputs.empty()) run.inputs = {"-"};
  if (!options.from.empty()) run.read.from = kInputFormats.at(options.from);
  if (options.delimiter) run.read.delimiter = delimiter_of(*options.delimiter);
  run.read.invalid_is_missing = options.invalid == "missing";
  run.read.columns.named = named_columns(options.map);
  run.read.columns.keep = options.keep;
  refuse_overwriting_input(options);
  if (run.inputs == std::vector<std::string>{"-"} && is_terminal(0))
    tell("Reading answers from the terminal; Ctrl-D ends them.");

  ScoreSummary summary;
  {
    OutputFile out(options.output);
    ProgressLine line;
    summary = score_files(questionnaire, run, out, [&](const Progress& progress) { line.show(progress); });
  }
  for (const std::string& note : summary.notes) tell("attune: " + note);
  tell(summary.text());
  if (!questionnaire.caution.empty()) tell(questionnaire.caution);
  return ExitCode::ok;
}

}  // namespace

void add_score(CLI::App& app, Action& run) {
  auto options = std::make_shared<ScoreOptions>();
  auto& read = options->read;
  CLI::App* command = app.add_subcommand("score", "Score files of answers, one respondent a row.");
  command->add_option("ID", options->id, "a questionnaire, or the path of a definition")->required();
  command->add_option("FILE", options->inputs, "files of answers; - or none: the standard input");
  command->add_option("--from", options->from, "form of the input: csv, tsv, ndjson (else by extension)")
      ->check(CLI::IsMember({"csv", "tsv", "ndjson"}))
      ->type_name("FORM");
  command
      ->add_option("--delimiter", options->delimiter, "separator of the input (else comma, semicolon or tab is found)")
      ->type_name("CHARACTER");
  command->add_option("--skip-rows", read.skip_rows, "rows without answers, above or just below the column names")
      ->check(CLI::Range(0, 1000))
      ->type_name("N");
  command
      ->add_option("--columns", read.columns.pattern,
                   "names of the item columns, {n} for the item's number: 'ECRR_{n}'")
      ->type_name("PATTERN");
  command->add_option("--map", options->map, "ITEM=COLUMN: the column of one item; may be repeated")
      ->type_name("ITEM=COLUMN")
      ->allow_extra_args(false);
  command->add_option("--id", read.columns.id, "column that identifies a respondent")->type_name("COLUMN");
  auto* keep = command->add_option("--keep", options->keep, "columns to carry along: a,b (else all that are no items)")
                   ->delimiter(',')
                   ->allow_extra_args(false)
                   ->type_name("a,b");
  command->add_flag("--only-scores", read.columns.only_scores, "carry no column along (but that of --id)")
      ->excludes(keep);
  command->add_option("--missing", read.missing, "codes that mean \"not answered\": 0,-9,NA (empty always does)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CODES");
  command
      ->add_option("--invalid", options->invalid,
                   "answers outside the scale: refuse, or missing to take them as not given")
      ->check(CLI::IsMember({"refuse", "missing"}))
      ->capture_default_str()
      ->type_name("WHAT");
  command
      ->add_option("--min-answered", options->min_answered, "answers that each scale needs, in place of its own rule")
      ->check(CLI::Range(1, 2000))
      ->type_name("N");
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
