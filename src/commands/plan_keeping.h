#pragma once

#include <string>

namespace attune {

/// Asks on the terminal whether to begin the two-week plan for `profile`, and keeps it if so.
void offer_plan(const std::string& profile);

}  // namespace attune
