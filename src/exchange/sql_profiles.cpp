#include "exchange/sql_profiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "exchange/sql_normal.h"
#include "questionnaire/band.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

class ScoreResults {
 public:
  explicit ScoreResults(const SqlNames& names)
      : names_(names), questionnaire_(names.questionnaire()), dialect_(names.dialect()) {}

  std::vector<SqlColumn> columns() const {
    std::vector<SqlColumn> columns;
    for (const std::string& result : questionnaire_.result_names())
      columns.push_back({names_.name(result), names_.name(result)});
    const auto define = [&](const std::string& result, const std::string& expression) {
      for (SqlColumn& column : columns) {
        if (column.name == names_.name(result)) column.expression = expression;
      }
    };
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      if (!questionnaire_.scales[s].bands.empty()) define(questionnaire_.scales[s].id + "_band", band(s));
    }
    if (const auto* highest = std::get_if<HighestRule>(&questionnaire_.profiles)) define("profile", profile(*highest));
    if (const auto* quadrants = std::get_if<QuadrantRule>(&questionnaire_.profiles)) {
      define("profile", profile(*quadrants));
      for (std::size_t p = 0; p < QuadrantRule::kProfiles.size(); ++p)
        define(std::string("p_") + QuadrantRule::kProfiles[p], probability(*quadrants, p));
    }
    return columns;
  }

 private:
  std::string band(std::size_t s) const {
    std::string text = "CASE";
    for (const Band& band : questionnaire_.scales[s].bands) {
      std::vector<std::string> within{names_.score_of(s) + " IS NOT NULL"};
      if (band.from)
        within.push_back(fmt::format("{} >= {}", names_.score_of(s), dialect_.real(*band.from - kSameScore)));
      if (band.to) within.push_back(fmt::format("{} <= {}", names_.score_of(s), dialect_.real(*band.to + kSameScore)));
      text += fmt::format("\n      WHEN {} THEN {}", fmt::join(within, " AND "), dialect_.text(band.label));
    }
    return text + " END";
  }

  // QuadrantRule::kProfiles counts anxiety one, avoidance two.
  std::string profile(const QuadrantRule& rule) const {
    std::string text = "CASE";
    for (std::size_t p = 0; p < QuadrantRule::kProfiles.size(); ++p) {
      text += fmt::format("\n      WHEN {} AND {} THEN {}", side(rule.x, rule.x_cut, p % 2 == 1),
                          side(rule.y, rule.y_cut, p >= 2), dialect_.text(QuadrantRule::kProfiles[p]));
    }
    return text + " END";
  }

  // A comparison with an empty score is never true.
  std::string profile(const HighestRule& rule) const {
    std::string text = "CASE";
    for (std::size_t p = 0; p < rule.prototypes.size(); ++p) {
      std::vector<std::string> above;
      if (rule.prototypes.size() == 1) above.push_back(names_.score_of(rule.prototypes[p].second) + " IS NOT NULL");
      for (std::size_t other = 0; other < rule.prototypes.size(); ++other) {
        if (other != p) above.push_back(is_above(rule.prototypes[p].second, rule.prototypes[other].second));
      }
      text +=
          fmt::format("\n      WHEN {} THEN {}", fmt::join(above, " AND "), dialect_.text(rule.prototypes[p].first));
    }
    return text + " END";
  }

  std::string side(std::size_t scale, double cut, bool high) const {
    return fmt::format("{} {} {}", names_.score_of(scale), high ? ">=" : "<",
                       dialect_.real(cut - score_margin(questionnaire_.scales[scale])));
  }

  std::string probability(const QuadrantRule& rule, std::size_t profile) const {
    const auto factor = [&](std::size_t scale, bool high) {
      return high ? names_.high_name(scale) : fmt::format("({} - {})", dialect_.real(1), names_.high_name(scale));
    };
    return fmt::format("{} * {}", factor(rule.x, profile % 2 == 1), factor(rule.y, profile >= 2));
  }

  std::string is_above(std::size_t scale, std::size_t other) const {
    const double margin =
        std::max(score_margin(questionnaire_.scales[scale]), score_margin(questionnaire_.scales[other]));
    return fmt::format("{} > {}{}", names_.score_of(scale), names_.score_of(other),
                       margin > 0 ? fmt::format(" + {}", dialect_.real(margin)) : "");
  }

  const SqlNames& names_;
  const Questionnaire& questionnaire_;
  const SqlDialect& dialect_;
};

}  // namespace

void add_likelihoods(const SqlNames& names, NormSteps& steps) {
  const Questionnaire& questionnaire = names.questionnaire();
  const SqlDialect& dialect = names.dialect();
  const auto* rule = std::get_if<QuadrantRule>(&questionnaire.profiles);
  if (rule == nullptr) return;
  for (const auto& [scale, cut] : {std::pair(rule->x, rule->x_cut), std::pair(rule->y, rule->y_cut)}) {
    const std::string difference = fmt::format("({} - {})", names.score_of(scale), dialect.real(cut));
    const std::string& id = questionnaire.scales[scale].id;
    const std::string distance = names.name("distance of " + id), tail = names.name("tail of " + id);
    steps.distances.push_back({normal_distance(difference, names.error_of(scale), dialect), distance});
    steps.tails.push_back({normal_tail(distance, dialect), tail});
    steps.percents.push_back(
        {fmt::format("CASE WHEN {} > 0 THEN {} - {} ELSE {} END", difference, dialect.real(1), tail, tail),
         names.high_name(scale)});
  }
}

std::vector<SqlColumn> score_results(const SqlNames& names) { return ScoreResults(names).columns(); }

}  // namespace attune
