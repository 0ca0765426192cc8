#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "base/file.h"
#include "base/text.h"
#include "commands/commands.h"
#include "questionnaire/check.h"

namespace attune {
namespace {

ExitCode check(const std::vector<std::string>& files) {
  const Catalogue catalogue = Catalogue::of_environment();
  ExitCode worst = ExitCode::ok;
  for (const std::string& file : files) {
    const Mistakes mistakes = check_definition(file, catalogue);
    if (mistakes.empty()) {
      OutputFile("-").write(printable(file + ": no mistakes found") + "\n");
      continue;
    }
    for (const Error& mistake : mistakes) {
      fmt::print(stderr, "attune: {}\n", printable(mistake.what()));
      if (worst == ExitCode::ok) worst = mistake.code();
    }
    fmt::print(stderr, "{}\n", printable(fmt::format("{}: {}", file, counted(mistakes.size(), "mistake"))));
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
