#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/read_files.h"
#include "base/text.h"
#include "commands/history_access.h"
#include "commands/history_commands.h"
#include "commands/terminal_output.h"
#include "commands/whole_number.h"
#include "commands/writing.h"
#include "history/history_json.h"
#include "history/selection.h"
#include "interview/relationship.h"
#include "questionnaire/load.h"
#include "report/result.h"
#include "table/format.h"

namespace attune {
namespace {

constexpr std::size_t kLargestImport = std::size_t{256} << 20;

struct HistoryExportOptions {
  Selection selection;
  std::string format;
  std::string output = "-";
  bool safe_csv = false;
  PassphraseOptions passphrase;
};

struct HistoryImportOptions {
  std::string file;
  PassphraseOptions passphrase;
};

struct ForgetOptions {
  std::optional<std::size_t> number;
  bool all = false;
  bool yes = false;
  PassphraseOptions passphrase;
};

bool wants_csv(const HistoryExportOptions& options) {
  if (!options.format.empty()) return options.format == "csv";
  return options.output != "-" && csv_or_json_for_results(options.output) == Format::csv;
}

// The definition that is here, where any of `sittings` was answered with it; else as much of that of the last one as
// was kept of it.
Questionnaire definition_for(const std::vector<KeptSitting>& sittings) {
  const Catalogue catalogue = Catalogue::of_environment();
  const std::string id = only_questionnaire(sittings);
  if (catalogue.find(id)) {
    Questionnaire questionnaire = load_named(id, catalogue);
    if (!answered_with(questionnaire, sittings).sittings.empty()) return questionnaire;
  }
  return items_as_kept(sittings.back());
}

std::string csv_of(const std::vector<KeptSitting>& sittings, bool safe_for_spreadsheets) {
  const Questionnaire questionnaire = definition_for(sittings);
  const Answered answered = answered_with(questionnaire, sittings);
  if (!answered.left_out.empty()) {
    std::vector<std::string> numbers;
    for (const std::size_t number : answered.left_out) numbers.push_back(std::to_string(number));
    tell(fmt::format("attune: left out, as answered with another definition of {}: number {}. JSON holds them all.",
                     questionnaire.id, join_words(numbers)));
  }
  return answers_csv(questionnaire, answered.sittings, safe_for_spreadsheets);
}

ExitCode export_history(const HistoryExportOptions& options) {
  const bool csv = wants_csv(options);
  HistoryAccess history(options.passphrase);
  refuse_overwriting({}, options.output);
  const auto kept = history.sittings();
  const auto sittings = select(kept, options.selection);
  if (sittings.empty())
    throw Error(ExitCode::usage, {}, "there is nothing to export: no " + none_chosen(options.selection, kept.size()));
  OutputFile out(options.output);
  out.write(csv ? csv_of(sittings, options.safe_csv) : history_json(sittings));
  out.commit();
  if (options.output != "-") tell(fmt::format("{} written.", one_line(options.output)));
  return ExitCode::ok;
}

ExitCode import_history(const HistoryImportOptions& options) {
  HistoryAccess history(options.passphrase);
  const auto sittings = read_history_json(read_input_file(options.file, kLargestImport), options.file);
  require_fitting(sittings, Catalogue::of_environment(), options.file);
  Store store = history.open();
  const auto fresh = not_among(store.sittings(), sittings);
  store.keep(fresh);
  const std::size_t known = sittings.size() - fresh.size();
  tell(fmt::format("{} taken in{}.", counted(fresh.size(), "sitting"),
                   known > 0 ? fmt::format("; {} there already", grouped(known)) : ""));
  return ExitCode::ok;
}

ExitCode forget_all(const ForgetOptions& options, const HistoryAccess& history) {
  if (!history.holds_anything()) {
    tell("Nothing is kept.");
    return ExitCode::ok;
  }
  if (!is_sure(options.yes, "Forget everything that is kept, sittings and plan? It cannot be brought back."))
    return ExitCode::ok;
  Store::forget_all(history.folder());
  tell("All is forgotten.");
  return ExitCode::ok;
}

ExitCode forget_one(const ForgetOptions& options, HistoryAccess& history) {
  const KeptSitting sitting = numbered(history.sittings(), *options.number);
  if (!is_sure(options.yes, fmt::format("Forget number {}, {} {}? It cannot be brought back.", sitting.number,
                                        sitting.questionnaire, about_words(sitting.about))))
    return ExitCode::ok;
  history.open().forget(sitting.number);
  tell(fmt::format("Number {} is forgotten.", sitting.number));
  return ExitCode::ok;
}

ExitCode forget(const ForgetOptions& options) {
  if (options.all == options.number.has_value())
    throw Error(ExitCode::usage, {}, "say what to forget", "For example: attune history forget 3, or with --all");
  HistoryAccess history(options.passphrase);
  return options.all ? forget_all(options, history) : forget_one(options, history);
}

}  // namespace

void add_history_export(CLI::App& history, Action& run) {
  auto options = std::make_shared<HistoryExportOptions>();
  CLI::App* command = history.add_subcommand("export", "Write what is kept to a file.");
  command->add_option("--about", options->selection.about, "only sittings about this person")->type_name("WHOM");
  command->add_option("--questionnaire", options->selection.questionnaire, "only sittings with this questionnaire")
      ->type_name("ID");
  command
      ->add_option("--format", options->format,
                   "json: all of it, for \"attune history import\"; csv: answers, for \"attune score\" (else by -o's "
                   "extension, else json)")
      ->check(CLI::IsMember({"json", "csv"}))
      ->type_name("FORM");
  command->add_option("-o,--output", options->output, "file to write, whole or not at all")->type_name("FILE");
  command->add_flag("--safe-csv", options->safe_csv, "in CSV, keep names from running as spreadsheet formulas");
  add_passphrase_options(*command, options->passphrase);
  command->footer(
      "Examples:\n  attune history export -o history.json\n  attune history export --questionnaire attune-24 -o "
      "answers.csv");
  command->callback([&run, options] { run = [options] { return export_history(*options); }; });
}

void add_history_import(CLI::App& history, Action& run) {
  auto options = std::make_shared<HistoryImportOptions>();
  CLI::App* command = history.add_subcommand("import", "Take in what \"export\" wrote; what is there already stays.");
  command->add_option("FILE", options->file, "the exported file (JSON)")->required();
  add_passphrase_options(*command, options->passphrase);
  command->footer("Example:\n  attune history import history.json");
  command->callback([&run, options] { run = [options] { return import_history(*options); }; });
}

void add_history_forget(CLI::App& history, Action& run) {
  auto options = std::make_shared<ForgetOptions>();
  CLI::App* command = history.add_subcommand("forget", "Remove a sitting for good, or everything.");
  auto* number =
      command->add_option("N", options->number, "number of the sitting")->transform(whole_number(1, 1'000'000'000));
  command->add_flag("--all", options->all, "everything, the plan too; needs no passphrase")->excludes(number);
  command->add_flag("--yes", options->yes, "without asking");
  add_passphrase_options(*command, options->passphrase);
  command->footer("Examples:\n  attune history forget 3\n  attune history forget --all");
  command->callback([&run, options] { run = [options] { return forget(*options); }; });
}

}  // namespace attune
