#pragma once

#include <optional>
#include <string>
#include <string_view>

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

}  // namespace attune
