// A definition: loaded or refused, and what is loaded comes back the same from its own YAML.

#include "exchange/definition_yaml.h"
#include "fuzz/fuzz.h"
#include "questionnaire/load.h"
#include "report/definition.h"
#include "scoring/scorer.h"
#include "support.h"

using namespace attune;

namespace {

void score_some(const Questionnaire& questionnaire) {
  const Scorer scorer(questionnaire);
  std::vector<Answer> answers(questionnaire.items.size(), kMissing);
  scorer.score(answers);
  for (std::size_t item = 0; item < answers.size(); ++item)
    answers[item] = static_cast<Answer>(questionnaire.response_of(item).answers().front());
  scorer.score(answers);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Catalogue catalogue = testing::shipped_catalogue();
  const std::string yaml = fuzz::Input(data, size).rest();
  Questionnaire questionnaire;
  if (!fuzz::accepted([&] { questionnaire = load_questionnaire_text(yaml, "fuzzed.yaml", catalogue); })) return 0;
  score_some(questionnaire);
  definition_text(questionnaire, 80);
  definition_json(questionnaire);
  const std::string written = definition_yaml(questionnaire);
  Questionnaire again;
  fuzz::promise(fuzz::accepted([&] { again = load_questionnaire_text(written, "fuzzed.yaml", catalogue); }),
                "a definition that is written is read");
  fuzz::promise(definition_yaml(again) == written, "a definition comes back as it was");
  return 0;
}
