#include "exchange/score_formula.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/error.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

void refuse_finished(const ScoreFormula& formula) {
  if (formula.decimals) refuse_formula("it computes on with what it has rounded");
  if (formula.least_answered) refuse_formula("it computes on with what it gives only on a condition");
}

void refuse_count(const ScoreFormula& formula) {
  if (formula.kind == ScoreFormula::Kind::count) refuse_formula("it computes with a number of answers");
}

// With its factor and divisor in its terms.
ScoreFormula spread(ScoreFormula formula) {
  for (FormulaTerm& term : formula.terms) {
    term.factor = term.factor * formula.factor / formula.divisor;
    term.constant = term.constant * formula.factor / formula.divisor;
  }
  formula.factor = formula.divisor = 1;
  return formula;
}

// Adds a number of answers, times a number, to the sum of them and others: so much more for each that is there.
ScoreFormula with_count(ScoreFormula sum, const ScoreFormula& count) {
  refuse_count(sum);
  if (sum.kind != ScoreFormula::Kind::sum || sum.blanks == Blanks::leave_none || count.constant != 0)
    refuse_formula("it computes with a number of answers");
  sum = spread(std::move(sum));
  for (const FormulaTerm& counted : count.terms) {
    const auto term = std::find_if(sum.terms.begin(), sum.terms.end(),
                                   [&](const FormulaTerm& one) { return one.variable == counted.variable; });
    if (term == sum.terms.end()) refuse_formula("it computes with a number of other answers");
    term->constant += count.factor / count.divisor;
  }
  return sum;
}

bool same_variables(const ScoreFormula& a, const ScoreFormula& b) {
  const auto names = [](const ScoreFormula& formula) {
    std::vector<std::string> list;
    for (const FormulaTerm& term : formula.terms) list.push_back(term.variable);
    std::sort(list.begin(), list.end());
    return list;
  };
  return names(a) == names(b);
}

// The term as an item of a key: forward or reversed with a weight where that says it, else with what each of its
// answers counts.
KeyedItem keyed_item(const FormulaTerm& term, const FormulaVariable& variable, const ResponseScale& response,
                     bool may_weigh) {
  KeyedItem keyed{.item = variable.index};
  const double weight = std::abs(term.factor);
  const double reflection = term.factor < 0 ? weight * (response.min + response.max) : 0;
  const bool is_keyed = variable.values.empty() && term.constant == reflection && weight != 0;
  if (is_keyed && (may_weigh || weight == 1)) {
    keyed.reversed = term.factor < 0;
    keyed.weight = weight;
    return keyed;
  }
  const auto add = [&](int answer, double value) { keyed.values[answer] = term.factor * value + term.constant; };
  for (const auto& [answer, value] : variable.values) add(answer, value);
  if (variable.values.empty()) {
    for (const int answer : response.answers()) add(answer, answer);
  }
  // A value for each that is the answer itself says nothing.
  const bool is_plain =
      std::all_of(keyed.values.begin(), keyed.values.end(), [](const auto& pair) { return pair.second == pair.first; });
  if (is_plain) keyed.values.clear();
  return keyed;
}

// A sum of all, divided by how many there are.
bool is_mean_of_all(const ScoreFormula& formula, const std::vector<FormulaVariable>& variables) {
  if (formula.kind != ScoreFormula::Kind::sum || formula.blanks != Blanks::leave_none || formula.factor != 1)
    return false;
  if (formula.terms.size() < 2 || formula.divisor != static_cast<double>(formula.terms.size())) return false;
  for (std::size_t t = 0; t < variables.size(); ++t) {
    const double factor = formula.terms[t].factor;
    if (factor != 1 && (variables[t].is_scale || factor != -1)) return false;
  }
  return true;
}

// The variables of all terms, each another one.
std::vector<FormulaVariable> variables_of(
    const ScoreFormula& formula, const std::function<std::optional<FormulaVariable>(const std::string&)>& find) {
  std::vector<FormulaVariable> variables;
  std::set<std::pair<bool, std::size_t>> known;
  for (const FormulaTerm& term : formula.terms) {
    auto variable = find(term.variable);
    if (!variable)
      refuse_formula(fmt::format("\"{}\" is no item with numbers as answers, and no score", term.variable));
    if (!known.insert({variable->is_scale, variable->index}).second)
      refuse_formula(fmt::format("\"{}\" stands in it twice", term.variable));
    variables.push_back(std::move(*variable));
  }
  return variables;
}

}  // namespace

void refuse_formula(const std::string& why) { throw Error(ExitCode::data, {}, why); }

ScoreFormula formula_number(double number) { return {.constant = number}; }

ScoreFormula formula_variable(std::string name, Blanks blanks) {
  return {.blanks = blanks, .terms = {{.variable = std::move(name)}}};
}

ScoreFormula operator+(ScoreFormula a, const ScoreFormula& b) {
  refuse_finished(a);
  refuse_finished(b);
  if (a.is_number()) return b.is_number() ? formula_number(a.constant + b.constant) : b + a;
  if (b.kind == ScoreFormula::Kind::count) return with_count(std::move(a), b);
  if (a.kind == ScoreFormula::Kind::count) return with_count(b, a);
  if (b.is_number()) {
    if (a.terms.size() > 1) {
      a.constant += b.constant;
    } else {
      // Of one variable it goes where the variable goes, so that a sum of such parts leaves both out.
      a = spread(std::move(a));
      a.terms.front().constant += b.constant;
    }
    return a;
  }
  if (a.kind != ScoreFormula::Kind::sum || b.kind != ScoreFormula::Kind::sum) refuse_formula("it adds up means");
  if (a.blanks != b.blanks || a.blanks == Blanks::are_skipped)
    refuse_formula("it adds up sums that each leave out blanks");
  if (a.terms.size() + b.terms.size() > kMostItems) refuse_formula("it has too many parts");
  a = spread(std::move(a));
  const ScoreFormula other = spread(b);
  a.terms.insert(a.terms.end(), other.terms.begin(), other.terms.end());
  a.constant += other.constant;
  return a;
}

ScoreFormula operator-(const ScoreFormula& a) { return formula_number(-1) * a; }

ScoreFormula operator*(const ScoreFormula& a, const ScoreFormula& b) {
  refuse_finished(a);
  refuse_finished(b);
  if (!a.is_number() && !b.is_number()) refuse_formula("it multiplies answers");
  ScoreFormula product = a.is_number() ? b : a;
  const double factor = (a.is_number() ? a : b).constant;
  if (!product.is_number()) product.factor *= factor;
  product.constant *= factor;
  return product;
}

ScoreFormula operator/(const ScoreFormula& a, const ScoreFormula& b) {
  refuse_finished(a);
  refuse_finished(b);
  const bool is_mean = b.kind == ScoreFormula::Kind::count && a.kind == ScoreFormula::Kind::sum && a.constant == 0 &&
                       a.blanks != Blanks::leave_none && b.factor == b.divisor && same_variables(a, b);
  ScoreFormula quotient = a;
  if (is_mean) {
    quotient.kind = ScoreFormula::Kind::mean;
    quotient.blanks = Blanks::are_skipped;
    return quotient;
  }
  if (!b.is_number()) refuse_formula("it divides by answers");
  if (b.constant == 0) refuse_formula("it divides by 0");
  if (!quotient.is_number()) quotient.divisor *= b.constant;
  quotient.constant /= b.constant;
  return quotient;
}

ScoreFormula formula_of_parts(ScoreFormula::Kind kind, Blanks blanks, const std::vector<ScoreFormula>& parts) {
  ScoreFormula whole{.kind = kind, .blanks = blanks};
  for (const ScoreFormula& part : parts) {
    refuse_finished(part);
    if (part.terms.size() != 1 || part.kind != ScoreFormula::Kind::sum)
      refuse_formula("its parts are not one answer each");
    whole.terms.push_back(spread(part).terms.front());
  }
  if (whole.is_number()) refuse_formula("it has no parts");
  return whole;
}

bool is_number_of_decimals(double number) {
  constexpr double kMostDecimals = 20;
  return number >= 0 && number <= kMostDecimals && number == std::floor(number);
}

ScoreFormula formula_rounded(ScoreFormula formula, int decimals) {
  if (formula.decimals) refuse_formula("it rounds twice");
  formula.decimals = decimals;
  return formula;
}

ScoreFormula formula_from(const ScoreFormula& count, double least, ScoreFormula formula) {
  if (formula.least_answered) refuse_formula("it has one condition within another");
  if (count.kind != ScoreFormula::Kind::count || count.factor != count.divisor || !same_variables(count, formula))
    refuse_formula("its condition is not about the answers that it adds up");
  if (least < 0 || least != std::floor(least)) refuse_formula("its condition is no number of answers");
  const auto answers = static_cast<std::size_t>(std::min(least, 1e6));
  if (answers > formula.terms.size()) refuse_formula("its condition asks for more answers than there are");
  if (formula.blanks == Blanks::leave_none) return formula;
  formula.least_answered = std::max<std::size_t>(answers, 1);
  formula.blanks = Blanks::are_skipped;
  return formula;
}

void apply_formula(const ScoreFormula& formula, const Questionnaire& questionnaire,
                   const std::function<std::optional<FormulaVariable>(const std::string&)>& find, Scale& scale) {
  if (formula.is_number() || formula.kind == ScoreFormula::Kind::count)
    refuse_formula("it is no sum or mean of answers");
  const auto variables = variables_of(formula, find);
  const bool is_mean_of_all = attune::is_mean_of_all(formula, variables);
  const bool is_mean = formula.kind == ScoreFormula::Kind::mean || is_mean_of_all;
  const bool is_prorated_sum = formula.kind == ScoreFormula::Kind::mean && formula.divisor == 1 &&
                               formula.factor == static_cast<double>(variables.size()) && variables.size() > 1;
  const double factor = is_prorated_sum ? 1 : formula.factor / formula.divisor;
  scale.method = is_mean && !is_prorated_sum ? ScoreMethod::mean : ScoreMethod::sum;
  scale.prorated = scale.method == ScoreMethod::mean || is_prorated_sum;
  scale.min_answered = formula.blanks == Blanks::leave_none ? variables.size() : formula.least_answered.value_or(1);
  scale.transform = {.multiply = is_mean_of_all ? 1 : factor, .add = formula.constant};
  for (std::size_t t = 0; t < variables.size(); ++t) {
    const FormulaTerm& term = formula.terms[t];
    const std::size_t index = variables[t].index;
    if (!variables[t].is_scale) {
      scale.items.push_back(keyed_item(term, variables[t], questionnaire.response_of(index), !is_mean));
      continue;
    }
    if (is_mean && term.factor != 1) refuse_formula("it is a mean of scores with signs or weights");
    if (formula.blanks != Blanks::leave_none && term.constant != 0 && variables.size() > 1)
      refuse_formula("it adds a number to a score that may be blank");
    scale.terms.push_back({.scale = index, .weight = term.factor});
    scale.transform.add += term.constant * factor;
  }
}

}  // namespace attune
