#include "commands/reading.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "base/nameless_file.h"
#include "base/output_folder.h"
#include "base/sandbox.h"
#include "base/terminal.h"
#include "base/text.h"
#include "commands/terminal_output.h"
#include "commands/whole_number.h"
#include "commands/writing.h"
#include "questionnaire/load.h"

namespace attune {
namespace {

const std::map<std::string, Format> kInputFormats{
    {"csv", Format::csv}, {"tsv", Format::tsv}, {"ndjson", Format::ndjson}, {"xlsx", Format::xlsx},
    {"sav", Format::sav}, {"dta", Format::dta}, {"fhir", Format::fhir}};

char delimiter_of(const std::string& text) {
  if (text == "\\t" || text == "tab") return '\t';
  if (text.size() == 1 && text != "\"" && text != "\n" && text != "\r") return text[0];
  throw Error(ExitCode::usage, {}, fmt::format("--delimiter {}: expected one character", text), "Write tab for a tab.");
}

void set_min_answered(Questionnaire& questionnaire, std::size_t least) {
  for (Scale& scale : questionnaire.scales) {
    if (!scale.has_key()) continue;
    if (least > scale.items.size()) {
      throw Error(ExitCode::usage, {},
                  fmt::format("--min-answered {}: the scale {} has only {}", least, scale.id,
                              counted(scale.items.size(), "item")));
    }
    scale.min_answered = least;
  }
}

}  // namespace

void add_answer_options(CLI::App& command, ReadingOptions& options) {
  auto& read = options.read;
  command.add_option("ID", options.id, "a questionnaire, or the path of a definition")->required();
  command
      .add_option("--columns", read.columns.pattern, "names of the item columns, {n} for the item's number: 'ECRR_{n}'")
      ->type_name("PATTERN");
  command.add_option("--map", options.map, "ITEM=COLUMN: the column of one item; may be repeated")
      ->type_name("ITEM=COLUMN")
      ->allow_extra_args(false);
  command.add_option("--id", read.columns.id, "column that identifies a respondent")->type_name("COLUMN");
  command.add_option("--missing", read.missing, "codes that mean \"not answered\": 0,-9,NA (empty always does)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CODES");
  command
      .add_option("--invalid", options.invalid,
                  "answers outside the scale: refuse, or missing to take them as not given")
      ->check(CLI::IsMember({"refuse", "missing"}))
      ->capture_default_str()
      ->type_name("WHAT");
  command.add_option("--min-answered", options.min_answered, "answers that each scale needs, in place of its own rule")
      ->transform(whole_number(1, 2000))
      ->type_name("N");
}

void add_reading_options(CLI::App& command, ReadingOptions& options) {
  command
      .add_option(
          "--from", options.from,
          "form of the input: csv, tsv, ndjson, xlsx (Excel), sav (SPSS), dta (Stata), fhir; else by extension or "
          "first bytes, also in .gz and .zst")
      ->check(CLI::IsMember({"csv", "tsv", "ndjson", "xlsx", "sav", "dta", "fhir"}))
      ->type_name("FORM");
  command
      .add_option("--delimiter", options.delimiter, "separator of the input (else comma, semicolon or tab is found)")
      ->type_name("CHARACTER");
  command
      .add_option("--skip-rows", options.read.skip_rows, "rows without answers, above or just below the column names")
      ->transform(whole_number(0, 1000))
      ->type_name("N");
  command.add_option("--sheet", options.read.sheet, "sheet of an Excel workbook, by name or number (else the first)")
      ->type_name("SHEET");
  command
      .add_option("--long", options.long_columns,
                  "the input has a row for each answer, in these columns: --long id,item,answer")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("ID,ITEM,ANSWER");
  add_answer_options(command, options);
  command
      .add_option("--time", options.read.columns.time,
                  "column that tells when, where respondents have several rows; needs --id")
      ->type_name("COLUMN");
  command
      .add_option("--threads", options.threads,
                  "how many parts of the input are worked on at once (else one a processor)")
      ->transform(whole_number(1, AnswerSource::kMostThreads))
      ->type_name("N");
  command.add_flag("--no-sandbox", options.no_sandbox,
                   "do not give up the network, other programs and other files while reading");
}

void add_input_files(CLI::App& command, ReadingOptions& options) {
  command.add_option("FILE", options.inputs, "files of answers; - or none: the standard input");
}

Questionnaire questionnaire_of(const ReadingOptions& options) {
  Questionnaire questionnaire = load_named(options.id, Catalogue::of_environment());
  if (options.min_answered) set_min_answered(questionnaire, *options.min_answered);
  return questionnaire;
}

std::map<std::string, std::string> named_columns(const ReadingOptions& options) {
  std::map<std::string, std::string> named;
  for (const std::string& pair : options.map) {
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

namespace {

// Rows are put together by the id, which therefore is that of the respondents.
void read_long(const ReadingOptions& options, ReadOptions& read) {
  const auto& columns = options.long_columns;
  if (columns.empty()) return;
  if (columns.size() != 3) {
    throw Error(ExitCode::usage, {}, "--long needs three columns",
                "Those of respondent, item and answer: --long id,item,answer.");
  }
  read.long_columns = {.id = columns[0], .item = columns[1], .answer = columns[2]};
  if (read.columns.id.empty()) read.columns.id = columns[0];
  if (fold(read.columns.id) != fold(columns[0]))
    throw Error(ExitCode::usage, {}, fmt::format("--id {} is not the first column of --long", read.columns.id));
}

}  // namespace

AnswerSource source_of(const ReadingOptions& options) {
  AnswerSource source{.inputs = options.inputs, .read = options.read, .threads = options.threads};
  if (source.inputs.empty()) source.inputs = {"-"};
  if (!options.from.empty()) source.read.from = kInputFormats.at(options.from);
  if (options.delimiter) source.read.delimiter = delimiter_of(*options.delimiter);
  source.read.invalid_is_missing = options.invalid == "missing";
  source.read.columns.named = named_columns(options);
  read_long(options, source.read);
  if (!source.read.columns.time.empty() && source.read.columns.id.empty())
    throw Error(ExitCode::usage, {}, "--time needs --id", "Rows belong to a respondent by the column that --id names.");
  if (source.inputs == std::vector<std::string>{"-"} && is_terminal(0))
    tell("Reading answers from the terminal; Ctrl-D ends them.");
  return source;
}

void read_and_tell(const std::function<ReadSummary(const std::function<void(const Progress&)>&)>& read) {
  ReadSummary summary;
  {
    ProgressLine line;
    summary = read([&](const Progress& progress) { line.show(progress); });
  }
  for (const std::string& note : summary.notes) tell("attune: " + one_line(note));
  if (summary.taken_as_missing > 0) tell(taken_as_missing_text(summary.taken_as_missing));
}

void read_all(const Questionnaire& questionnaire, const ReadingOptions& options,
              const std::function<void(const AnswerBlock&)>& take) {
  read_and_tell([&](const std::function<void(const Progress&)>& progress) {
    return read_respondents(questionnaire, source_of(options),
                            {.take = [&](const RespondentBlock& block) { take(block.answers); }, .progress = progress});
  });
}

void require_id(const ReadingOptions& options) {
  if (options.read.columns.id.empty() && options.long_columns.empty())
    throw Error(ExitCode::usage, {}, "--id is needed", "It names the column that identifies a respondent.");
}

void refuse_overwriting_input(const ReadingOptions& options, const std::string& output, const std::string& wording) {
  std::vector<std::string> read = options.inputs.empty() ? std::vector<std::string>{"-"} : options.inputs;
  read.push_back(definition_file(options.id));
  if (!wording.empty()) read.push_back(wording);
  refuse_overwriting(read, output);
}

void confine(const ReadingOptions& options, const std::vector<std::string>& outputs) {
  if (options.no_sandbox) return;
  // Some forms are put together in a file without a name first.
  std::vector<std::filesystem::path> folders{NamelessFile::folder()};
  for (const std::string& output : outputs) {
    if (output != "-") folders.push_back(place_of(output).parent_path());
  }
  enter_sandbox(folders);
}

ProgressLine::ProgressLine()
    : shown_on_(is_terminal(2)), next_(std::chrono::steady_clock::now() + std::chrono::seconds(1)) {}

ProgressLine::~ProgressLine() {
  if (drawn_) fmt::print(stderr, "\r{:40}\r", "");
}

void ProgressLine::show(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  if (!shown_on_ || now < next_) return;
  next_ = now + std::chrono::milliseconds(200);
  const std::string share =
      progress.total_bytes > 0 ? fmt::format(" ({} %)", 100 * progress.bytes / progress.total_bytes) : "";
  fmt::print(stderr, "\r{}{}", counted(progress.respondents, "respondent"), share);
  drawn_ = true;
}

}  // namespace attune
