#pragma once

#include <vector>

#include "exchange/export.h"

namespace attune {

/// The key as an R script: a keys list for psych, and lines that score a file with its scoreItems() as attune does,
/// with the missing rules, sums, transforms and scales of scales.
Exported export_psych(const Questionnaire& questionnaire, const std::vector<Translation>& translations);

}  // namespace attune
