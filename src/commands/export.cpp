#include "exchange/export.h"

#include <fmt/format.h>

#include <memory>

#include "base/file.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/terminal_output.h"
#include "commands/writing.h"
#include "questionnaire/load.h"

namespace attune {
namespace {

struct ExportOptions {
  std::string id;
  std::string to;
  std::string output = "-";
};

ExitCode export_to(const ExportOptions& options) {
  const Catalogue catalogue = Catalogue::of_environment();
  const Questionnaire questionnaire = load_named(options.id, catalogue);
  const Exported exported = export_definition(options.to, questionnaire, translations_of(questionnaire, catalogue));
  refuse_overwriting({definition_file(options.id)}, options.output);
  OutputFile out(options.output);
  out.write(exported.text);
  out.commit();
  for (const std::string& sentence : exported.left_out)
    tell("attune: left out, as the format has no place for it: " + one_line(sentence));
  return ExitCode::ok;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const ExportFormat& format : export_formats()) names.emplace_back(format.name);
  return names;
}

}  // namespace

void add_export(CLI::App& app, Action& run) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand("export", "Write a questionnaire in another program's format.");
  command->add_option("ID", options->id, "a questionnaire, or the path of a definition")->required();
  command->add_option("--to", options->to, fmt::format("format: {}", fmt::join(format_names(), ", ")))
      ->required()
      ->check(CLI::IsMember(format_names()))
      ->type_name("FORMAT");
  command->add_option("-o,--output", options->output, "the file (else the standard output)")->type_name("FILE");
  std::string formats;
  for (const ExportFormat& format : export_formats())
    formats += fmt::format("  {:<12}{} ({})\n", format.name, format.title, format.extension);
  command->footer(fmt::format("Formats:\n{}\nExample:\n  attune export attune-24 --to osd -o attune-24.osd", formats));
  command->callback([&run, options] { run = [options] { return export_to(*options); }; });
}

}  // namespace attune
