#include "base/number.h"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
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

// Each value has one place, which it takes from the one before: Fibonacci hashing (Knuth, 1998, The Art of Computer
// Programming 3, 6.4) spreads the bits of values that lie close together. Null where the text is too long to be kept.
const NumberTexts::Known* NumberTexts::find(double value) {
  static_assert(sizeof(Known) == 32 && kKnown == 1024);
  Known& known = known_[(std::bit_cast<std::uint64_t>(value) * 0x9E3779B97F4A7C15) >> 54];
  // As bits, since 0 and −0 are equal.
  if (std::bit_cast<std::uint64_t>(known.value) == std::bit_cast<std::uint64_t>(value)) return &known;
  text_.clear();
  append_number(text_, value, format_);
  if (text_.size() > known.text.size()) return nullptr;
  known.value = value;
  known.size = static_cast<std::uint8_t>(text_.size());
  text_.copy(known.text.data(), text_.size());
  return &known;
}

void NumberTexts::append(std::string& text, double value) {
  if (const Known* known = find(value)) text.append(known->text.data(), known->size);
  else text += text_;
}

char* NumberTexts::write(char* to, double value) {
  const Known* known = find(value);
  if (known == nullptr) return to + text_.copy(to, text_.size());
  // All of it, since a copy of fixed length takes two instructions.
  std::memcpy(to, known->text.data(), known->text.size());
  return to + known->size;
}

}  // namespace attune
