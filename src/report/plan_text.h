#pragma once

#include <string>

#include "guide/markdown.h"
#include "guide/plan.h"

namespace attune {

/// All days of a plan.
std::string plan_text(const Plan& plan, const TerminalStyle& style);

/// The practice of the next day that is not ticked off, and how to go on.
std::string today_text(const Plan& plan, const KeptPlan& kept, const TerminalStyle& style);

/// All days, with the dates on which they were ticked off.
std::string look_back_text(const Plan& plan, const KeptPlan& kept, const TerminalStyle& style);

}  // namespace attune
