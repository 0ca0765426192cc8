#include "exchange/infix_formula.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

constexpr int kDeepestFormula = 100;

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == ':';
}

class InfixParser {
 public:
  InfixParser(std::string_view text, const FormulaLanguage& language) : text_(text), language_(language) {}

  ScoreFormula whole() {
    ScoreFormula formula = sum();
    if (peek() != '\0') unexpected();
    return formula;
  }

 private:
  char peek() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  bool take(char wanted) {
    const bool is_there = peek() == wanted;
    if (is_there) ++at_;
    return is_there;
  }

  void require(char wanted) {
    if (!take(wanted)) unexpected();
  }

  [[noreturn]] void unexpected() {
    const char found = peek();
    if (found == '\0') refuse_formula("it breaks off");
    if (std::string_view("=<>!?&|\"'").find(found) != std::string_view::npos)
      refuse_formula("it has a condition or a text");
    refuse_formula(fmt::format("at \"{}\" it is not understood", shorten(one_line(text_.substr(at_)), 20)));
  }

  // A name may stand for all lines of an array, and each operation passes on what there is.
  ScoreFormula spent(ScoreFormula result) {
    constexpr std::size_t kMostOperations = 200'000, kSmallTerms = 16;
    steps_ += 1 + result.terms.size() / kSmallTerms;
    if (steps_ > kMostOperations) refuse_formula("it has too many parts");
    return result;
  }

  ScoreFormula sum() {
    if (++depth_ > kDeepestFormula) refuse_formula("it is nested too deeply");
    ScoreFormula result = product();
    while (true) {
      if (take('+')) {
        result = spent(std::move(result) + product());
      } else if (take('-')) {
        result = spent(std::move(result) + -product());
      } else {
        --depth_;
        return result;
      }
    }
  }

  ScoreFormula product() {
    ScoreFormula result = factor();
    while (true) {
      if (take('*')) {
        result = spent(result * factor());
      } else if (take('/')) {
        result = spent(result / factor());
      } else {
        return result;
      }
    }
  }

  ScoreFormula factor() {
    bool negative = false;
    for (char sign = peek(); sign == '-' || sign == '+'; sign = peek()) {
      negative = negative != (sign == '-');
      ++at_;
    }
    ScoreFormula result = spent(primary());
    return negative ? -result : result;
  }

  ScoreFormula primary() {
    const char first = peek();
    if (take('(')) {
      ScoreFormula inner = sum();
      require(')');
      return inner;
    }
    if (take('[')) return bracketed();
    if (std::isdigit(static_cast<unsigned char>(first)) != 0 || first == '.') return number();
    if (std::isalpha(static_cast<unsigned char>(first)) != 0 || first == '_') return named();
    unexpected();
  }

  ScoreFormula bracketed() {
    const std::size_t end = text_.find(']', at_);
    if (!language_.bracketed || end == std::string_view::npos) unexpected();
    std::string name(trim(text_.substr(at_, end - at_)));
    at_ = end + 1;
    if (peek() == '[') refuse_formula(fmt::format("it uses [{}] of another event or instance", name));
    return variable(name);
  }

  ScoreFormula number() {
    const std::size_t start = at_;
    while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '.'))
      ++at_;
    const auto value = parse_number(text_.substr(start, at_ - start));
    if (!value) refuse_formula(fmt::format("\"{}\" is no number", one_line(text_.substr(start, at_ - start))));
    return formula_number(*value);
  }

  ScoreFormula named() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_character(text_[at_])) ++at_;
    const std::string name(text_.substr(start, at_ - start));
    if (take('(')) return function(fold(name));
    if (language_.bracketed) refuse_formula(fmt::format("\"{}\" is not understood", name));
    return variable(name);
  }

  std::vector<std::string> variables(const std::string& name) {
    return language_.expand ? language_.expand(name) : std::vector{name};
  }

  ScoreFormula variable(const std::string& name) {
    const auto meant = variables(name);
    if (meant.size() == 1) return formula_variable(meant.front(), language_.in_operators);
    // Several: only as arguments of a function, which takes them apart.
    ScoreFormula all;
    for (const std::string& each : meant) all.terms.push_back({.variable = each});
    all.blanks = language_.in_functions;
    return all;
  }

  std::vector<ScoreFormula> arguments() {
    std::vector<ScoreFormula> list;
    if (take(')')) return list;
    std::size_t parts = 0;
    do {
      list.push_back(sum());
      parts += std::max<std::size_t>(list.back().terms.size(), 1);
      if (parts > static_cast<std::size_t>(kMostItems)) refuse_formula("it has too many parts");
    } while (take(','));
    require(')');
    return list;
  }

  // A sum in which blanks count as they do among the arguments is as many arguments.
  void add_parts(const ScoreFormula& argument, std::vector<ScoreFormula>& parts) {
    const bool can_be_taken_apart = argument.kind == ScoreFormula::Kind::sum && argument.constant == 0 &&
                                    argument.blanks == language_.in_functions && !argument.decimals;
    if (argument.terms.size() < 2 || !can_be_taken_apart) {
      parts.push_back(argument);
      return;
    }
    ScoreFormula part = argument;
    for (const FormulaTerm& term : argument.terms) {
      part.terms = {term};
      parts.push_back(part);
    }
  }

  ScoreFormula function(const std::string& name) {
    if (name == "round") return rounded();
    if (name == "if") return conditional();
    const auto kind = name == "sum"     ? ScoreFormula::Kind::sum
                      : name == "mean"  ? ScoreFormula::Kind::mean
                      : name == "count" ? ScoreFormula::Kind::count
                                        : throw Error(ExitCode::data, {}, fmt::format("it uses {}()", name));
    std::vector<ScoreFormula> parts;
    for (const ScoreFormula& argument : arguments()) add_parts(argument, parts);
    if (kind == ScoreFormula::Kind::sum && all_counts(parts)) return count_of(parts);
    const Blanks blanks = kind == ScoreFormula::Kind::sum ? language_.in_functions : Blanks::are_skipped;
    return formula_of_parts(kind, blanks, parts);
  }

  static bool all_counts(const std::vector<ScoreFormula>& parts) {
    return !parts.empty() && std::all_of(parts.begin(), parts.end(), [](const ScoreFormula& part) {
      return part.kind == ScoreFormula::Kind::count;
    });
  }

  static ScoreFormula count_of(const std::vector<ScoreFormula>& parts) {
    ScoreFormula count = parts.front();
    for (std::size_t p = 1; p < parts.size(); ++p)
      count.terms.insert(count.terms.end(), parts[p].terms.begin(), parts[p].terms.end());
    return count;
  }

  // if(VARIABLE <> "", 1, 0), which counts, or if(COUNT >= NUMBER, FORMULA, "").
  ScoreFormula conditional() {
    const ScoreFormula asked = sum();
    if (asked.kind == ScoreFormula::Kind::count) {
      if (!take('>')) unexpected();
      const bool or_equal = take('=');
      const ScoreFormula least = sum();
      if (!least.is_number()) refuse_formula("it has a condition");
      require(',');
      const ScoreFormula formula = sum();
      require(',');
      take_blank();
      require(')');
      return formula_from(asked, least.constant + (or_equal ? 0 : 1), formula);
    }
    if (asked.terms.size() != 1 || !take_unequal()) refuse_formula("it has a condition");
    take_blank();
    require(',');
    const ScoreFormula one = sum();
    require(',');
    const ScoreFormula none = sum();
    require(')');
    if (!one.is_number() || one.constant != 1 || !none.is_number() || none.constant != 0)
      refuse_formula("it has a condition");
    return formula_of_parts(ScoreFormula::Kind::count, Blanks::are_skipped, {asked});
  }

  bool take_unequal() { return (take('<') && take('>')) || (take('!') && take('=')); }

  void take_blank() {
    const char quote = peek();
    if (quote != '"' && quote != '\'') refuse_formula("it has a condition");
    ++at_;
    if (at_ >= text_.size() || text_[at_] != quote) refuse_formula("it has a text");
    ++at_;
  }

  ScoreFormula rounded() {
    const auto given = arguments();
    const bool sound = given.size() == 1 || (given.size() == 2 && given[1].is_number());
    if (!sound) refuse_formula("it uses round() in another way");
    const double decimals = given.size() == 2 ? given[1].constant : 0;
    if (!is_number_of_decimals(decimals)) refuse_formula("it uses round() in another way");
    return formula_rounded(given[0], static_cast<int>(decimals));
  }

  std::string_view text_;
  const FormulaLanguage& language_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace

ScoreFormula parse_infix_formula(std::string_view text, const FormulaLanguage& language) {
  return InfixParser(text, language).whole();
}

}  // namespace attune
