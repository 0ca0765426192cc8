#include <fmt/format.h>

#include <memory>

#include "base/file.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/terminal_output.h"
#include "questionnaire/check.h"

namespace attune {
namespace {

ExitCode check(const std::vector<std::string>& files) {
  const Catalogue catalogue = Catalogue::of_environment();
  ExitCode worst = ExitCode::ok;
  for (const std::string& file : files) {
    const Mistakes mistakes = check_definition(file, catalogue);
    if (mistakes.empty()) {
      OutputFile("-").write(one_line(file) + ": no mistakes found\n");
      continue;
    }
    for (const Error& mistake : mistakes) {
      tell(fmt::format("attune: {}", mistake.what()));
      if (worst == ExitCode::ok) worst = mistake.code();
    }
    tell(fmt::format("{}: {}", one_line(file), counted(mistakes.size(), "mistake")));
  }
  return worst;
}

}  // namespace

void add_check(CLI::App& app, Action& run) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("check", "Check questionnaire definitions, and name all mistakes.");
  command->add_option("FILE", *files, "definitions (YAML)")->required();
  command->footer(
      "Example:\n  attune check my-scale.yaml\n\nEnds with 65 when there is a mistake. attune-questionnaire(5) "
      "describes the format.");
  command->callback([&run, files] { run = [files] { return check(*files); }; });
}

}  // namespace attune
