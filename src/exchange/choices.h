#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/score_formula.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// One of the answers that a file of another program offers to a question.
struct Choice {
  std::string code;
  std::string label;                 ///< plain text; may be empty
  std::optional<double> value = {};  ///< what it counts in scores
};

/// Choices as numbers.
struct NumberedChoices {
  enum class By { code, value, code_ending, place };

  By by = By::code;                                 ///< what the numbers are
  ResponseScale response = {};                      ///< in its `codes`, the codes that are not the numbers themselves
  std::vector<int> answers = {};                    ///< by choice
  bool has_values = false;                          ///< whether each choice says what it counts
  std::vector<std::pair<int, double>> values = {};  ///< what the answers count, where that is not always themselves
};

/// Numbers the choices by their codes where those are different whole numbers within ±kAnswerLimit; else by their
/// values where those are; else by the numbers that all codes end in behind the same letters (A1, A2 …); else from 1.
/// Nothing where there are fewer than two choices.
std::optional<NumberedChoices> number_choices(const std::vector<Choice>& choices);

/// Makes the answers that most items have those of the questionnaire, and leaves the others to their items. All items
/// have their own before.
void share_response(Questionnaire& questionnaire);

/// The same for what introduces them.
void share_stem(Questionnaire& questionnaire);

/// Notes as unscored the items that are in no scale.
void note_unscored(Questionnaire& questionnaire);

}  // namespace attune
