#include "exchange/sql_names.h"

#include <algorithm>

namespace attune {

bool is_combined(const Questionnaire& questionnaire, std::size_t scale) {
  return !questionnaire.scales[scale].terms.empty();
}

bool is_simple(const Questionnaire& questionnaire, std::size_t scale) {
  const auto& items = questionnaire.scales[scale].items;
  return !is_combined(questionnaire, scale) && std::all_of(items.begin(), items.end(), [](const KeyedItem& keyed) {
    return keyed.weight == 1 && keyed.values.empty();
  });
}

bool is_exact(const Questionnaire& questionnaire, std::size_t scale) {
  return is_simple(questionnaire, scale) && questionnaire.scales[scale].transform == Transform{};
}

}  // namespace attune
