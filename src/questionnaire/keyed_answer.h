#pragma once

#include "questionnaire/questionnaire.h"

namespace attune {

/// What `answer` to an item with the answers `response` counts in a scale, before its weight: the value that it stands
/// for, reversed where the key says so, as min + max − value. `answer` is one of `response`, not a missing one.
inline double keyed_answer(const KeyedItem& keyed, const ResponseScale& response, int answer) {
  double value = answer;
  if (!keyed.values.empty()) {
    if (const auto mapped = keyed.values.find(answer); mapped != keyed.values.end()) value = mapped->second;
  }
  return keyed.reversed ? response.min + response.max - value : value;
}

}  // namespace attune
