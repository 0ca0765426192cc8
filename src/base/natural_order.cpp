#include "base/natural_order.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace attune {

std::string natural_key(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789";
  constexpr std::size_t kMostDigits = 9999;  // of which the count below has room
  const std::string folded = fold(text);
  std::string key;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_not_of(kDigits, at), folded.size());
    if (end == at) {
      key += folded[at++];
      continue;
    }
    const std::size_t first = std::min(folded.find_first_not_of('0', at), end);
    // Of two numbers without zeros in front, that with more digits is the larger one.
    key += fmt::format("{:04}", std::min(end - first, kMostDigits)) + folded.substr(first, end - first);
    at = end;
  }
  return key;
}

}  // namespace attune
