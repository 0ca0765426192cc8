#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "base/clock.h"
#include "base/text.h"
#include "batch/report_files.h"
#include "commands/commands.h"
#include "commands/language_option.h"
#include "commands/norm_options.h"
#include "commands/reading.h"
#include "commands/terminal_output.h"
#include "commands/writing.h"
#include "questionnaire/wording.h"
#include "report/group_page.h"
#include "report/index_page.h"
#include "report/person_page.h"

namespace attune {
namespace {

struct ReportOptions {
  ReadingOptions reading;
  NormOptions norms;
  std::vector<std::string> before;
  std::string language;
  std::string wording;
  std::string format = "html";
  std::string output;
  std::string key;
  bool group = false;
  bool anonymous = false;
  bool safe_csv = false;
  PageOptions page;
};

const std::map<std::string, PageForm> kForms{
    {"html", PageForm::html}, {"md", PageForm::markdown}, {"txt", PageForm::text}};

// Where the key stands that is not named: beside the folder, never in it.
std::string key_name(const ReportOptions& options) {
  if (!options.key.empty()) return options.key;
  std::string folder = options.output;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  return folder + "-key.csv";
}

std::unique_ptr<OutputFile> open_key(const ReportOptions& options) {
  if (!options.anonymous) return nullptr;
  const std::string name = key_name(options);
  std::error_code ignored;  // what cannot be looked at cannot be replaced either, which is told in its place
  if (std::filesystem::exists(name, ignored)) {
    throw Error(ExitCode::cannot_create, {.file = name}, "the key would replace this file",
                "Without it, an earlier report may never be understood again. Name another with --key.");
  }
  return std::make_unique<OutputFile>(name);
}

ResultsRun results_run(const ReportOptions& options, const Questionnaire& questionnaire) {
  ResultsRun run{.source = source_of(options.reading), .when = {}, .norms = {}, .earlier = {}};
  ColumnChoice& columns = run.source.read.columns;
  columns.only_scores = true;
  columns.beside.emplace_back("", "date");
  run.when = columns.beside.size() - 1;
  for (const std::string& file : options.before) {
    EarlierFile& earlier = run.earlier.emplace_back(EarlierFile{std::filesystem::path(file).stem(), run.source});
    earlier.source.inputs = {file};
  }
  run.norms = norm_choice(options.norms, questionnaire, columns);
  return run;
}

void write_index(const ReportIndex& index, const ReportOptions& options, const std::string& extension,
                 OutputFolder& folder) {
  if (options.format == "json") return folder.write("index.json", index.json());
  if (options.format != "html")
    return folder.write("index" + extension, page_in(kForms.at(options.format), index.page()));
  index.sorted_pages(extension,
                     [&](const std::string& file, const Page& page) { folder.write(file, page_html(page)); });
}

ExitCode report_persons(const ReportOptions& options, const Questionnaire& questionnaire) {
  require_id(options.reading);
  if (options.output == "-")
    throw Error(ExitCode::usage, {}, "-o -: many pages cannot go to the standard output", "Name a folder for them.");
  refuse_overwriting_input(options.reading, options.output, options.wording);
  if (options.anonymous) refuse_overwriting_input(options.reading, key_name(options), options.wording);
  const PersonPages pages(questionnaire, Catalogue::of_environment(), options.page);
  ReportIndex index(questionnaire, options.page);
  const auto write_person = [&](const RespondentResult& result, const std::string& file) {
    index.add(result, file);
    return options.format == "json" ? person_json(questionnaire, result, options.page)
                                    : page_in(kForms.at(options.format), pages.page(result));
  };
  confine(options.reading, {options.output, key_name(options)});
  OutputFolder folder(options.output);
  const auto key = open_key(options);
  const ReportRun run{.results = results_run(options, questionnaire),
                      .extension = "." + options.format,
                      .key = key.get(),
                      .safe_for_spreadsheets = options.safe_csv};
  ReadSummary summary;
  {
    ProgressLine line;
    summary = report_files(questionnaire, run, write_person, folder, [&](const Progress& now) { line.show(now); });
    write_index(index, options, run.extension, folder);
    if (key) key->commit();
    folder.commit();
  }
  std::string told = summary.respondents == 0
                         ? fmt::format("0 respondents, so there is only an index in {}.", options.output)
                         : fmt::format("{} in {}; begin with index{}.", counted(summary.respondents, "report"),
                                       options.output, run.extension);
  if (key) told += fmt::format(" The key is in {}.", key->name());
  if (summary.taken_as_missing > 0) told += " " + taken_as_missing_text(summary.taken_as_missing);
  tell_outcome(summary.notes, told, questionnaire.caution);
  return ExitCode::ok;
}

ExitCode report_group(const ReportOptions& options, const Questionnaire& questionnaire) {
  if (options.format == "json")
    throw Error(ExitCode::usage, {}, "--group has no form json", "The figures as JSON: attune stats --format json.");
  refuse_other_form(options.output, "." + options.format);
  refuse_overwriting_input(options.reading, options.output, options.wording);
  confine(options.reading, {options.output});
  OutputFile out(options.output);
  Group group(questionnaire);
  read_all(questionnaire, options.reading, [&](const AnswerBlock& block) { group.add(block); });
  out.write(page_in(kForms.at(options.format), group_page(questionnaire, group, options.page)));
  out.commit();
  if (!questionnaire.caution.empty()) tell(questionnaire.caution);
  return ExitCode::ok;
}

ExitCode report(ReportOptions& options) {
  Questionnaire questionnaire = questionnaire_of(options.reading);
  speak(questionnaire, options.language);
  if (!options.wording.empty()) read_wording_file(options.wording, questionnaire);
  options.page.date = today();
  return options.group ? report_group(options, questionnaire) : report_persons(options, questionnaire);
}

}  // namespace

void add_report(CLI::App& app, Action& run) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command = app.add_subcommand("report", "Write a page to hand over for each respondent, or one on a group.");
  add_reading_options(*command, options->reading);
  add_input_files(*command, options->reading);
  command->add_option("-o,--output", options->output, "folder for the pages, new or empty; with --group a file")
      ->required()
      ->type_name("DIR");
  command->add_option("--format", options->format, "form of the pages: html, md, txt, json (not with --group)")
      ->check(CLI::IsMember({"html", "md", "txt", "json"}))
      ->capture_default_str()
      ->type_name("FORM");
  auto* before =
      command
          ->add_option(
              "--before", options->before,
              "file of the same respondents at an earlier time; may be repeated, without dates the oldest first")
          ->type_name("FILE")
          ->allow_extra_args(false);
  add_norm_options(*command, options->norms);
  add_language_option(*command, options->language);
  command->add_option("--wording", options->wording, "file with the statements, to show them with the answers")
      ->type_name("FILE");
  auto* no_items = command->add_flag("!--no-items", options->page.items, "leave out the answers one by one");
  command->add_option("--title", options->page.title, "title of the pages (else the questionnaire's)")
      ->type_name("TEXT");
  command->add_option("--clinic", options->page.clinic, "who hands the pages over")->type_name("TEXT");
  auto* anonymous = command->add_flag("--anonymous", options->anonymous, "numbers in place of ids, with a key apart");
  command->add_option("--key", options->key, "file for the key of --anonymous (else DIR-key.csv)")
      ->type_name("FILE")
      ->needs(anonymous);
  command->add_flag("--safe-csv", options->safe_csv, "keep ids in the key from running as spreadsheet formulas")
      ->needs(anonymous);
  auto* group = command->add_flag("--group", options->group, "one page on all respondents together");
  for (CLI::Option* single : {before, options->norms.given, no_items, anonymous}) group->excludes(single);
  command->footer(
      "Examples:\n"
      "  attune report ecr-r clients.csv --id client -o reports\n"
      "  attune report ecr-r may.csv --id client --before january.csv --clinic 'Elm Street' -o reports\n"
      "  attune report ecr-r panel.csv --group -o panel.html");
  command->callback([&run, options] { run = [options] { return report(*options); }; });
}

}  // namespace attune
