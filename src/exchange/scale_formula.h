#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exchange/score_formula.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// The score of the scale with this index as a formula, whose variables `item` and `scale` name: the inverse of
/// apply_formula(). Throws Error (data), which says why, for what no such formula can be: values that answers stand for
/// and that do not lie on a line, and weights in a mean, or a prorated sum, of which parts may be missing.
ScoreFormula formula_of_scale(const Questionnaire& questionnaire, std::size_t scale,
                              const std::function<std::string(std::size_t)>& item_name,
                              const std::function<std::string(std::size_t)>& scale_name);

/// The sum of the weights of all parts, without their signs: what a mean is divided by.
double weight_of_all(const Scale& scale);

/// How a program in which nothing can be computed with a missing answer writes what can: sums and counts of answers
/// that skip it.
struct SkippingSyntax {
  std::function<std::string(const std::vector<std::string>& variables)> sum = {};
  std::function<std::string(const std::vector<std::string>& variables)> count = {};
  std::function<std::string(const std::string& condition, const std::string& then)> if_else_blank = {};
};

/// The formula with these functions, numbers and + - * / ( ) alone: a reversed item is taken away, and what it is taken
/// away from is added as often as there is an answer.
std::string skipping_expression(const ScoreFormula& formula, const SkippingSyntax& syntax);

/// " + 3" or " - 3".
std::string added_text(double number);

}  // namespace attune
