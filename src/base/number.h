#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// The number that the whole of `text` is in plain decimal notation ("-9", "4.0", "1e3"), or nothing.
/// Never infinite or not-a-number.
std::optional<double> parse_number(std::string_view text);

/// As parse_number(), but only where the value is whole and fits an int: "4" and "4.0" are 4, "4.5" is nothing.
std::optional<int> parse_whole(std::string_view text);

/// How scores are written: so that they read back exactly, or with a fixed number of decimals.
struct NumberFormat {
  std::optional<int> digits;  ///< decimals; nothing: the shortest text that reads back as the same double
};

/// Appends `value` (finite) to `text`.
void append_number(std::string& text, double value, NumberFormat format = {});

/// `value` (finite) as text.
std::string number_text(double value, NumberFormat format = {});

/// append_number() for many values, of which most come again and again: a mean of a few whole numbers has few values.
/// Remembers some texts, in 32 KiB.
class NumberTexts {
 public:
  explicit NumberTexts(NumberFormat format) : format_(format), known_(kKnown) {}

  /// Appends `value` (finite) to `text`.
  void append(std::string& text, double value);
  /// Writes `value` (finite) to `to`, where kRoom characters have room, whatever it is; returns where its text ends.
  char* write(char* to, double value);

  static constexpr std::size_t kRoom = 400;  ///< −1.8e308 with many decimals

 private:
  static constexpr std::size_t kKnown = 1024;
  struct Known {
    double value = std::numeric_limits<double>::quiet_NaN();
    std::uint8_t size = 0;
    std::array<char, 23> text = {};
  };

  const Known* find(double value);

  NumberFormat format_;
  std::vector<Known> known_;
  std::string text_;  // of the last value that was not known
};

}  // namespace attune
