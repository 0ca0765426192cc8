#pragma once

#include <string>
#include <string_view>

#include "exchange/import.h"

namespace attune {

/// Whether a file is an Open Scale Definition (OpenScales, version 1.0).
bool is_osd(std::string_view content, const std::string& extension);

/// Reads an Open Scale Definition: items, answers, scores and texts in all languages. Scores come out as those of
/// OpenScales' runner. Throws Error as ImportFormat::import does.
Imported import_osd(const std::string& content, const ImportRequest& request);

}  // namespace attune
