#pragma once

#include <filesystem>

#include "questionnaire/catalogue.h"
#include "questionnaire/reader.h"

namespace attune {

/// All that is wrong with the definition in file `path`: what keeps it from being loaded, and what makes it one whose
/// scores cannot be trusted or traced: an item in no scale (and not under `unscored`), no sources, no rights, a guide
/// page that is not there, no version. Then what is wrong with its texts in other languages (translations_beside()).
/// Empty for a sound one.
Mistakes check_definition(const std::filesystem::path& path, const Catalogue& catalogue);

}  // namespace attune
