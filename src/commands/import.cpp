#include "exchange/import.h"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/output_folder.h"
#include "base/sandbox.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/terminal_output.h"
#include "commands/writing.h"
#include "exchange/definition_yaml.h"
#include "questionnaire/load.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

struct ImportOptions {
  std::string file;
  std::string from;
  std::string id;
  std::string language;
  std::string output = "-";
};

// The definition's id is the name of its file, or what of it can be an id.
std::string id_for(const ImportOptions& options) {
  if (!options.id.empty() && !is_id(options.id)) {
    throw Error(ExitCode::usage, {}, fmt::format("--id {}: that cannot be an id", options.id),
                "Use lower-case letters, digits and hyphens, at most 64.");
  }
  if (options.output == "-") return options.id;
  const fs::path file(options.output);
  std::string id = nearest_id(file.stem().string());
  if (file.extension() != ".yaml" || id.empty())
    throw Error(ExitCode::usage, {}, fmt::format("-o {}: a definition's file is named ID.yaml", options.output));
  if (!options.id.empty() && options.id != id) {
    throw Error(ExitCode::usage, {},
                fmt::format("--id {}: the file would be named {}", options.id, file.filename().string()),
                "Give both the same name, or leave --id out.");
  }
  return id;
}

// The catalogue looks for ID.yaml.
void tell_name(const Questionnaire& questionnaire, const fs::path& file) {
  if (file != "-" && file.stem() != questionnaire.id)
    tell(
        fmt::format("attune: its id is {0}; only a file named {0}.yaml can be used by that name, others by their path.",
                    questionnaire.id));
}

// What was written must be a definition; one without scales is not yet.
void check(const std::string& yaml, const Questionnaire& questionnaire) {
  if (!questionnaire.scales.empty())
    load_questionnaire_text(yaml, questionnaire.id + ".yaml", Catalogue::of_environment());
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw Error(ExitCode::cannot_create, {},
                fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
}

fs::path wording_folder(const std::string& definition) { return fs::path(definition).parent_path() / "wording"; }

// The definition and, beside it, translations, whose texts replace its own. None is in its place before all are
// written, so that a full disk leaves no half of them.
void write(const Imported& imported, const std::string& definition, const std::string& yaml) {
  std::vector<std::unique_ptr<OutputFile>> files;
  const auto add = [&](const std::string& name, const std::string& text) {
    files.push_back(std::make_unique<OutputFile>(name));
    files.back()->write(text);
  };
  if (definition != "-" && !imported.translations.empty()) {
    const fs::path folder = wording_folder(definition);
    make_folder(folder);
    for (const Translation& translation : imported.translations) {
      add((folder / fmt::format("{}.{}.yaml", imported.questionnaire.id, translation.language)).string(),
          translation_yaml(translation, imported.questionnaire));
    }
  }
  add(definition, yaml);
  for (const auto& file : files) file->commit();
}

std::string languages_of(const Imported& imported) {
  std::vector<std::string> languages;
  for (const Translation& translation : imported.translations) languages.push_back(translation.language);
  return join_words(languages, "and", 60);
}

void tell_import(const Imported& imported, const ImportOptions& options) {
  const Questionnaire& q = imported.questionnaire;
  for (const std::string& sentence : imported.left_out) tell("attune: left out: " + one_line(sentence));
  for (const std::string& note : imported.notes) tell("attune: " + one_line(note));
  std::string told =
      fmt::format("{}: {}, {}", q.id, counted(q.items.size(), "item"), counted(q.scales.size(), "scale"));
  if (!q.language.empty()) told += fmt::format(", in {}", q.language);
  if (!imported.translations.empty())
    told += options.output == "-" ? fmt::format("; texts in {} need -o", languages_of(imported))
                                  : fmt::format("; texts in {} are in wording", languages_of(imported));
  tell_name(q, options.output);
  tell(told + ".");
}

// Whoever made the file gains no more than what is written of it. Links may lead to other folders.
void confine_to(const std::string& output) {
  std::vector<fs::path> folders;
  if (output != "-") {
    const std::string wording = wording_folder(output).string();
    folders = {place_of(output).parent_path(), place_of(wording).parent_path(), place_of(wording)};
  }
  enter_sandbox(folders);
}

ExitCode import(const ImportOptions& options) {
  const ImportRequest request{.file = options.file, .id = id_for(options), .language = options.language};
  refuse_overwriting({options.file}, options.output);
  confine_to(options.output);
  const Imported imported = import_definition(options.file, options.from, request);
  const std::string yaml = definition_yaml(imported.questionnaire);
  check(yaml, imported.questionnaire);
  write(imported, options.output, yaml);
  tell_import(imported, options);
  return ExitCode::ok;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const ImportFormat& format : import_formats()) names.emplace_back(format.name);
  return names;
}

}  // namespace

void add_import(CLI::App& app, Action& run) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = app.add_subcommand("import", "Make a definition of a questionnaire in another program's format.");
  command->add_option("FILE", options->file, "the questionnaire")->required();
  command->add_option("-o,--output", options->output, "the definition, ID.yaml (else the standard output)")
      ->type_name("FILE");
  command
      ->add_option("--from", options->from,
                   fmt::format("format of the file: {} (else it is recognised)", fmt::join(format_names(), ", ")))
      ->check(CLI::IsMember(format_names()))
      ->type_name("FORMAT");
  command->add_option("--id", options->id, "id of the definition (else by -o, or after the questionnaire's own name)")
      ->type_name("NAME");
  command
      ->add_option("--language", options->language, "language of the definition's texts (else English if it is there)")
      ->type_name("LANG");
  std::string formats;
  for (const ImportFormat& format : import_formats()) formats += fmt::format("  {:<12}{}\n", format.name, format.title);
  command->footer(
      fmt::format("Formats:\n{}\nExamples:\n  attune import PHQ9.osd -o phq9.yaml\n  attune score ./phq9.yaml "
                  "clients.csv\n\nTexts in "
                  "other languages go into wording/ beside the definition; --lang chooses one. What attune lacks is "
                  "refused by its "
                  "name; what scoring does not need is left out, and told.",
                  formats));
  command->callback([&run, options] { run = [options] { return import(*options); }; });
}

}  // namespace attune
