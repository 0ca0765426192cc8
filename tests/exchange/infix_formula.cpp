#include "exchange/infix_formula.h"

#include <doctest/doctest.h>

#include <map>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

const FormulaLanguage kBracketed{
    .in_operators = Blanks::leave_none, .in_functions = Blanks::are_skipped, .bracketed = true};
const FormulaLanguage kBare{.in_operators = Blanks::are_nothing, .in_functions = Blanks::are_nothing};

ScoreFormula bracketed(const std::string& text) { return parse_infix_formula(text, kBracketed); }
std::string problem_of(const std::string& text) {
  return error_of([&] { bracketed(text); }).problem();
}

// What a formula's terms come to for these values, all there: factor · (Σ or mean of terms) / divisor + constant.
double value_of(const ScoreFormula& formula, const std::map<std::string, double>& values) {
  double sum = 0;
  for (const FormulaTerm& term : formula.terms) sum += term.factor * values.at(term.variable) + term.constant;
  if (formula.kind == ScoreFormula::Kind::mean) sum /= static_cast<double>(formula.terms.size());
  return sum * formula.factor / formula.divisor + formula.constant;
}

const std::map<std::string, double> kValues{{"a", 2}, {"b", 3}, {"c", 7}};

}  // namespace

TEST_CASE("arithmetic binds as in school") {
  CHECK(value_of(bracketed("[a] + 2 * [b] - [c]"), kValues) == 1);  // 2 + 6 − 7
  CHECK(value_of(bracketed("([a] + [b]) * 2"), kValues) == 10);
  CHECK(value_of(bracketed("10 - ([a] - [b] - [c])"), kValues) == 18);  // 10 − (2 − 3 − 7)
  CHECK(value_of(bracketed("-[a] + - -[b]"), kValues) == 1);
  CHECK(value_of(bracketed("([a]+(6-[b]))/2*5 + 1"), kValues) == 13.5);  // (2 + 3) / 2 · 5 + 1
  CHECK(value_of(bracketed("(([a]))"), kValues) == 2);
  CHECK(value_of(bracketed("2 * 3 * [a] / (1 + 2)"), kValues) == 4);
  CHECK(value_of(bracketed(".5*[a]"), kValues) == 1);
}

TEST_CASE("sum and mean take answers, reversed and weighted ones too") {
  CHECK(value_of(bracketed("sum([a], 4-[b], 2*[c])"), kValues) == 17);  // 2 + 1 + 14
  CHECK(value_of(bracketed("mean([a],[b],[c])"), kValues) == 4);
  CHECK(value_of(bracketed("mean([a],[b],[c]) * 3 - 1"), kValues) == 11);
  CHECK(bracketed("SUM([a],[b])").kind == ScoreFormula::Kind::sum);
}

TEST_CASE("a blank beside an operator leaves no result, one among arguments is left out") {
  CHECK(bracketed("[a]+[b]").blanks == Blanks::leave_none);
  CHECK(bracketed("sum([a],[b])").blanks == Blanks::are_skipped);
  CHECK(parse_infix_formula("a + b", kBare).blanks == Blanks::are_nothing);
}

TEST_CASE("a rounded result is known to be so") {
  CHECK(bracketed("round([a]/3, 2)").decimals == 2);
  CHECK(bracketed("round([a])").decimals == 0);
  CHECK(holds(problem_of("round([a],1)+[b]"), "rounded"));
}

TEST_CASE("a sum divided by the number of its answers is a mean") {
  const ScoreFormula mean = parse_infix_formula("sum(a, b) / count(a, b)", kBare);
  CHECK(mean.kind == ScoreFormula::Kind::mean);
  CHECK(holds(error_of([] { parse_infix_formula("sum(a, b) / count(a, c)", kBare); }).problem(), "divides"));
}

TEST_CASE("a condition may ask for a number of answers") {
  CHECK(parse_infix_formula("if(count(a, b, c) >= 2, sum(a, b, c), '')", kBare).least_answered == 2);
  CHECK(parse_infix_formula("if(count(a, b, c) > 2, sum(a, b, c), '')", kBare).least_answered == 3);
  const ScoreFormula counted = bracketed("if(sum(if([a]<>\"\",1,0),if([b] <> '',1,0)) >= 1, mean([a],[b]), \"\")");
  CHECK(counted.least_answered == 1);
  CHECK(counted.kind == ScoreFormula::Kind::mean);
}

TEST_CASE("names stand for what the language says") {
  FormulaLanguage language = kBare;
  language.expand = [](const std::string& name) {
    return name == "all" ? std::vector<std::string>{"a", "b", "c"} : std::vector{name};
  };
  CHECK(value_of(parse_infix_formula("sum(all)", language), kValues) == 12);
}

TEST_CASE("what is no sum or mean is refused, and it is said why") {
  CHECK(holds(problem_of("if([a] > 3, 1, 0)"), "condition"));
  CHECK(holds(problem_of("if([a] = \"\", \"\", [b])"), "condition"));
  CHECK(holds(problem_of("[a] * [b]"), "multiplies"));
  CHECK(holds(problem_of("[a] / [b]"), "divides"));
  CHECK(holds(problem_of("[a] / 0"), "0"));
  CHECK(holds(problem_of("max([a],[b])"), "max()"));
  CHECK(holds(problem_of("sum([a],[b]) + sum([c])"), "leave out blanks"));
  CHECK(holds(problem_of("[visit][a] + 1"), "another event"));
  CHECK(holds(problem_of("[a] + "), "breaks off"));
  CHECK(holds(problem_of("[a] 5"), "not understood"));
  CHECK(holds(problem_of("([a]"), "breaks off"));
  CHECK(holds(problem_of("[a"), "not understood"));
  CHECK(holds(problem_of("'text'"), "text"));
  CHECK(holds(problem_of(""), "breaks off"));
  CHECK(holds(problem_of("mean([a],[b]) + mean([c])"), "means"));
  CHECK(holds(problem_of("sum()"), "no parts"));
  CHECK(holds(problem_of("mean(1,2)"), "not one answer"));
  CHECK(holds(problem_of("today"), "today"));
}

TEST_CASE("a formula that is nested too deeply is refused, not followed") {
  CHECK(holds(problem_of(std::string(100'000, '(') + "[a]"), "too deeply"));
  CHECK(value_of(bracketed(std::string(100'000, '-') + "[a]"), kValues) == 2);
}

TEST_CASE("a result is rounded to a number of decimals, not to tens or fractions of them") {
  CHECK(bracketed("round([a],2)").decimals == 2);
  for (const char* decimals : {"-1", "99999999999", "0.5", "21"})
    CHECK(holds(problem_of(std::string("round([a],") + decimals + ")"), "round()"));
}

TEST_CASE("a name for many variables may stand in a formula, but not thousands of times") {
  FormulaLanguage language = kBare;
  language.expand = [](const std::string&) { return std::vector<std::string>(1500, "line"); };
  const auto repeated = [](const std::string& start, const std::string& again, const std::string& end) {
    std::string text = start;
    for (int n = 0; n < 20'000; ++n) text += again;
    return text + end;
  };
  CHECK(parse_infix_formula("sum(all)", language).terms.size() == 1500);
  for (const std::string& text : {repeated("sum(all", ",all", ")"), repeated("all", "*1", "")})
    CHECK(holds(error_of([&] { parse_infix_formula(text, language); }).problem(), "too many parts"));
}

}  // namespace attune
