#pragma once

#include <cstddef>

namespace attune {

/// The size of a sheet in Excel.
inline constexpr std::size_t kMostSheetColumns = 16384;
inline constexpr std::size_t kMostSheetRows = 1048576;

}  // namespace attune
