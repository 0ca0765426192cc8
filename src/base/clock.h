#pragma once

#include <optional>
#include <string>

namespace attune {

/// The present time in UTC, as 2026-11-22T09:30:00Z.
std::string utc_now();

/// Today's date where the person is, as 2026-11-22.
std::string today();

/// The day, where the person is, of a time as utc_now() writes it; nothing where it is not so written.
std::optional<std::string> local_day(const std::string& utc);

/// The same with the time of day, as 2026-11-22 10:30.
std::optional<std::string> local_minute(const std::string& utc);

}  // namespace attune
