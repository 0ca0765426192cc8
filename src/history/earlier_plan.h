#pragma once

#include <filesystem>

#include "guide/plan.h"

namespace attune {

/// The plan in `file`, where plans were kept before there was a history. Throws Error (data) where it is damaged.
KeptPlan read_earlier_plan(const std::filesystem::path& file);

}  // namespace attune
