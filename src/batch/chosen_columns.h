#pragma once

#include <memory>
#include <string>
#include <vector>

#include "batch/result_part.h"

namespace attune {

/// Of the columns of `parts` those named `names`, in that order. What no chosen column needs is not computed. Throws
/// Error (usage) for a name that no column has, or that is chosen twice.
std::unique_ptr<ResultPart> make_chosen_columns(ResultParts parts, std::vector<std::string> names);

}  // namespace attune
