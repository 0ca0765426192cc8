// Statements of the person's own, and a definition's texts in another language: taken or refused.

#include "fuzz/fuzz.h"

#include "exchange/definition_yaml.h"
#include "questionnaire/translation.h"
#include "questionnaire/wording.h"
#include "support.h"

using namespace attune;

namespace {

void read_statements(const std::filesystem::path& file, Questionnaire questionnaire) {
  read_wording_file(file, questionnaire);
  for (const Item& item : questionnaire.items) fuzz::promise(!item.text.empty(), "every item has its statement");
}

void read_texts(const std::filesystem::path& file, Questionnaire questionnaire) {
  Mistakes mistakes;
  const Translation translation = read_translation(file, questionnaire, mistakes);
  if (!mistakes.empty()) return;
  translation_yaml(translation, questionnaire);
  apply_translation(translation, questionnaire);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Questionnaire questionnaire = testing::shipped("rq");
  static const testing::TemporaryFolder folder;
  static constexpr const char* kNames[] = {"rq.txt", "rq.yaml", "rq.de.yaml"};
  fuzz::Input input(data, size);
  const std::size_t kind = input.choose(std::size(kNames));
  const std::filesystem::path file = folder.file(kNames[kind], input.rest());
  fuzz::accepted([&] { kind == 2 ? read_texts(file, questionnaire) : read_statements(file, questionnaire); });
  return 0;
}
