#include "exchange/scale_formula.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "base/number.h"

namespace attune {
namespace {

// Where values lie on a line: value = factor × answer + constant.
std::pair<double, double> line_through(const std::map<int, double>& values) {
  const auto& [first, first_value] = *values.begin();
  const auto& [last, last_value] = *values.rbegin();
  const double factor = (last_value - first_value) / (last - first);
  for (const auto& [answer, value] : values) {
    if (std::abs(first_value + factor * (answer - first) - value) > 1e-12)
      refuse_formula("its answers count values that are no multiples of them");
  }
  return {factor, first_value - factor * first};
}

FormulaTerm term_of(const KeyedItem& keyed, const ResponseScale& response, std::string name) {
  double factor = 1, constant = 0;
  if (!keyed.values.empty()) std::tie(factor, constant) = line_through(keyed.values);
  if (keyed.reversed) {
    factor = -factor;
    constant = response.min + response.max - constant;
  }
  return {.variable = std::move(name), .factor = factor * keyed.weight, .constant = constant * keyed.weight};
}

bool weigh_one_each(const Scale& scale) {
  const auto weighs_one = [](const auto& part) { return part.weight == 1; };
  return std::all_of(scale.items.begin(), scale.items.end(), weighs_one) &&
         std::all_of(scale.terms.begin(), scale.terms.end(), weighs_one);
}

void set_method(const Scale& scale, ScoreFormula& formula) {
  const bool all = scale.min_answered == scale.parts();
  const bool divides = scale.method == ScoreMethod::mean;
  formula.factor = scale.transform.multiply;
  formula.constant = scale.transform.add;
  formula.blanks = all ? Blanks::leave_none : Blanks::are_skipped;
  if (!all) formula.least_answered = scale.min_answered;
  if (all) {
    if (divides) formula.divisor = weight_of_all(scale);
    return;
  }
  if (!divides && !scale.prorated) return;
  if (!weigh_one_each(scale)) refuse_formula("its parts weigh differently, and may be missing");
  formula.kind = ScoreFormula::Kind::mean;
  if (!divides) formula.factor *= weight_of_all(scale);
}

// Terms of one factor and constant, in the order in which they first come.
struct Alike {
  double factor = 1;
  double constant = 0;
  std::vector<std::string> variables = {};
};

std::vector<Alike> alike_of(const std::vector<FormulaTerm>& terms) {
  std::vector<Alike> groups;
  for (const FormulaTerm& term : terms) {
    auto known = groups.begin();
    while (known != groups.end() && (known->factor != term.factor || known->constant != term.constant)) ++known;
    if (known == groups.end()) known = groups.insert(known, {.factor = term.factor, .constant = term.constant});
    known->variables.push_back(term.variable);
  }
  return groups;
}

// " - 2 * text", or without its sign where it comes first.
void append_multiple(std::string& whole, double factor, const std::string& text) {
  if (factor == 0) return;
  if (!whole.empty()) whole += factor < 0 ? " - " : " + ";
  else if (factor < 0) whole += "-";
  if (std::abs(factor) != 1) whole += number_text(std::abs(factor)) + " * ";
  whole += text;
}

}  // namespace

double weight_of_all(const Scale& scale) {
  double weight = 0;
  for (const KeyedItem& keyed : scale.items) weight += std::abs(keyed.weight);
  for (const CombineTerm& term : scale.terms) weight += std::abs(term.weight);
  return weight;
}

ScoreFormula formula_of_scale(const Questionnaire& questionnaire, std::size_t scale,
                              const std::function<std::string(std::size_t)>& item_name,
                              const std::function<std::string(std::size_t)>& scale_name) {
  const Scale& scored = questionnaire.scales[scale];
  ScoreFormula formula;
  for (const KeyedItem& keyed : scored.items)
    formula.terms.push_back(term_of(keyed, questionnaire.response_of(keyed.item), item_name(keyed.item)));
  for (const CombineTerm& term : scored.terms)
    formula.terms.push_back({.variable = scale_name(term.scale), .factor = term.weight});
  set_method(scored, formula);
  return formula;
}

std::string skipping_expression(const ScoreFormula& formula, const SkippingSyntax& syntax) {
  std::vector<std::string> all;
  for (const FormulaTerm& term : formula.terms) all.push_back(term.variable);
  std::string sum;
  for (const Alike& group : alike_of(formula.terms)) {
    append_multiple(sum, group.factor, syntax.sum(group.variables));
    append_multiple(sum, group.constant, syntax.count(group.variables));
  }
  const std::size_t least = formula.blanks == Blanks::leave_none ? all.size() : formula.least_answered.value_or(1);
  std::string result = sum;
  if (formula.kind == ScoreFormula::Kind::mean) result = fmt::format("({}) / {}", sum, syntax.count(all));
  if (formula.factor != 1 || formula.divisor != 1) result = fmt::format("({})", result);
  if (formula.factor != 1) result += " * " + number_text(formula.factor);
  if (formula.divisor != 1) result += " / " + number_text(formula.divisor);
  if (formula.constant != 0) result += added_text(formula.constant);
  return syntax.if_else_blank(fmt::format("{} >= {}", syntax.count(all), least), result);
}

std::string added_text(double number) { return (number < 0 ? " - " : " + ") + number_text(std::abs(number)); }

}  // namespace attune
