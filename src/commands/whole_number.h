#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>

namespace attune {

/// For Option::transform(): accepts decimal whole numbers from `low` to `high`. CLI11 by itself reads a leading zero as
/// octal, and a number that is too large as the largest.
CLI::Validator whole_number(std::uint64_t low, std::uint64_t high);

}  // namespace attune
