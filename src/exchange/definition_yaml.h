#pragma once

#include <string>

#include "questionnaire/questionnaire.h"
#include "questionnaire/translation.h"

namespace attune {

/// A questionnaire as the text of a definition file, which has to be named ID.yaml: load_questionnaire() makes the same
/// of it. A variant is written whole, without the definition that it extends.
///
/// Texts are quoted, so that none can mean anything else; control characters and text direction overrides, which no
/// definition may hold, are left out of them.
std::string definition_yaml(const Questionnaire& questionnaire);

/// The texts in another language as a file wording/ID.LANGUAGE.yaml, in the order of the questionnaire.
std::string translation_yaml(const Translation& translation, const Questionnaire& questionnaire);

}  // namespace attune
