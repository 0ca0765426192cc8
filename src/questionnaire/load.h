#pragma once

#include <filesystem>
#include <string>

#include "questionnaire/catalogue.h"
#include "questionnaire/document.h"
#include "questionnaire/questionnaire.h"
#include "questionnaire/reader.h"

namespace attune {

/// Loads the definition in file `path`; `catalogue` is where the definition that it `extends` is looked for, after the
/// file's own folder. Throws Error: no_input where a file cannot be opened, data for the first mistake in it.
Questionnaire load_questionnaire(const std::filesystem::path& path, const Catalogue& catalogue);

/// As above, of a file with this content, which need not be there.
Questionnaire load_questionnaire_text(const std::string& yaml, const std::filesystem::path& path,
                                      const Catalogue& catalogue);

/// Loads by the name that a person gives: an id in the catalogue or, with a slash or ending in .yaml or .yml, a path.
Questionnaire load_named(const std::string& name, const Catalogue& catalogue);

/// A definition as far as it could be read, its own document, and all that is wrong with it.
struct Reading {
  Questionnaire questionnaire;
  Node document;
  Mistakes mistakes;
};

/// As load_questionnaire(), but goes on after a mistake, to find them all. Throws Error only where nothing can be read:
/// no file, no YAML, or a base definition that is wrong itself.
Reading read_definition(const std::filesystem::path& path, const Catalogue& catalogue);

}  // namespace attune
