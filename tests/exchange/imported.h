#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exchange/definition_yaml.h"
#include "exchange/import.h"
#include "questionnaire/load.h"
#include "scoring/scorer.h"
#include "support.h"

/// What tests of importers need.
namespace attune::testing {

/// The definition that its text is loaded as.
inline Questionnaire loaded(const Imported& imported) {
  const TemporaryFolder folder;
  const auto file = folder.file(imported.questionnaire.id + ".yaml", definition_yaml(imported.questionnaire));
  return load_questionnaire(file, Catalogue({}));
}

/// The score on this scale of these answers, one for each item.
inline double score_of(const Imported& imported, const std::string& scale, const std::vector<Answer>& answers) {
  const Questionnaire questionnaire = loaded(imported);
  const Scores scores = Scorer(questionnaire).score(answers);
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    if (questionnaire.scales[s].id == scale) return scores.scores[s];
  }
  throw Error(ExitCode::software, {}, "there is no scale " + scale);
}

inline std::vector<std::string> scales_of(const Imported& imported) {
  std::vector<std::string> ids;
  for (const Scale& scale : imported.questionnaire.scales) ids.push_back(scale.id);
  return ids;
}

inline std::vector<std::string> items_of(const Imported& imported) {
  std::vector<std::string> ids;
  for (const Item& item : imported.questionnaire.items) ids.push_back(item.id);
  return ids;
}

/// Whether one of the sentences holds this part.
inline bool tells(const std::vector<std::string>& sentences, const std::string& part) {
  for (const std::string& sentence : sentences) {
    if (holds(sentence, part)) return true;
  }
  return false;
}

}  // namespace attune::testing
