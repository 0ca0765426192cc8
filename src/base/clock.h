#pragma once

#include <string>

namespace attune {

/// The present time in UTC, as 2026-11-22T09:30:00Z.
std::string utc_now();

/// Today's date where the person is, as 2026-11-22.
std::string today();

}  // namespace attune
