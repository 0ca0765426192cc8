#include "table/number_cells.h"

#include <array>

#include "base/number.h"

namespace attune {
namespace {

constexpr int kLowest = -99;
constexpr int kHighest = 999;

std::array<std::string, kHighest - kLowest + 1> small_texts() {
  std::array<std::string, kHighest - kLowest + 1> texts;
  for (int value = kLowest; value <= kHighest; ++value)
    texts[static_cast<std::size_t>(value - kLowest)] = std::to_string(value);
  return texts;
}

}  // namespace

std::string_view number_cell(double value, std::string& store) {
  static const auto kTexts = small_texts();
  if (value >= kLowest && value <= kHighest && value == static_cast<int>(value))
    return kTexts[static_cast<std::size_t>(static_cast<int>(value) - kLowest)];
  store = number_text(value);
  return store;
}

}  // namespace attune
