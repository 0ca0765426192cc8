#include "exchange/sql_names.h"

namespace attune {

bool is_combined(const Questionnaire& questionnaire, std::size_t scale) {
  return !questionnaire.scales[scale].terms.empty();
}

bool is_exact(const Questionnaire& questionnaire, std::size_t scale) {
  return questionnaire.scales[scale].is_simple() && questionnaire.scales[scale].transform == Transform{};
}

}  // namespace attune
