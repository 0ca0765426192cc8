#include "questionnaire/questionnaire.h"

#include <algorithm>

namespace attune {

bool Questionnaire::has_wording() const {
  return std::all_of(items.begin(), items.end(), [](const Item& item) { return !item.text.empty(); });
}

bool Reliability::gives_error_on(const ResponseScale& scale) const {
  return alpha && sd && response == ResponseRange{scale.min, scale.max};
}

bool Questionnaire::has_standard_error(std::size_t index) const {
  const Scale& scale = scales[index];
  if (scale.reliability && scale.reliability->gives_error_on(response)) return true;
  if (scale.method != ScoreMethod::combine) return scale.items.size() > 1;
  return std::all_of(scale.terms.begin(), scale.terms.end(),
                     [&](const CombineTerm& term) { return has_standard_error(term.scale); });
}

std::optional<Better> Questionnaire::better(std::size_t scale) const {
  if (scales[scale].better) return scales[scale].better;
  const auto* rule = std::get_if<QuadrantRule>(&profiles);
  if (rule != nullptr && (rule->x == scale || rule->y == scale)) return Better::lower;
  return std::nullopt;
}

std::vector<std::string> Questionnaire::profile_names() const {
  if (std::holds_alternative<QuadrantRule>(profiles)) {
    return {QuadrantRule::kProfiles.begin(), QuadrantRule::kProfiles.end()};
  }
  std::vector<std::string> names;
  if (const auto* rule = std::get_if<HighestRule>(&profiles)) {
    for (const auto& [profile, scale] : rule->prototypes) names.push_back(profile);
  }
  return names;
}

std::vector<std::string> Questionnaire::result_names() const {
  std::vector<std::string> names;
  for (const Scale& scale : scales) names.push_back(scale.id);
  for (const Scale& scale : scales) {
    if (scale.method != ScoreMethod::combine) names.push_back(scale.id + "_answered");
  }
  for (std::size_t s = 0; s < scales.size(); ++s) {
    if (has_standard_error(s)) names.push_back(scales[s].id + "_se");
  }
  if (!profile_names().empty()) names.emplace_back("profile");
  if (std::holds_alternative<QuadrantRule>(profiles)) {
    for (const char* profile : QuadrantRule::kProfiles) names.push_back(std::string("p_") + profile);
  }
  return names;
}

}  // namespace attune
