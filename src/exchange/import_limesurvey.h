#pragma once

#include <string>
#include <string_view>

#include "exchange/import.h"

namespace attune {

bool is_limesurvey(std::string_view content, const std::string& extension);

/// A survey of LimeSurvey as a definition: its structure as an archive (.lss) or as tab-separated text (.txt, .tsv).
///
/// Lists and arrays become items; group descriptions and text displays introduce them. Where the survey counts
/// assessment values, their total is a scale, and so is that of each group for which there are rules; rules become
/// bands. Equations that are sums or means become scales. In LimeSurvey a blank adds nothing, so it does here; but
/// without any answer there is no score. What else there is, is told.
Imported import_limesurvey(const std::string& content, const ImportRequest& request);

}  // namespace attune
