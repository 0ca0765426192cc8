#include "exchange/limesurvey_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/formula_scales.h"
#include "exchange/infix_formula.h"
#include "exchange/plain_text.h"

namespace attune {
namespace {

// Those in whose answers LimeSurvey counts assessment values.
bool is_assessed(char type) { return std::string_view("1FHL!O").find(type) != std::string_view::npos; }

class ScoreFinder {
 public:
  ScoreFinder(const LimeSurvey& survey, const LimeItems& items, const std::string& language, Imported& imported)
      : survey_(survey), items_(items), language_(language), imported_(imported) {}

  std::map<std::string, LimeTexts> add() {
    if (survey_.has_assessments) add_assessments();
    add_equations();
    return std::move(titles_);
  }

 private:
  FormulaVariable assessed(std::size_t item) const {
    return {.index = item, .values = items_.items[item].numbered.values};
  }

  void add_assessments() {
    if (!items_.counted_boxes.empty()) {
      imported_.notes.push_back(
          fmt::format("The totals of assessment values are left out: they count the ticked boxes of {}.",
                      items_.counted_boxes.front()->code));
      return;
    }
    add_total("total", {{language_, "Total"}}, std::nullopt);
    for (std::size_t g = 0; g < survey_.groups.size(); ++g) {
      const std::string title = plain_text_in(survey_.groups[g].titles, language_);
      if (has_rules(g)) add_total(definition_id(title.empty() ? "group" : title), survey_.groups[g].titles, g);
    }
    const bool has_messages = std::any_of(survey_.rules.begin(), survey_.rules.end(), [](const LimeRule& rule) {
      return !plain_text(rule.name).empty() && !plain_text(rule.message).empty();
    });
    if (has_messages) imported_.left_out.emplace_back("rules of assessment: their messages, beside their names.");
  }

  bool has_rules(std::size_t group) const {
    return std::any_of(survey_.rules.begin(), survey_.rules.end(),
                       [&](const LimeRule& rule) { return rule.of_group && rule.group == survey_.groups[group].id; });
  }

  // Of all items that count assessment values, or those of one group.
  void add_total(const std::string& name, const LimeTexts& titles, std::optional<std::size_t> group) {
    ScoreFormula total{.kind = ScoreFormula::Kind::sum, .blanks = Blanks::are_skipped};
    for (const LimeItem& item : items_.items) {
      if (is_assessed(item.question->type) && (!group || *group == item.group))
        total.terms.push_back({.variable = item.variable});
    }
    if (total.terms.empty()) return;
    const auto find = [&](const std::string& variable) { return std::optional(assessed(items_.places.at(variable))); };
    const auto added = add_formula_scales({{.name = name,
                                            .title = plain_text_in(titles, language_),
                                            .read = [total] { return total; },
                                            .bands = bands_of(group)}},
                                          "total", find, imported_);
    for (const auto& pair : added) titles_[pair.first] = titles;
  }

  std::vector<Band> bands_of(std::optional<std::size_t> group) {
    std::vector<Band> bands;
    for (const LimeRule& rule : survey_.rules) {
      const bool same_scope = group ? rule.of_group && rule.group == survey_.groups[*group].id : !rule.of_group;
      if (!same_scope || rule.language != language_) continue;
      const std::string name = plain_text(rule.name);
      bands.push_back({.from = parse_number(rule.minimum),
                       .to = parse_number(rule.maximum),
                       .label = name.empty() ? plain_text(rule.message) : name});
    }
    std::sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) { return a.from < b.from; });
    for (std::size_t b = 1; b < bands.size(); ++b) {
      if (bands[b].from && bands[b - 1].to && *bands[b].from >= *bands[b - 1].to) continue;
      imported_.notes.emplace_back("Rules of assessment that overlap are left out.");
      return {};
    }
    return bands;
  }

  void add_equations() {
    const FormulaLanguage syntax{.in_operators = Blanks::are_nothing,
                                 .in_functions = Blanks::are_nothing,
                                 .bracketed = false,
                                 .expand = [this](const std::string& name) { return expanded(name); }};
    std::vector<FormulaScale> scores;
    for (const LimeQuestion* equation : items_.equations) {
      scores.push_back(
          {.name = equation->code,
           .title = plain_text_in(equation->help, language_),
           .read = [this, equation, &syntax] { return parse_infix_formula(expression(*equation), syntax); }});
    }
    const auto added = add_formula_scales(
        scores, "equation", [this](const std::string& variable) { return find_item(variable); }, imported_);
    for (const auto& [scale, score] : added) titles_[scale] = items_.equations[score]->help;
  }

  // What stands in braces, perhaps within HTML. It is the same in all languages.
  std::string expression(const LimeQuestion& equation) const {
    const std::string text = plain_text_in(equation.texts, survey_.languages.front());
    const std::size_t start = text.find('{');
    const std::size_t end = text.rfind('}');
    if (start == std::string::npos || end == std::string::npos || end < start)
      throw Error(ExitCode::data, {}, "it has no expression in braces");
    return text.substr(start + 1, end - start - 1);
  }

  // that.q1 stands for all lines of an array. What .NAOK says, that a hidden question is a blank one, holds here
  // anyway.
  std::vector<std::string> expanded(std::string name) const {
    constexpr std::string_view kThat = "that.";
    if (name.ends_with("NAOK")) name.resize(name.size() - (name.ends_with(".NAOK") ? 5 : 4));
    if (!name.starts_with(kThat)) return {name};
    const std::string rest = name.substr(kThat.size());
    const std::string code = rest.substr(0, rest.find('.'));
    std::vector<std::string> variables;
    for (const LimeItem& item : items_.items) {
      if (item.question->code == code) variables.push_back(item.variable + rest.substr(code.size()));
    }
    if (variables.empty()) throw Error(ExitCode::data, {}, fmt::format("\"{}\" is no array of items", code));
    return variables;
  }

  // With .value an answer counts its assessment value, where the survey has such; else its code, which must be a
  // number.
  std::optional<FormulaVariable> find_item(std::string variable) const {
    bool by_value = false;
    for (const std::string_view suffix : {".value", ".code"}) {
      if (!variable.ends_with(suffix)) continue;
      by_value = by_value || suffix == ".value";
      variable.resize(variable.size() - suffix.size());
    }
    const auto place = items_.places.find(variable);
    if (place == items_.places.end()) return std::nullopt;
    if (by_value && survey_.has_assessments) return assessed(place->second);
    if (items_.items[place->second].numbered.by != NumberedChoices::By::code)
      throw Error(ExitCode::data, {}, fmt::format("the codes of {} are not all numbers", variable));
    return FormulaVariable{.index = place->second};
  }

  const LimeSurvey& survey_;
  const LimeItems& items_;
  const std::string& language_;
  Imported& imported_;
  std::map<std::string, LimeTexts> titles_;
};

}  // namespace

std::map<std::string, LimeTexts> add_limesurvey_scores(const LimeSurvey& survey, const LimeItems& items,
                                                       const std::string& language, Imported& imported) {
  return ScoreFinder(survey, items, language, imported).add();
}

}  // namespace attune
