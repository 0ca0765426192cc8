#include <memory>

#include "base/file.h"
#include "base/terminal.h"
#include "commands/commands.h"
#include "commands/language_option.h"
#include "questionnaire/load.h"
#include "report/definition.h"

namespace attune {
namespace {

struct ShowOptions {
  std::string id;
  std::string format = "text";
  std::string language;
};

ExitCode show(const ShowOptions& options) {
  Questionnaire questionnaire = load_named(options.id, Catalogue::of_environment());
  speak(questionnaire, options.language);
  OutputFile("-").write(options.format == "json" ? definition_json(questionnaire)
                                                 : definition_text(questionnaire, terminal_width()));
  return ExitCode::ok;
}

}  // namespace

void add_show(CLI::App& app, Action& run) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command =
      app.add_subcommand("show", "Show the key of a questionnaire: items, scales, directions, rules, sources.");
  command->add_option("ID", options->id, "a questionnaire, or the path of a definition")->required();
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str()
      ->type_name("FORM");
  add_language_option(*command, options->language);
  command->footer("Example:\n  attune show ecr-r");
  command->callback([&run, options] { run = [options] { return show(*options); }; });
}

}  // namespace attune
