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
  if (!value || *value != std::trunc(*value) || std::fabs(*value) > std::numeric_limits<int>::max())
    return std::nullopt;
  return static_cast<int>(*value);
}

void append_number(std::string& text, double value, NumberFormat format) {
  if (format.digits) fmt::format_to(std::back_inserter(text), "{:.{}f}", value + 0.0, *format.digits);
  else fmt::format_to(std::back_inserter(text), "{}", value + 0.0);  // + 0.0: a minus zero prints as 0
}

std::string number_text(double value, NumberFormat format) {
  std::string text;
  append_number(text, value, format);
  return text;
}

}  // namespace attune
