#include <fmt/format.h>

#include <memory>

#include "base/file.h"
#include "base/terminal.h"
#include "commands/commands.h"
#include "commands/terminal_output.h"
#include "questionnaire/load.h"
#include "report/definition.h"

namespace attune {
namespace {

ExitCode list(const std::string& format) {
  const Catalogue catalogue = Catalogue::of_environment();
  std::vector<Questionnaire> questionnaires;
  for (const std::string& id : catalogue.ids()) {
    try {
      questionnaires.push_back(load_questionnaire(catalogue.require(id), catalogue));
    } catch (const Error& wrong) {
      // One broken file of the person's own must not hide the others.
      tell(fmt::format("attune: {}", wrong.what()));
    }
  }
  OutputFile("-").write(format == "json" ? catalogue_json(questionnaires)
                                         : catalogue_text(questionnaires, terminal_width()));
  return ExitCode::ok;
}

}  // namespace

void add_list(CLI::App& app, Action& run) {
  auto format = std::make_shared<std::string>("text");
  CLI::App* command = app.add_subcommand("list", "List the questionnaires.");
  command->add_option("--format", *format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str()
      ->type_name("FORM");
  command->footer(
      "Example:\n  attune list --format json\n\nYour own definitions are found in the folders of ATTUNE_PATH and "
      "in ~/.config/attune/questionnaires.");
  command->callback([&run, format] { run = [format] { return list(*format); }; });
}

}  // namespace attune
