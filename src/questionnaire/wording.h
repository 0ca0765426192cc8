#pragma once

#include <filesystem>

#include "questionnaire/questionnaire.h"

namespace attune {

/// Gives the items of `questionnaire` their statements from a file of the person's own: YAML (.yaml, .yml) with a list
/// of statements or a map from item to statement, or text with one statement a line, blank lines left out. Throws
/// Error: no_input; data where the number of statements or an item's id does not fit, or an item is left without.
void read_wording_file(const std::filesystem::path& path, Questionnaire& questionnaire);

}  // namespace attune
