#pragma once

#include <string>

#include "commands/history_access.h"

namespace attune {

/// Asks on the terminal whether to begin the two-week plan for `profile`, and keeps it if so.
void offer_plan(const std::string& profile, HistoryAccess& history);

}  // namespace attune
