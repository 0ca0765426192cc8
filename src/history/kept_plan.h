#pragma once

#include <filesystem>
#include <optional>

#include "guide/plan.h"

namespace attune {

/// The file in which the plan is kept: attune/plan.json in XDG_DATA_HOME, or in ~/.local/share.
std::filesystem::path kept_plan_file();

/// The plan that is kept, or nothing. Throws Error (data) where the file is damaged.
std::optional<KeptPlan> load_kept_plan(const std::filesystem::path& file);

/// Keeps `plan`, readable by its owner only, in place of an earlier one. Throws Error.
void keep_plan(const std::filesystem::path& file, const KeptPlan& plan);

}  // namespace attune
