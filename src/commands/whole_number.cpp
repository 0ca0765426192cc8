#include "commands/whole_number.h"

#include <fmt/format.h>

#include <charconv>
#include <string>

namespace attune {

CLI::Validator whole_number(std::uint64_t low, std::uint64_t high) {
  const auto read = [low, high](std::string& text) -> std::string {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stopped != end || number < low || number > high)
      return fmt::format("expected a whole number from {} to {}", low, high);
    text = std::to_string(number);
    return {};
  };
  return CLI::Validator(read, "");
}

}  // namespace attune
