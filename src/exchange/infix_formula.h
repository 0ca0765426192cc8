#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/score_formula.h"

namespace attune {

/// How formulas of a program are to be read.
struct FormulaLanguage {
  Blanks in_operators = Blanks::leave_none;   ///< what a blank does beside + - * /
  Blanks in_functions = Blanks::are_skipped;  ///< and among the arguments of sum() and mean()
  bool bracketed = false;                     ///< variables stand in brackets: [q1]
  /// The variables that a name stands for; several only as arguments.
  std::function<std::vector<std::string>(const std::string& name)> expand = {};
};

/// Reads a formula with + - * / ( ) and the functions sum, mean, count, round and if: what REDCap and LimeSurvey
/// calculate scores with. A condition may ask only how many answers there are. Throws Error (data), which says why, for
/// what is none, and for other functions.
ScoreFormula parse_infix_formula(std::string_view text, const FormulaLanguage& language);

}  // namespace attune
