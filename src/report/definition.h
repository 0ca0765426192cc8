#pragma once

#include <string>
#include <vector>

#include "questionnaire/questionnaire.h"

namespace attune {

/// A definition for people: answers, scales with their missing rules, profile rule, the key item by item, sources,
/// rights and the digest by which results can be traced to it. Lines of at most `width` columns where the words allow
/// it.
std::string definition_text(const Questionnaire& questionnaire, int width);

/// The same as a JSON object, indented.
std::string definition_json(const Questionnaire& questionnaire);

/// The catalogue for people: id, title, items, scales, whether the wording is shipped.
std::string catalogue_text(const std::vector<Questionnaire>& questionnaires, int width);

/// The same as a JSON array, indented.
std::string catalogue_json(const std::vector<Questionnaire>& questionnaires);

/// What a publication reports about the precision of a scale, on one line, with its source.
std::string reliability_text(const Reliability& reliability);

}  // namespace attune
