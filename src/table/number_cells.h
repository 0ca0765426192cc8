#pragma once

#include <string>
#include <string_view>

namespace attune {

/// The text of `value` (finite), which reads back exactly; kept in `store` unless it is a small whole number, as most
/// answers are. It is valid until `store` changes.
std::string_view number_cell(double value, std::string& store);

}  // namespace attune
