#include "exchange/sql_names.h"

namespace attune {

bool is_combined(const Questionnaire& questionnaire, std::size_t scale) {
  return !questionnaire.scales[scale].terms.empty();
}

}  // namespace attune
