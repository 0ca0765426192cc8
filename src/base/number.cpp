#include "base/number.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>

namespace attune {

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // from_chars also reads "inf" and "nan", which no answer file means as a number.
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<int> parse_whole(std::string_view text) {
  const auto value = parse_number(text);
  if (!value || *value != std::trunc(*value) || *value < std::numeric_limits<int>::min() ||
      *value > std::numeric_limits<int>::max())
    return std::nullopt;
  return static_cast<int>(*value);
}

namespace {

// What rounds to zero is not negative any more.
void drop_sign_of_zero(std::string& text, std::size_t start) {
  if (text[start] == '-' && text.find_first_of("123456789", start) == std::string::npos) text.erase(start, 1);
}

}  // namespace

void append_number(std::string& text, double value, NumberFormat format) {
  const std::size_t start = text.size();
  if (format.digits) fmt::format_to(std::back_inserter(text), "{:.{}f}", value, *format.digits);
  else fmt::format_to(std::back_inserter(text), "{}", value);
  drop_sign_of_zero(text, start);
}

std::string number_text(double value, NumberFormat format) {
  std::string text;
  append_number(text, value, format);
  return text;
}

}  // namespace attune
