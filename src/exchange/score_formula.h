#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/questionnaire.h"

namespace attune {

/// What a variable without a value does to the result of a formula.
enum class Blanks {
  leave_none,   ///< there is no result
  are_skipped,  ///< it is left out; where all are, there is no result
  are_nothing,  ///< it is left out; where all are, the result is the formula's constant
};

/// A variable in a formula: factor × its value + constant.
struct FormulaTerm {
  std::string variable;
  double factor = 1;
  double constant = 0;
};

/// What another program computes of variables (answers, or other scores), as far as it is a sum or a mean.
///
/// A number is a formula without terms. The functions below throw Error (data), which says why, where the result would
/// be no such formula.
struct ScoreFormula {
  enum class Kind { sum, mean, count };

  Kind kind = Kind::sum;
  Blanks blanks = Blanks::leave_none;
  std::vector<FormulaTerm> terms = {};
  double factor = 1;  ///< of the sum or mean, which is then divided
  double divisor = 1;
  double constant = 0;                             ///< added at last
  std::optional<int> decimals = {};                ///< to which the result is rounded
  std::optional<std::size_t> least_answered = {};  ///< with fewer values there is no result

  bool is_number() const { return terms.empty(); }
};

/// Throws Error (data) that says `why` a formula cannot be taken.
[[noreturn]] void refuse_formula(const std::string& why);

ScoreFormula formula_number(double number);
ScoreFormula formula_variable(std::string name, Blanks blanks);
ScoreFormula operator+(ScoreFormula a, const ScoreFormula& b);
ScoreFormula operator-(const ScoreFormula& a);
ScoreFormula operator*(const ScoreFormula& a, const ScoreFormula& b);
/// `b` is a number, or counts the variables that `a` adds up, so that the result is their mean.
ScoreFormula operator/(const ScoreFormula& a, const ScoreFormula& b);
/// Sum, mean or count of the parts, each of at most one variable.
ScoreFormula formula_of_parts(ScoreFormula::Kind kind, Blanks blanks, const std::vector<ScoreFormula>& parts);
/// Whether a number in a formula, which may be any, is one of decimals to round to: 0 to 20.
bool is_number_of_decimals(double number);
ScoreFormula formula_rounded(ScoreFormula formula, int decimals);
/// `formula` where `count`, of the same variables, is at least `least`; else blank.
ScoreFormula formula_from(const ScoreFormula& count, double least, ScoreFormula formula);

/// What a formula's variable is: an item or a scale, by its index.
struct FormulaVariable {
  bool is_scale = false;
  std::size_t index = 0;
  std::vector<std::pair<int, double>> values = {};  ///< of an item: what its answers count, where not as they are
};

/// Gives `scale` the method, parts, missing rule and transform that compute `formula`. `find` tells which item or scale
/// of `questionnaire` a variable is. Throws Error (data) for a variable that is neither, or stands there twice.
void apply_formula(const ScoreFormula& formula, const Questionnaire& questionnaire,
                   const std::function<std::optional<FormulaVariable>(const std::string&)>& find, Scale& scale);

}  // namespace attune
