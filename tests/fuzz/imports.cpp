// A questionnaire in somebody else's format: refused, or made into a definition that attune can load, and write again
// in every format.

#include "fuzz/fuzz.h"

#include "exchange/definition_yaml.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "questionnaire/load.h"

using namespace attune;

namespace {

void check_definition(const Imported& imported) {
  const std::string yaml = definition_yaml(imported.questionnaire);
  // Some files hold no scoring: what comes of them is to be completed by hand.
  if (imported.questionnaire.scales.empty()) return;
  const std::string file = imported.questionnaire.id + ".yaml";
  Questionnaire loaded;
  std::string problem;
  try {
    loaded = load_questionnaire_text(yaml, file, Catalogue({}));
  } catch (const Error& error) {
    problem = error.what();
  }
  fuzz::promise(problem.empty(), "an import is a definition: " + problem);
  fuzz::promise(definition_yaml(loaded) == yaml, "an import comes back as it was written");
  for (const ExportFormat& format : export_formats())
    fuzz::accepted([&] { format.write(imported.questionnaire, imported.translations); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const ImportFormat& format = import_formats()[input.choose(import_formats().size())];
  const std::string content = input.rest();
  for (const ImportFormat& other : import_formats()) other.recognises(content, ".json");
  Imported imported;
  if (fuzz::accepted([&] { imported = import_text(format, content, {.file = "fuzzed", .id = "fuzzed"}); }))
    check_definition(imported);
  return 0;
}
