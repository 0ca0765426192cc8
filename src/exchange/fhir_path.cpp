#include "exchange/fhir_path.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "exchange/fhir_path_syntax.h"

namespace attune {
namespace {

constexpr int kMostVariables = 10'000;  // that are followed, again and again included
constexpr int kDeepestVariable = 20;
constexpr std::size_t kMostSteps = 1'000'000;  // in one formula

// Which answers something asks for: whether one of the items is answered, or all of them are.
struct Asked {
  bool all = false;
  bool negated = false;
  std::vector<std::size_t> items = {};
};

struct Value {
  enum class Kind {
    nothing,
    root,     // the response or the questionnaire
    items,    // items of either
    answers,  // answers to them, or parts of those
    formula,
    text,
    known,  // true or false, whatever the answers
    asked,  // true or false by which answers there are
    from,   // whether there are so many answers
  };

  Kind kind = Kind::nothing;
  std::vector<std::size_t> items = {};
  bool options = false;       // of answers: those that an item offers
  bool distinct = false;      // of answers: each value once
  ScoreFormula formula = {};  // of `from`: the count
  double least = 0;
  std::string text = {};
  bool truth = false;
  Asked asked = {};
};

class Reading {
 public:
  explicit Reading(const FhirPathContext& context) : context_(context) {
    for (std::size_t i = 0; i < context_.items.size(); ++i) places_.emplace(context_.items[i].link_id, i);
  }

  ScoreFormula formula_of(std::string_view expression) { return formula(evaluate_text(expression)); }

 private:
  Value evaluate_text(std::string_view expression) {
    if (++depth_ > kDeepestVariable || ++variables_ > kMostVariables)
      refuse_formula("its variables refer to each other without end");
    spend(expression.size());
    const auto node = parse_fhir_path_syntax(expression);
    Value value = evaluate(*node, {.kind = Value::Kind::root});
    --depth_;
    return value;
  }

  // Conditions are evaluated for each item, and may hold conditions again.
  void spend(std::size_t steps) {
    steps_ += steps;
    if (steps_ > kMostSteps) refuse_formula("it takes too many steps");
  }

  Value evaluate(const FhirPathNode& node, const Value& focus) {
    // Trees of variables stand within each other.
    if (++nesting_ > kHighestPath) refuse_formula("it is nested too deeply");
    Value value = value_of(node, focus);
    // What is passed on is copied.
    constexpr std::size_t kSmallParts = 64;
    spend(1 + value.items.size() + (value.formula.terms.size() + value.text.size()) / kSmallParts);
    --nesting_;
    return value;
  }

  Value value_of(const FhirPathNode& node, const Value& focus) {
    switch (node.kind) {
      case FhirPathNode::Kind::number: return {.kind = Value::Kind::formula, .formula = formula_number(node.number)};
      case FhirPathNode::Kind::text: return {.kind = Value::Kind::text, .text = node.name};
      case FhirPathNode::Kind::empty: return {};
      case FhirPathNode::Kind::variable: return variable(node.name);
      case FhirPathNode::Kind::negative:
        return {.kind = Value::Kind::formula, .formula = -formula(evaluate(*node.arguments[0], focus))};
      case FhirPathNode::Kind::binary: return binary(node, focus);
      case FhirPathNode::Kind::member: return member(node.target ? evaluate(*node.target, focus) : focus, node.name);
      case FhirPathNode::Kind::call: return call(node, node.target ? evaluate(*node.target, focus) : focus, focus);
    }
    return {};
  }

  Value variable(const std::string& name) {
    if (name == "resource" || name == "rootResource" || name == "context" || name == "questionnaire")
      return {.kind = Value::Kind::root};
    if (const auto known = context_.variable ? context_.variable(name) : std::nullopt) return evaluate_text(*known);
    refuse_formula(fmt::format("it uses %{}", name));
  }

  Value member(const Value& of, const std::string& name) const {
    if (name == "$this") return of;
    if (name == "true" || name == "false") return {.kind = Value::Kind::known, .truth = name == "true"};
    if (of.kind == Value::Kind::root) {
      if (name == "item") return {.kind = Value::Kind::items, .items = context_.top};
      if (name == "QuestionnaireResponse" || name == "Questionnaire") return of;
    }
    if (of.kind == Value::Kind::items) {
      if (name == "item") return {.kind = Value::Kind::items, .items = children(of.items)};
      if (name == "answer") return {.kind = Value::Kind::answers, .items = of.items};
      if (name == "answerOption") return {.kind = Value::Kind::answers, .items = of.items, .options = true};
      if (name == "linkId" && of.items.size() == 1)
        return {.kind = Value::Kind::text, .text = context_.items[of.items[0]].link_id};
    }
    // An answer may hold further items, which belong to the item that is answered.
    if (of.kind == Value::Kind::answers && name == "item")
      return {.kind = Value::Kind::items, .items = children(of.items)};
    if (of.kind == Value::Kind::answers && name == "extension") return with_weights(of);
    if (of.kind == Value::Kind::answers && (name.starts_with("value") || name == "code")) return of;
    refuse_formula(fmt::format("it uses {}", name));
  }

  Value with_weights(Value answers) const {
    std::erase_if(answers.items, [this](std::size_t item) { return !context_.items[item].has_weights; });
    return answers;
  }

  // Whether the text, a link id, is as the condition says.
  static Value test(const std::string& name, const Value& of, const Value& pattern) {
    if (pattern.kind != Value::Kind::text) refuse_formula("it has a condition");
    const std::string& text = of.text;
    bool truth = false;
    if (name == "startsWith") truth = text.starts_with(pattern.text);
    else if (name == "endsWith") truth = text.ends_with(pattern.text);
    else if (name == "contains") truth = text.find(pattern.text) != std::string::npos;
    else if (name == "matches") truth = matches(text, pattern.text);
    else refuse_formula(fmt::format("it uses {}()", name));
    return {.kind = Value::Kind::known, .truth = truth};
  }

  static bool matches(const std::string& text, const std::string& pattern) {
    constexpr std::size_t kLongest = 200;
    if (pattern.size() > kLongest || text.size() > kLongest) refuse_formula("it has a long pattern");
    try {
      // Without backtracking, so that no pattern takes long.
      return std::regex_search(text, std::regex(pattern, std::regex::ECMAScript | std::regex_constants::__polynomial));
    } catch (const std::regex_error&) {
      refuse_formula(fmt::format("\"{}\" is no pattern", one_line(pattern)));
    }
  }

  std::vector<std::size_t> children(const std::vector<std::size_t>& items) const {
    std::vector<std::size_t> all;
    for (const std::size_t item : items) {
      const auto& within = context_.items[item].children;
      all.insert(all.end(), within.begin(), within.end());
    }
    return all;
  }

  // With all that is within them, nothing twice.
  std::vector<std::size_t> descendants(const Value& of) const {
    std::vector<std::size_t> all;
    std::vector<bool> known(context_.items.size());
    const auto add = [&](const std::vector<std::size_t>& items) {
      for (const std::size_t item : items) {
        if (!known[item]) all.push_back(item);
        known[item] = true;
      }
    };
    add(of.kind == Value::Kind::root ? context_.top : children(of.items));
    for (std::size_t i = 0; i < all.size(); ++i) add(context_.items[all[i]].children);
    return all;
  }

  Value call(const FhirPathNode& node, const Value& of, const Value& focus) {
    const std::string& name = node.name;
    const std::size_t arguments = node.arguments.size();
    if (name == "iif" && arguments >= 2) return choose(node, focus);
    if (of.kind == Value::Kind::root || of.kind == Value::Kind::items) {
      const bool repeats = name == "repeat" && arguments == 1 && node.arguments[0]->name == "item";
      if ((name == "descendants" && arguments == 0) || repeats)
        return {.kind = Value::Kind::items, .items = descendants(of)};
    }
    if (of.kind == Value::Kind::text && arguments == 1) return test(name, of, evaluate(*node.arguments[0], focus));
    if (name == "where" && arguments == 1) return where(of, *node.arguments[0]);
    if (name == "select" && arguments == 1) return evaluate(*node.arguments[0], of);
    if (name == "combine" && arguments == 1) return combined(of, evaluate(*node.arguments[0], focus));
    const bool weighs = name == "ordinal" || name == "ordinalValue" || name == "weight";
    if (weighs && of.kind == Value::Kind::answers) return with_weights(of);
    if (name == "extension" && of.kind == Value::Kind::answers) return with_weights(of);
    if (name == "not" && arguments == 0) return negated(of);
    if (name == "exists" && arguments == 0) return existence(of, false);
    if (name == "hasValue" && arguments == 0) return existence(of, false);
    if (name == "empty" && arguments == 0) return existence(of, true);
    if (name == "round") return rounded(node, of);
    if (name == "sum" || name == "avg" || name == "count") return total(name, of);
    if (name == "aggregate" && arguments == 2) return aggregated(node, of);
    constexpr std::array<std::string_view, 7> kSame{"first",     "single", "last", "toInteger",
                                                    "toDecimal", "ofType", "as"};
    if (std::find(kSame.begin(), kSame.end(), name) != kSame.end() && of.kind != Value::Kind::root) {
      const bool picks = name == "first" || name == "single" || name == "last";
      if (picks && of.items.size() > 1) refuse_formula("it picks one of several answers");
      return of;
    }
    refuse_formula(fmt::format("it uses {}()", name));
  }

  Value where(const Value& of, const FhirPathNode& condition) {
    if (of.kind == Value::Kind::answers) {
      // By the kind of extension, or that option of an item which is its answer.
      const bool compares = condition.kind == FhirPathNode::Kind::binary && condition.name == "=";
      const bool by_url = compares && condition.arguments[0]->name == "url";
      if (!by_url && !(compares && of.options)) refuse_formula("it leaves out some answers");
      return of;
    }
    if (of.kind != Value::Kind::items) refuse_formula("it uses where() of something else than items");
    Value kept{.kind = Value::Kind::items};
    for (const std::size_t item : of.items) {
      const Value truth = evaluate(condition, {.kind = Value::Kind::items, .items = {item}});
      // Items without an answer add nothing all the same.
      const bool is_asked = truth.kind == Value::Kind::asked && !truth.asked.negated;
      if (truth.kind != Value::Kind::known && !is_asked) refuse_formula("it leaves out items by their answers");
      if (is_asked || truth.truth) kept.items.push_back(item);
    }
    return kept;
  }

  static Value combined(Value a, const Value& b) {
    if (a.kind != b.kind || (a.kind != Value::Kind::items && a.kind != Value::Kind::answers))
      refuse_formula("it puts together what is no list of answers");
    a.distinct = a.distinct || b.distinct;
    std::set<std::size_t> known(a.items.begin(), a.items.end());
    for (const std::size_t item : b.items) {
      if (known.insert(item).second) a.items.push_back(item);
    }
    return a;
  }

  // Of several answers that are the same a union keeps one.
  static Value united(const Value& a, const Value& b) {
    Value whole = combined(a, b);
    whole.distinct = whole.distinct || whole.kind == Value::Kind::answers;
    return whole;
  }

  Value negated(Value value) const {
    if (value.kind == Value::Kind::known) {
      value.truth = !value.truth;
    } else if (value.kind == Value::Kind::asked) {
      value.asked.negated = !value.asked.negated;
    } else {
      refuse_formula("it has a condition");
    }
    return value;
  }

  Value existence(const Value& of, bool negated) const {
    if (of.kind == Value::Kind::nothing) return {.kind = Value::Kind::known, .truth = negated};
    if (of.kind == Value::Kind::formula)
      return existence({.kind = Value::Kind::answers, .items = items_of(of.formula)}, negated);
    if (of.kind != Value::Kind::answers && of.kind != Value::Kind::items) refuse_formula("it has a condition");
    return {.kind = Value::Kind::asked, .asked = {.all = false, .negated = negated, .items = of.items}};
  }

  std::vector<std::size_t> items_of(const ScoreFormula& formula) const {
    std::vector<std::size_t> items;
    for (const FormulaTerm& term : formula.terms) items.push_back(places_.at(term.variable));
    return items;
  }

  Value rounded(const FhirPathNode& node, const Value& of) {
    const ScoreFormula digits = node.arguments.empty() ? formula_number(0) : formula(evaluate(*node.arguments[0], of));
    if (!digits.is_number() || !is_number_of_decimals(digits.constant))
      refuse_formula("it uses round() in another way");
    return {.kind = Value::Kind::formula, .formula = formula_rounded(formula(of), static_cast<int>(digits.constant))};
  }

  Value total(const std::string& name, const Value& of) const {
    if (of.kind != Value::Kind::answers && of.kind != Value::Kind::items)
      refuse_formula(fmt::format("it uses {}() of no answers", name));
    if (of.distinct) refuse_formula("it takes answers that are the same for one");
    const auto kind = name == "sum"   ? ScoreFormula::Kind::sum
                      : name == "avg" ? ScoreFormula::Kind::mean
                                      : ScoreFormula::Kind::count;
    std::vector<ScoreFormula> parts;
    for (const std::size_t item : of.items) {
      // Groups have no answers.
      if (context_.items[item].children.empty())
        parts.push_back(formula_variable(context_.items[item].link_id, Blanks::are_nothing));
    }
    const Blanks blanks = kind == ScoreFormula::Kind::sum ? Blanks::are_nothing : Blanks::are_skipped;
    return {.kind = Value::Kind::formula, .formula = formula_of_parts(kind, blanks, parts)};
  }

  // aggregate($this + $total, 0)
  Value aggregated(const FhirPathNode& node, const Value& of) {
    const FhirPathNode& step = *node.arguments[0];
    const bool adds = step.kind == FhirPathNode::Kind::binary && step.name == "+";
    const bool starts_at_0 = node.arguments[1]->kind == FhirPathNode::Kind::number && node.arguments[1]->number == 0;
    if (!adds || !starts_at_0) refuse_formula("it uses aggregate() in another way");
    const std::size_t total_at = step.arguments[0]->name == "$total" ? 0 : 1;
    if (step.arguments[total_at]->name != "$total") refuse_formula("it uses aggregate() in another way");
    return total("sum", evaluate(*step.arguments[1 - total_at], of));
  }

  Value binary(const FhirPathNode& node, const Value& focus) {
    const std::string& name = node.name;
    Value left = evaluate(*node.arguments[0], focus);
    const Value right = evaluate(*node.arguments[1], focus);
    if (name == "+") return {.kind = Value::Kind::formula, .formula = formula(left) + formula(right)};
    if (name == "-") return {.kind = Value::Kind::formula, .formula = formula(left) + -formula(right)};
    if (name == "*") return {.kind = Value::Kind::formula, .formula = formula(left) * formula(right)};
    if (name == "/") return {.kind = Value::Kind::formula, .formula = formula(left) / formula(right)};
    if (name == "|") return left.kind == Value::Kind::text ? texts(std::move(left), right) : united(left, right);
    if (name == "in") return {.kind = Value::Kind::known, .truth = is_among(left, right)};
    if (name == "=" || name == "!=") return equality(left, right, name == "=");
    if (name == ">=" || name == ">") return at_least(left, right, name == ">");
    if (name == "and" || name == "or") return both(left, right, name == "and");
    refuse_formula(fmt::format("it uses {}", name));
  }

  // Lists of texts are kept as one, their parts between line feeds.
  static Value texts(Value a, const Value& b) {
    if (b.kind != Value::Kind::text) refuse_formula("it puts together what is no list of answers");
    a.text += '\n' + b.text;
    return a;
  }

  static bool is_among(const Value& one, const Value& list) {
    if (one.kind != Value::Kind::text || list.kind != Value::Kind::text) refuse_formula("it has a condition");
    return ('\n' + list.text + '\n').find('\n' + one.text + '\n') != std::string::npos;
  }

  static Value equality(const Value& a, const Value& b, bool equal) {
    if (a.kind != Value::Kind::text || b.kind != Value::Kind::text) refuse_formula("it has a condition");
    return {.kind = Value::Kind::known, .truth = (a.text == b.text) == equal};
  }

  Value at_least(const Value& count, const Value& number, bool more) {
    const bool counts = count.kind == Value::Kind::formula && count.formula.kind == ScoreFormula::Kind::count;
    if (!counts || number.kind != Value::Kind::formula || !number.formula.is_number())
      refuse_formula("it has a condition");
    return {.kind = Value::Kind::from, .formula = count.formula, .least = number.formula.constant + (more ? 1 : 0)};
  }

  static Value both(const Value& a, const Value& b, bool all) {
    if (a.kind == Value::Kind::known && b.kind == Value::Kind::known)
      return {.kind = Value::Kind::known, .truth = all ? a.truth && b.truth : a.truth || b.truth};
    if (a.kind == Value::Kind::known) return a.truth == all ? b : a;
    if (b.kind == Value::Kind::known) return b.truth == all ? a : b;
    if (a.kind != Value::Kind::asked || b.kind != Value::Kind::asked || a.asked.negated || b.asked.negated)
      refuse_formula("it has a condition");
    const auto fits = [all](const Asked& asked) { return asked.items.size() == 1 || asked.all == all; };
    if (!fits(a.asked) || !fits(b.asked)) refuse_formula("it has a condition");
    Value whole = a;
    whole.asked.all = all;
    whole.asked.items.insert(whole.asked.items.end(), b.asked.items.begin(), b.asked.items.end());
    return whole;
  }

  // iif(condition, then, otherwise)
  Value choose(const FhirPathNode& node, const Value& focus) {
    const Value condition = evaluate(*node.arguments[0], focus);
    const auto evaluated = [&](std::size_t argument) {
      return argument < node.arguments.size() ? evaluate(*node.arguments[argument], focus) : Value{};
    };
    if (condition.kind == Value::Kind::known) return evaluated(condition.truth ? 1 : 2);
    Value then = evaluated(1);
    Value otherwise = evaluated(2);
    if (condition.kind == Value::Kind::from) {
      if (otherwise.kind != Value::Kind::nothing) refuse_formula("it has a condition");
      return {.kind = Value::Kind::formula, .formula = formula_from(condition.formula, condition.least, formula(then))};
    }
    if (condition.kind != Value::Kind::asked) refuse_formula("it has a condition");
    if (condition.asked.negated) std::swap(then, otherwise);
    ScoreFormula formula = this->formula(then);
    const bool about_it = same_items(condition.asked.items, formula);
    if (otherwise.kind == Value::Kind::nothing) {
      if (condition.asked.all && about_it) formula.blanks = Blanks::leave_none;
      if (!condition.asked.all && about_it && formula.blanks == Blanks::are_nothing)
        formula.blanks = Blanks::are_skipped;
      if (!about_it && !covers(condition.asked.items, formula)) refuse_formula("it has a condition");
      return {.kind = Value::Kind::formula, .formula = formula};
    }
    // A blank counts as 0.
    const ScoreFormula other = this->formula(otherwise);
    if (!other.is_number() || other.constant != 0 || formula.terms.size() != 1 || !about_it || formula.constant != 0)
      refuse_formula("it has a condition");
    formula.blanks = Blanks::are_nothing;
    return {.kind = Value::Kind::formula, .formula = formula};
  }

  bool same_items(std::vector<std::size_t> items, const ScoreFormula& formula) const {
    auto others = items_of(formula);
    const auto sort = [](std::vector<std::size_t>& list) {
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    sort(items);
    sort(others);
    return items == others;
  }

  // Whether somebody who has answered one of the items may have answered one of the formula's.
  bool covers(const std::vector<std::size_t>& items, const ScoreFormula& formula) const {
    const auto needed = items_of(formula);
    const std::set<std::size_t> there(items.begin(), items.end());
    return std::all_of(needed.begin(), needed.end(), [&](std::size_t item) { return there.contains(item); });
  }

  ScoreFormula formula(const Value& value) const {
    if (value.kind == Value::Kind::formula) return value.formula;
    if (value.kind != Value::Kind::answers) refuse_formula("it computes with what is no answer");
    if (value.items.size() != 1) refuse_formula("it computes with several answers at once");
    return formula_variable(context_.items[value.items[0]].link_id, Blanks::leave_none);
  }

  const FhirPathContext& context_;
  int depth_ = 0;
  int variables_ = 0;
  int nesting_ = 0;
  std::size_t steps_ = 0;
  std::map<std::string_view, std::size_t> places_;  // of items, by link id
};

}  // namespace

ScoreFormula parse_fhir_path(std::string_view expression, const FhirPathContext& context) {
  return Reading(context).formula_of(expression);
}

}  // namespace attune
