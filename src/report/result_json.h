#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "questionnaire/questionnaire.h"
#include "scoring/scorer.h"

/// Parts of results as JSON.
namespace attune {

using Json = nlohmann::ordered_json;

/// `json` indented, ended by a line feed; bytes that are not UTF-8 are replaced.
std::string lines_of_json(const Json& json);

/// null where there is no number.
Json number_json(double number);

/// The profile's name; null where there is none.
Json profile_json(const Questionnaire& questionnaire, std::int8_t profile);

/// Adds scales, profile and probabilities.
void add_scores(const Questionnaire& questionnaire, const Scores& scores, Json& json);

}  // namespace attune
