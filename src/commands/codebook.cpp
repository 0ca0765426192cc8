#include "report/codebook.h"

#include <memory>

#include "base/file.h"
#include "commands/commands.h"
#include "commands/language_option.h"
#include "questionnaire/load.h"
#include "scoring/norm_group.h"

namespace attune {
namespace {

struct CodebookOptions {
  std::string id;
  std::string format = "md";
  std::string language;
  bool norms = false;
  bool quality = false;
};

ExitCode write_codebook(const CodebookOptions& options) {
  Questionnaire questionnaire = load_named(options.id, Catalogue::of_environment());
  speak(questionnaire, options.language);
  const CodebookParts parts{.norms = options.norms ? &usable_norms(questionnaire) : nullptr,
                            .quality = options.quality};
  const auto entries = codebook(questionnaire, parts);
  OutputFile("-").write(options.format == "json"  ? codebook_json(questionnaire, entries)
                        : options.format == "csv" ? codebook_csv(entries)
                                                  : codebook_markdown(questionnaire, entries));
  return ExitCode::ok;
}

}  // namespace

void add_codebook(CLI::App& app, Action& run) {
  auto options = std::make_shared<CodebookOptions>();
  CLI::App* command = app.add_subcommand(
      "codebook", "Explain the columns that score writes: meaning, range, formula, source; for a paper's appendix.");
  command->add_option("ID", options->id, "a questionnaire, or the path of a definition")->required();
  command->add_flag("--norms", options->norms, "also the columns of score --norms");
  command->add_flag("--quality", options->quality, "also the columns of score --quality");
  command->add_option("--format", options->format, "md, csv or json")
      ->check(CLI::IsMember({"md", "csv", "json"}))
      ->capture_default_str()
      ->type_name("FORM");
  add_language_option(*command, options->language);
  command->footer("Examples:\n  attune codebook ecr-r > appendix.md\n  attune codebook ecr-5pt --norms --format csv");
  command->callback([&run, options] { run = [options] { return write_codebook(*options); }; });
}

}  // namespace attune
