#pragma once

#include <string>

#include "questionnaire/questionnaire.h"

/// How a definition computes a score, in the words and signs of people.

namespace attune {

/// What a scale made of scales alone is made of: "6 − 0.5 × close − 0.5 × depend", "mean of close and depend".
std::string combination_text(const Scale& scale, const Questionnaire& questionnaire);

/// What an item counts in a key: "q1", "8 − q3", "2 × q4", "q5 (1 → 0, 2 → 3)".
std::string keyed_item_text(const KeyedItem& keyed, const Questionnaire& questionnaire);

/// What a scale is: "Mean of 18 items", "Weighted sum of the answered of 3 items and of a; times 5, less 2".
std::string method_text(const Scale& scale, const Questionnaire& questionnaire);

/// When a scale has no score: "empty with fewer than 14 answers", "empty when a part is".
std::string empty_text(const Scale& scale);

/// The whole formula: "mean of the answered of q1, 8 − q3; empty with fewer than 2 answers".
std::string score_formula(const Scale& scale, const Questionnaire& questionnaire);

/// "0 to 4 minimal, 5 to 9 mild, from 10 severe".
std::string bands_text(const Scale& scale);

}  // namespace attune
