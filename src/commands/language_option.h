#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "questionnaire/questionnaire.h"

namespace attune {

/// Adds --lang, the language of the questionnaire's texts.
void add_language_option(CLI::App& command, std::string& language);

/// Gives `questionnaire` its texts in `language`, where that is not empty, and tells which have none. Throws Error as
/// translate() does.
void speak(Questionnaire& questionnaire, const std::string& language);

}  // namespace attune
