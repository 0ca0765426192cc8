#include "exchange/sql_scales.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "base/number.h"
#include "exchange/scale_formula.h"
#include "questionnaire/reported_error.h"

namespace attune {
namespace {

class ScaleSteps {
 public:
  explicit ScaleSteps(const SqlNames& names)
      : names_(names), questionnaire_(names.questionnaire()), dialect_(names.dialect()) {}

  std::vector<SqlStep> steps(const std::vector<std::string>& kept, const std::vector<SqlColumn>& beside) {
    add_sums(kept, beside);
    add_scores();
    for (std::size_t depth = 1; add_combined(depth);) ++depth;
    return std::move(steps_);
  }

 private:
  std::vector<std::string> raw_answers(const Scale& scale) const {
    std::vector<std::string> answers;
    for (const KeyedItem& keyed : scale.items) answers.push_back(names_.item(keyed.item));
    return answers;
  }

  // What an answer counts before its weight.
  std::string keyed_answer(const KeyedItem& keyed) const {
    const ResponseScale& response = questionnaire_.response_of(keyed.item);
    std::string counted = names_.item(keyed.item);
    if (!keyed.values.empty()) {
      std::string mapped = "CASE " + counted;
      for (const auto& [answer, value] : keyed.values)
        mapped += fmt::format(" WHEN {} THEN {}", answer, number_text(value));
      counted = mapped + " END";
    }
    return keyed.reversed ? fmt::format("{} - {}", response.min + response.max, counted) : counted;
  }

  std::vector<std::string> keyed_answers(const Scale& scale) const {
    std::vector<std::string> answers;
    for (const KeyedItem& keyed : scale.items) answers.push_back(keyed_answer(keyed));
    return answers;
  }

  std::vector<std::string> weighted_answers(const Scale& scale) const {
    std::vector<std::string> answers;
    for (const KeyedItem& keyed : scale.items)
      answers.push_back(fmt::format("{} * ({})", dialect_.real(keyed.weight), keyed_answer(keyed)));
    return answers;
  }

  // Of the answered items.
  std::string weights_of(const Scale& scale) const {
    std::vector<std::string> weights;
    for (const KeyedItem& keyed : scale.items) {
      weights.push_back(fmt::format("CASE WHEN {} IS NULL THEN {} ELSE {} END", names_.item(keyed.item),
                                    dialect_.real(0), dialect_.real(std::abs(keyed.weight))));
    }
    return sum_of(weights);
  }

  std::optional<double> reported_error(std::size_t scale) const {
    return reported_standard_error(questionnaire_.scales[scale], questionnaire_.response);
  }

  void add_sums(const std::vector<std::string>& kept, const std::vector<SqlColumn>& beside) {
    std::vector<SqlColumn> columns = unchanged(kept);
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      const Scale& scale = questionnaire_.scales[s];
      if (!scale.has_key()) continue;
      if (scale.is_simple()) {
        columns.push_back({dialect_.as_whole(total_of(keyed_answers(scale))), names_.sum_name(s)});
      } else {
        columns.push_back({total_of(weighted_answers(scale)), names_.sum_name(s)});
        columns.push_back({weights_of(scale), names_.weight_name(s)});
      }
      if (needs_squares(s))
        columns.push_back({dialect_.as_whole(squares_of(keyed_answers(scale))), names_.squares_name(s)});
      columns.push_back({dialect_.as_whole(count_of(raw_answers(scale))), names_.answered_of(s)});
    }
    columns.insert(columns.end(), beside.begin(), beside.end());
    add_step(steps_, {.name = "sums",
                      .why = {"Keyed answers added up; a reversed one counts as lowest + highest - answer."},
                      .keeps = false,
                      .columns = std::move(columns)});
  }

  bool needs_squares(std::size_t scale) const {
    return questionnaire_.has_standard_error(scale) && !reported_error(scale);
  }

  std::size_t least(std::size_t scale) const {
    return std::max<std::size_t>(questionnaire_.scales[scale].min_answered, 1);
  }

  // What makes a sum over the parts that there are the score, before it is transformed.
  std::string share_of(const Scale& scale, const std::string& weight) const {
    if (scale.method == ScoreMethod::mean) return fmt::format(" / {}", weight);
    if (!scale.prorated || scale.min_answered >= scale.parts()) return {};
    return fmt::format(" * {} / {}", dialect_.real(weight_of_all(scale)), weight);
  }

  std::string transformed(const Scale& scale, std::string score) const {
    const auto [multiply, add] = scale.transform;
    if (multiply != 1) score = fmt::format("({}) * {}", score, dialect_.real(multiply));
    return add == 0 ? score : fmt::format("{} + {}", score, dialect_.real(add));
  }

  void add_scores() {
    std::vector<SqlColumn> columns;
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      if (is_combined(questionnaire_, s)) continue;
      const Scale& scale = questionnaire_.scales[s];
      columns.push_back({scale.is_simple() ? simple_score(s) : weighted_score(s), names_.score_of(s)});
      if (questionnaire_.has_standard_error(s))
        columns.push_back({standard_error(s, factor(scale)), names_.error_of(s)});
    }
    add_step(steps_,
             {.name = "scores",
              .why = {"Scores, empty with too few answers; standard errors by the reported reliability, else from",
                      "the spread of the person's own answers (Brennan, 1998)."},
              .columns = std::move(columns)});
  }

  // What the mean of the answered items is multiplied by; nothing: how many there are.
  static std::optional<std::size_t> factor(const Scale& scale) {
    if (scale.method == ScoreMethod::mean) return 1;
    return scale.prorated ? std::optional(scale.items.size()) : std::nullopt;
  }

  std::string simple_score(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    const auto times = factor(scale);
    const std::string total =
        !times || *times == 1 ? names_.sum_name(s) : fmt::format("{} * {}", *times, names_.sum_name(s));
    const std::string score =
        times ? fmt::format("{} / {}", dialect_.as_real(total), names_.answered_of(s)) : dialect_.as_real(total);
    return fmt::format("CASE WHEN {} >= {} THEN {} END", names_.answered_of(s), least(s), transformed(scale, score));
  }

  std::string weighted_score(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    const std::string share = share_of(scale, names_.weight_name(s));
    return fmt::format("CASE WHEN {} >= {}{} THEN {} END", names_.answered_of(s), least(s),
                       share.empty() ? "" : fmt::format(" AND {} > 0", names_.weight_name(s)),
                       transformed(scale, names_.sum_name(s) + share));
  }

  std::string standard_error(std::size_t s, std::optional<std::size_t> times) const {
    if (const auto reported = reported_error(s))
      return fmt::format("CASE WHEN {} >= {} THEN {} END", names_.answered_of(s), least(s), dialect_.real(*reported));
    const std::string sum = dialect_.as_whole(names_.sum_name(s));
    const std::string spread = fmt::format("{0} * {1} - {2} * {2}", names_.answered_of(s), names_.squares_name(s),
                                           questionnaire_.scales[s].is_simple() ? names_.sum_name(s) : sum);
    const double stretch = std::abs(questionnaire_.scales[s].transform.multiply);
    return fmt::format("CASE WHEN {0} >= {1} THEN {2}{3}sqrt({4} / ({0} * {0} * ({0} - 1))) END", names_.answered_of(s),
                       std::max<std::size_t>(least(s), 2), stretch == 1 ? "" : dialect_.real(stretch) + " * ",
                       !times        ? names_.answered_of(s) + " * "
                       : *times == 1 ? ""
                                     : fmt::format("{} * ", *times),
                       dialect_.as_real(spread));
  }

  // How many scales stand between this one and the answers. Scales share scales, so that each is looked into once.
  std::size_t depth_of(std::size_t scale) {
    if (const auto known = depths_.find(scale); known != depths_.end()) return known->second;
    std::size_t depth = 0;
    for (const CombineTerm& term : questionnaire_.scales[scale].terms)
      depth = std::max(depth, depth_of(term.scale) + 1);
    return depths_[scale] = depth;
  }

  // The scales of this depth; false where there are none.
  bool add_combined(std::size_t depth) {
    std::vector<SqlColumn> columns;
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      if (!is_combined(questionnaire_, s) || depth_of(s) != depth) continue;
      columns.push_back({combination(s), names_.score_of(s)});
      if (questionnaire_.has_standard_error(s)) columns.push_back({combined_error(s), names_.error_of(s)});
    }
    if (columns.empty()) return false;
    add_step(steps_, {.name = fmt::format("combined_{}", depth),
                      .why = {"Scales made of scales, whose errors are independent."},
                      .columns = std::move(columns)});
    return true;
  }

  std::string combination(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    const bool all = scale.min_answered >= scale.parts();
    if (all && scale.method == ScoreMethod::sum && !scale.has_key()) return sum_of_all(scale);
    const std::string weight = weight_there(s);
    const std::string share = share_of(scale, "(" + weight + ")");
    return fmt::format("CASE WHEN {} >= {}{} THEN {} END", parts_there(s), least(s),
                       share.empty() ? "" : fmt::format(" AND {} > 0", weight),
                       transformed(scale, "(" + sum_there(s) + ")" + share));
  }

  // Empty when one of them is.
  std::string sum_of_all(const Scale& scale) const {
    const auto [multiply, add] = scale.transform;
    std::vector<std::string> terms;
    if ((add != 0 && multiply == 1) || scale.terms.empty()) terms.push_back(dialect_.real(add));
    for (const CombineTerm& term : scale.terms) {
      const std::string score = names_.score_of(term.scale);
      terms.push_back(term.weight == 1 ? score : fmt::format("{} * {}", dialect_.real(term.weight), score));
    }
    const std::string sum = fmt::format("{}", fmt::join(terms, " + "));
    return multiply == 1 ? sum : transformed(scale, sum);
  }

  std::string parts_there(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    std::vector<std::string> scores;
    for (const CombineTerm& term : scale.terms) scores.push_back(names_.score_of(term.scale));
    return (scale.has_key() ? names_.answered_of(s) + " + " : "") + count_of(scores);
  }

  std::string sum_there(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    std::string sum = scale.has_key() ? names_.sum_name(s) : "";
    for (const CombineTerm& term : scale.terms) {
      sum += sum.empty() ? "" : " + ";
      sum += fmt::format("coalesce({} * {}, {})", dialect_.real(term.weight), names_.score_of(term.scale),
                         dialect_.real(0));
    }
    return sum;
  }

  std::string weight_there(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    std::string weight = scale.has_key() ? names_.weight_name(s) : "";
    for (const CombineTerm& term : scale.terms) {
      weight += weight.empty() ? "" : " + ";
      weight += fmt::format("CASE WHEN {} IS NULL THEN {} ELSE {} END", names_.score_of(term.scale), dialect_.real(0),
                            dialect_.real(std::abs(term.weight)));
    }
    return weight;
  }

  std::string combined_error(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    if (const auto reported = reported_error(s))
      return fmt::format("CASE WHEN {} IS NOT NULL THEN {} END", combination(s), dialect_.real(*reported));
    const bool all = scale.min_answered >= scale.parts();
    std::vector<std::string> variances;
    for (const CombineTerm& term : scale.terms) {
      const std::string variance =
          fmt::format("{0} * {1} * {1}", dialect_.real(term.weight * term.weight), names_.error_of(term.scale));
      variances.push_back(all ? variance
                              : fmt::format("CASE WHEN {} IS NULL THEN {} ELSE {} END", names_.score_of(term.scale),
                                            dialect_.real(0), variance));
    }
    const double stretch = std::abs(scale.transform.multiply);
    const std::string error = fmt::format("{}sqrt({}){}", stretch == 1 ? "" : dialect_.real(stretch) + " * ",
                                          fmt::join(variances, " + "), share_of(scale, "(" + weight_there(s) + ")"));
    return all ? error : fmt::format("CASE WHEN {} IS NOT NULL THEN {} END", combination(s), error);
  }

  const SqlNames& names_;
  const Questionnaire& questionnaire_;
  const SqlDialect& dialect_;
  std::map<std::size_t, std::size_t> depths_;  // by scale
  std::vector<SqlStep> steps_;
};

}  // namespace

std::vector<SqlStep> scale_steps(const SqlNames& names, const std::vector<std::string>& kept,
                                 const std::vector<SqlColumn>& beside) {
  return ScaleSteps(names).steps(kept, beside);
}

}  // namespace attune
