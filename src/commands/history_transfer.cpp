#include <fmt/format.h>

#include <memory>

#include "base/file.h"
#include "base/terminal.h"
#include "base/text.h"
#include "commands/history_access.h"
#include "commands/history_commands.h"
#include "commands/terminal_output.h"
#include "commands/whole_number.h"
#include "history/history_json.h"
#include "history/selection.h"
#include "questionnaire/load.h"
#include "report/result.h"
#include "table/format.h"

namespace attune {
namespace {

constexpr std::size_t kLargestImport = std::size_t{256} << 20;

struct ExportOptions {
  Selection selection;
  std::string format;
  std::string output = "-";
  PassphraseOptions passphrase;
};

struct ImportOptions {
  std::string file;
  PassphraseOptions passphrase;
};

struct ForgetOptions {
  std::optional<std::size_t> number;
  bool all = false;
  bool yes = false;
  PassphraseOptions passphrase;
};

bool wants_csv(const ExportOptions& options) {
  if (!options.format.empty()) return options.format == "csv";
  return options.output != "-" && text_format_for_results(options.output) == Format::csv;
}

ExitCode export_history(const ExportOptions& options) {
  HistoryAccess history(options.passphrase);
  const auto sittings = select(history.sittings(), options.selection);
  if (sittings.empty()) throw Error(ExitCode::usage, {}, "there is nothing to export");
  OutputFile out(options.output);
  if (wants_csv(options)) {
    const Questionnaire questionnaire = load_named(only_questionnaire(sittings), Catalogue::of_environment());
    out.write(answers_csv(questionnaire, all_as_answered(sittings, questionnaire)));
  } else {
    out.write(history_json(sittings));
  }
  out.commit();
  return ExitCode::ok;
}

ExitCode import_history(const ImportOptions& options) {
  HistoryAccess history(options.passphrase);
  const auto sittings = read_history_json(read_file(options.file, kLargestImport), options.file);
  Store store = history.open();
  const auto fresh = not_among(store.sittings(), sittings);
  store.keep(fresh);
  const std::size_t known = sittings.size() - fresh.size();
  tell(fmt::format("{} taken in{}.", counted(fresh.size(), "sitting"),
                   known > 0 ? fmt::format("; {} there already", grouped(known)) : ""));
  return ExitCode::ok;
}

// Throws Error (usage) where nobody can be asked and --yes was not given.
bool is_sure(const ForgetOptions& options, const std::string& question) {
  if (options.yes) return true;
  if (!is_terminal(0) || !is_terminal(1))
    throw Error(ExitCode::usage, {}, "what is forgotten cannot be brought back", "Add --yes if that is meant.");
  return confirmed(question);
}

ExitCode forget_all(const ForgetOptions& options, const HistoryAccess& history) {
  if (!history.holds_anything()) {
    tell("Nothing is kept.");
    return ExitCode::ok;
  }
  if (!is_sure(options, "Forget everything that is kept, sittings and plan? It cannot be brought back."))
    return ExitCode::ok;
  Store::forget_all(history.folder());
  tell("All is forgotten.");
  return ExitCode::ok;
}

ExitCode forget_one(const ForgetOptions& options, HistoryAccess& history) {
  const KeptSitting sitting = numbered(history.sittings(), *options.number);
  if (!is_sure(options, fmt::format("Forget number {}, {} about {}? It cannot be brought back.", sitting.number,
                                    sitting.questionnaire, sitting.about)))
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
  auto options = std::make_shared<ExportOptions>();
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
  add_passphrase_options(*command, options->passphrase);
  command->footer(
      "Examples:\n  attune history export -o history.json\n  attune history export --questionnaire attune-24 -o "
      "answers.csv");
  command->callback([&run, options] { run = [options] { return export_history(*options); }; });
}

void add_history_import(CLI::App& history, Action& run) {
  auto options = std::make_shared<ImportOptions>();
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
