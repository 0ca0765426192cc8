#include "questionnaire/questionnaire.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace attune {

namespace {

bool is_whole(double value) { return value == std::floor(value); }

// Whether the item's values are whole numbers that sums of integers hold.
bool counts_whole(const KeyedItem& keyed) {
  return keyed.weight == 1 && std::all_of(keyed.values.begin(), keyed.values.end(),
                                          [](const auto& value) { return is_whole(value.second); });
}

// An item on other answers, or one that counts more, is no random draw from the items that there might be.
bool gives_error_by_items(const Questionnaire& questionnaire, const Scale& scale) {
  const ResponseScale& first = questionnaire.response_of(scale.items.front().item);
  return scale.terms.empty() && scale.items.size() > 1 &&
         std::all_of(scale.items.begin(), scale.items.end(), [&](const KeyedItem& keyed) {
           const ResponseScale& own = questionnaire.response_of(keyed.item);
           return counts_whole(keyed) && own.min == first.min && own.max == first.max;
         });
}

// Each scale once, however often others are made of it.
bool has_error(const Questionnaire& questionnaire, std::size_t index, std::vector<std::optional<bool>>& known) {
  if (known[index]) return *known[index];
  const Scale& scale = questionnaire.scales[index];
  bool has = scale.reliability && scale.reliability->gives_error_on(questionnaire.response);
  if (!has && !scale.items.empty()) has = gives_error_by_items(questionnaire, scale);
  else if (!has)
    has = std::all_of(scale.terms.begin(), scale.terms.end(),
                      [&](const CombineTerm& term) { return has_error(questionnaire, term.scale, known); });
  known[index] = has;
  return has;
}

void add_after_parts(const std::vector<Scale>& scales, std::size_t scale, std::vector<bool>& added,
                     std::vector<std::size_t>& order) {
  if (added[scale]) return;
  added[scale] = true;
  for (const CombineTerm& term : scales[scale].terms) add_after_parts(scales, term.scale, added, order);
  order.push_back(scale);
}

}  // namespace

bool ResponseScale::allows(int answer) const {
  return answer >= min && answer <= max && (!only_labelled || labels.contains(answer));
}

std::vector<int> ResponseScale::answers() const {
  std::vector<int> answers;
  for (int answer = min; answer <= max; ++answer) {
    if (allows(answer)) answers.push_back(answer);
  }
  return answers;
}

bool Scale::is_simple() const {
  const auto counts_itself = [](const KeyedItem& keyed) { return keyed.weight == 1 && keyed.values.empty(); };
  return terms.empty() && std::all_of(items.begin(), items.end(), counts_itself);
}

bool Questionnaire::one_response() const {
  return std::none_of(items.begin(), items.end(), [](const Item& item) { return item.response.has_value(); });
}

bool Questionnaire::has_wording() const {
  return std::all_of(items.begin(), items.end(), [](const Item& item) { return !item.text.empty(); });
}

bool Reliability::gives_error_on(const ResponseScale& scale) const {
  return alpha && sd && response == ResponseRange{scale.min, scale.max};
}

bool Questionnaire::has_standard_error(std::size_t scale) const {
  std::vector<std::optional<bool>> known(scales.size());
  return has_error(*this, scale, known);
}

std::vector<std::size_t> Questionnaire::parts_first() const {
  std::vector<bool> added(scales.size(), false);
  std::vector<std::size_t> order;
  for (std::size_t s = 0; s < scales.size(); ++s) add_after_parts(scales, s, added, order);
  return order;
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
    if (scale.has_key()) names.push_back(scale.id + "_answered");
  }
  for (std::size_t s = 0; s < scales.size(); ++s) {
    if (has_standard_error(s)) names.push_back(scales[s].id + "_se");
  }
  for (const Scale& scale : scales) {
    if (!scale.bands.empty()) names.push_back(scale.id + "_band");
  }
  if (!profile_names().empty()) names.emplace_back("profile");
  if (std::holds_alternative<QuadrantRule>(profiles)) {
    for (const char* profile : QuadrantRule::kProfiles) names.push_back(std::string("p_") + profile);
  }
  return names;
}

}  // namespace attune
