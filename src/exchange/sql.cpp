#include "exchange/sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/sql_columns.h"
#include "exchange/sql_normal.h"
#include "exchange/sql_quality.h"
#include "exchange/sql_step.h"
#include "questionnaire/answer.h"
#include "questionnaire/reported_error.h"
#include "scoring/band.h"

namespace attune {
namespace {

// Doubles that scales are combined to fall short of a cut by their last digit; true values never lie so near.
constexpr double kSameScore = 1e-9;
constexpr int kCommentWidth = 96;

class ScoringStatement {
 public:
  ScoringStatement(const Questionnaire& questionnaire, const SqlOptions& options)
      : questionnaire_(questionnaire),
        options_(options),
        dialect_(options.database),
        norms_(norm_steps(questionnaire, options.norms, dialect_)) {
    if (options.quality) quality_ = quality_steps(questionnaire, dialect_);
    for (std::size_t k = 0; k < options.carried.size(); ++k) kept_.push_back(name(fmt::format("kept {}", k + 1)));
    add_reading_steps();
    add_sums();
    add_scores();
    for (std::size_t depth = 1; add_combined(depth);) ++depth;
    add_comparisons();
    add_quality();
  }

  std::string text() const {
    std::vector<SqlColumn> results;
    for (std::size_t k = 0; k < kept_.size(); ++k) results.push_back({kept_[k], name(options_.carried[k])});
    for (const std::vector<SqlColumn>& part : {score_results(), norms_.results, quality_.results})
      results.insert(results.end(), part.begin(), part.end());
    check_names(results);
    std::string steps;
    std::string from = qualified(options_.table);
    for (SqlStep step : steps_) {
      if (fold(step.name) == fold(options_.table.back())) step.name += "_step";
      steps += steps.empty() ? "" : ",\n";
      steps += sql_of(step, from, dialect_);
      from = step.name;
    }
    const std::string view = options_.as_view ? fmt::format("CREATE VIEW {} AS\n", view_name()) : "";
    return fmt::format("{}{}WITH\n{}\n{};\n", head(), view, steps, select_of(results, from));
  }

 private:
  // Names with spaces are no names of results, nor of items.
  std::string name(const std::string& of) const { return dialect_.name(of); }
  std::string score_of(std::size_t scale) const { return name(questionnaire_.scales[scale].id); }
  std::string answered_of(std::size_t scale) const { return name(questionnaire_.scales[scale].id + "_answered"); }
  std::string error_of(std::size_t scale) const {
    return questionnaire_.has_standard_error(scale) ? name(questionnaire_.scales[scale].id + "_se")
                                                    : dialect_.no_real();
  }
  std::string sum_name(std::size_t scale) const { return name("sum of " + questionnaire_.scales[scale].id); }
  std::string squares_name(std::size_t scale) const { return name("squares of " + questionnaire_.scales[scale].id); }
  std::string weight_name(std::size_t scale) const { return name("weights of " + questionnaire_.scales[scale].id); }
  bool is_combined(std::size_t scale) const { return !questionnaire_.scales[scale].terms.empty(); }

  // Whether whole numbers add up to the score, so that one division makes it.
  bool is_simple(std::size_t scale) const {
    const auto& items = questionnaire_.scales[scale].items;
    return !is_combined(scale) && std::all_of(items.begin(), items.end(), [](const KeyedItem& keyed) {
      return keyed.weight == 1 && keyed.values.empty();
    });
  }
  // Whether the score is the double nearest to the true value.
  bool is_exact(std::size_t scale) const {
    return is_simple(scale) && questionnaire_.scales[scale].transform == Transform{};
  }

  std::string qualified(const std::vector<std::string>& parts) const {
    std::vector<std::string> names;
    for (const std::string& part : parts) names.push_back(name(part));
    return fmt::format("{}", fmt::join(names, "."));
  }

  std::string view_name() const {
    std::vector<std::string> parts = options_.table;
    parts.back() += "_" + questionnaire_.id;
    return qualified(parts);
  }

  void check_names(const std::vector<SqlColumn>& results) const {
    std::set<std::string> seen;
    for (const SqlColumn& column : results) {
      if (seen.insert(fold(column.name)).second) continue;
      throw Error(ExitCode::usage, {}, fmt::format("the results would have two columns {}", shorten(column.name, 40)),
                  "Choose other columns with --keep.");
    }
  }

  void add(std::string step, std::vector<std::string> why, std::vector<SqlColumn> columns, bool keeps = true) {
    if (!columns.empty())
      steps_.push_back({.name = std::move(step), .why = std::move(why), .keeps = keeps, .columns = std::move(columns)});
  }

  std::string head() const {
    const Questionnaire& q = questionnaire_;
    std::vector<std::string> paragraphs{fmt::format("{}: {}", q.id, q.title),
                                        fmt::format("Scores by {}, from version {} of the definition (SHA-256 {}).",
                                                    options_.program, q.version, q.sha256)};
    for (const auto& [what, works] : q.sources) {
      for (const std::string& work : works) paragraphs.push_back(fmt::format("Source ({}): {}", what, work));
    }
    if (options_.norms.norms != nullptr) {
      const Norms& norms = *options_.norms.norms;
      paragraphs.push_back(fmt::format("Norms: {} {} {}", norms.sample, norms.source, norms.caution));
    }
    if (!q.caution.empty()) paragraphs.push_back("Caution: " + q.caution);
    if (options_.quality)
      paragraphs.emplace_back("Mahalanobis distances, which need everybody's answers, are left out.");
    std::string text;
    for (const std::string& paragraph : paragraphs) {
      for (const std::string& line : wrap(one_line(paragraph), kCommentWidth)) text += dialect_.comment(line) + "\n";
    }
    return text;
  }

  // Items that some result needs, as indices.
  std::vector<std::size_t> read_items() const {
    std::vector<bool> needed(questionnaire_.items.size(), options_.quality);
    for (const Scale& scale : questionnaire_.scales) {
      for (const KeyedItem& keyed : scale.items) needed[keyed.item] = true;
    }
    std::vector<std::size_t> items;
    for (std::size_t item = 0; item < needed.size(); ++item) {
      if (needed[item]) items.push_back(item);
    }
    return items;
  }

  std::vector<SqlColumn> kept() const {
    std::vector<SqlColumn> columns;
    for (const std::string& column : kept_) columns.push_back({column, column});
    return columns;
  }

  void add_reading_steps() {
    const auto sources = item_columns(questionnaire_, options_.pattern, options_.named);
    std::vector<SqlColumn> texts, answers = kept();
    for (std::size_t k = 0; k < kept_.size(); ++k) texts.push_back({name(options_.carried[k]), kept_[k]});
    for (const std::size_t item : read_items()) {
      const std::string id = name(questionnaire_.items[item].id);
      texts.push_back({dialect_.answer_text(name(sources[item])), id});
      answers.push_back({answer_of(item), id});
    }
    add("texts", {"Each answer as text."}, std::move(texts), false);
    add("answers", {answers_comment()}, std::move(answers), false);
  }

  std::string answers_comment() const {
    if (!questionnaire_.one_response()) return "Each answer as a whole number.";
    return fmt::format("Each answer as a whole number from {} to {}.", questionnaire_.response.min,
                       questionnaire_.response.max);
  }

  std::string answer_of(std::size_t item) const {
    const ResponseScale& response = questionnaire_.response_of(item);
    const std::string id = name(questionnaire_.items[item].id);
    std::string text = "CASE " + id;
    for (const int answer : response.answers()) text += fmt::format(" WHEN '{0}' THEN {0}", answer);
    for (const auto& [answer, label] : response.labels)
      text += fmt::format(" WHEN {} THEN {}", dialect_.folded(label), answer);
    for (const auto& [code, answer] : response.codes)
      text += fmt::format(" WHEN {} THEN {}", dialect_.folded(code), answer);
    if (options_.invalid_is_missing) return text + " END";
    text += " WHEN '' THEN NULL";
    for (const std::string& code : response.missing) text += fmt::format(" WHEN {} THEN NULL", dialect_.folded(code));
    for (const std::string& code : options_.missing) text += fmt::format(" WHEN {} THEN NULL", dialect_.folded(code));
    const std::string range =
        response.only_labelled ? answers_named(response) : fmt::format("{} to {}", response.min, response.max);
    const std::string message =
        fmt::format("{} || {} || {}", dialect_.text(fmt::format("item {}: ", questionnaire_.items[item].id)), id,
                    dialect_.text(fmt::format(" is not an answer ({})", range)));
    return fmt::format("{}\n      ELSE {} END", text, dialect_.failure(message));
  }

  std::vector<std::string> raw_answers(const Scale& scale) const {
    std::vector<std::string> answers;
    for (const KeyedItem& keyed : scale.items) answers.push_back(name(questionnaire_.items[keyed.item].id));
    return answers;
  }

  // What an answer counts before its weight.
  std::string keyed_answer(const KeyedItem& keyed) const {
    const ResponseScale& response = questionnaire_.response_of(keyed.item);
    std::string counted = name(questionnaire_.items[keyed.item].id);
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
      weights.push_back(fmt::format("CASE WHEN {} IS NULL THEN {} ELSE {} END",
                                    name(questionnaire_.items[keyed.item].id), dialect_.real(0),
                                    dialect_.real(std::abs(keyed.weight))));
    }
    return sum_of(weights);
  }

  std::optional<double> reported_error(std::size_t scale) const {
    return reported_standard_error(questionnaire_.scales[scale], questionnaire_.response);
  }

  void add_sums() {
    std::vector<SqlColumn> columns = kept();
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      const Scale& scale = questionnaire_.scales[s];
      if (!scale.has_key()) continue;
      if (is_simple(s)) {
        columns.push_back({dialect_.as_whole(total_of(keyed_answers(scale))), sum_name(s)});
      } else {
        columns.push_back({total_of(weighted_answers(scale)), sum_name(s)});
        columns.push_back({weights_of(scale), weight_name(s)});
      }
      if (needs_squares(s)) columns.push_back({dialect_.as_whole(squares_of(keyed_answers(scale))), squares_name(s)});
      columns.push_back({dialect_.as_whole(count_of(raw_answers(scale))), answered_of(s)});
    }
    columns.insert(columns.end(), quality_.from_answers.begin(), quality_.from_answers.end());
    add("sums", {"Keyed answers added up; a reversed one counts as lowest + highest - answer."}, std::move(columns),
        false);
  }

  bool needs_squares(std::size_t scale) const {
    return questionnaire_.has_standard_error(scale) && !reported_error(scale);
  }

  std::size_t least(std::size_t scale) const {
    return std::max<std::size_t>(questionnaire_.scales[scale].min_answered, 1);
  }

  static double weight_of_all(const Scale& scale) {
    double weight = 0;
    for (const KeyedItem& keyed : scale.items) weight += std::abs(keyed.weight);
    for (const CombineTerm& term : scale.terms) weight += std::abs(term.weight);
    return weight;
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
      if (is_combined(s)) continue;
      const Scale& scale = questionnaire_.scales[s];
      columns.push_back({is_simple(s) ? simple_score(s) : weighted_score(s), score_of(s)});
      if (questionnaire_.has_standard_error(s)) columns.push_back({standard_error(s, factor(scale)), error_of(s)});
    }
    add("scores",
        {"Scores, empty with too few answers; standard errors by the reported reliability, else from",
         "the spread of the person's own answers (Brennan, 1998)."},
        std::move(columns));
  }

  // What the mean of the answered items is multiplied by; nothing: how many there are.
  static std::optional<std::size_t> factor(const Scale& scale) {
    if (scale.method == ScoreMethod::mean) return 1;
    return scale.prorated ? std::optional(scale.items.size()) : std::nullopt;
  }

  std::string simple_score(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    const auto times = factor(scale);
    const std::string total = !times || *times == 1 ? sum_name(s) : fmt::format("{} * {}", *times, sum_name(s));
    const std::string score =
        times ? fmt::format("{} / {}", dialect_.as_real(total), answered_of(s)) : dialect_.as_real(total);
    return fmt::format("CASE WHEN {} >= {} THEN {} END", answered_of(s), least(s), transformed(scale, score));
  }

  std::string weighted_score(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    const std::string share = share_of(scale, weight_name(s));
    return fmt::format("CASE WHEN {} >= {}{} THEN {} END", answered_of(s), least(s),
                       share.empty() ? "" : fmt::format(" AND {} > 0", weight_name(s)),
                       transformed(scale, sum_name(s) + share));
  }

  std::string standard_error(std::size_t s, std::optional<std::size_t> times) const {
    if (const auto reported = reported_error(s))
      return fmt::format("CASE WHEN {} >= {} THEN {} END", answered_of(s), least(s), dialect_.real(*reported));
    const std::string sum = dialect_.as_whole(sum_name(s));
    const std::string spread =
        fmt::format("{0} * {1} - {2} * {2}", answered_of(s), squares_name(s), is_simple(s) ? sum_name(s) : sum);
    const double stretch = std::abs(questionnaire_.scales[s].transform.multiply);
    return fmt::format("CASE WHEN {0} >= {1} THEN {2}{3}sqrt({4} / ({0} * {0} * ({0} - 1))) END", answered_of(s),
                       std::max<std::size_t>(least(s), 2), stretch == 1 ? "" : dialect_.real(stretch) + " * ",
                       !times        ? answered_of(s) + " * "
                       : *times == 1 ? ""
                                     : fmt::format("{} * ", *times),
                       dialect_.as_real(spread));
  }

  // How many scales stand between this one and the answers.
  std::size_t depth_of(std::size_t scale) const {
    std::size_t depth = 0;
    for (const CombineTerm& term : questionnaire_.scales[scale].terms)
      depth = std::max(depth, depth_of(term.scale) + 1);
    return depth;
  }

  // The scales of this depth; false where there are none.
  bool add_combined(std::size_t depth) {
    std::vector<SqlColumn> columns;
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      if (!is_combined(s) || depth_of(s) != depth) continue;
      columns.push_back({combination(s), score_of(s)});
      if (questionnaire_.has_standard_error(s)) columns.push_back({combined_error(s), error_of(s)});
    }
    if (columns.empty()) return false;
    add(fmt::format("combined_{}", depth), {"Scales made of scales, whose errors are independent."},
        std::move(columns));
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
      const std::string score = score_of(term.scale);
      terms.push_back(term.weight == 1 ? score : fmt::format("{} * {}", dialect_.real(term.weight), score));
    }
    const std::string sum = fmt::format("{}", fmt::join(terms, " + "));
    return multiply == 1 ? sum : transformed(scale, sum);
  }

  std::string parts_there(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    std::vector<std::string> scores;
    for (const CombineTerm& term : scale.terms) scores.push_back(score_of(term.scale));
    return (scale.has_key() ? answered_of(s) + " + " : "") + count_of(scores);
  }

  std::string sum_there(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    std::string sum = scale.has_key() ? sum_name(s) : "";
    for (const CombineTerm& term : scale.terms) {
      sum += sum.empty() ? "" : " + ";
      sum += fmt::format("coalesce({} * {}, {})", dialect_.real(term.weight), score_of(term.scale), dialect_.real(0));
    }
    return sum;
  }

  std::string weight_there(std::size_t s) const {
    const Scale& scale = questionnaire_.scales[s];
    std::string weight = scale.has_key() ? weight_name(s) : "";
    for (const CombineTerm& term : scale.terms) {
      weight += weight.empty() ? "" : " + ";
      weight += fmt::format("CASE WHEN {} IS NULL THEN {} ELSE {} END", score_of(term.scale), dialect_.real(0),
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
          fmt::format("{0} * {1} * {1}", dialect_.real(term.weight * term.weight), error_of(term.scale));
      variances.push_back(all ? variance
                              : fmt::format("CASE WHEN {} IS NULL THEN {} ELSE {} END", score_of(term.scale),
                                            dialect_.real(0), variance));
    }
    const double stretch = std::abs(scale.transform.multiply);
    const std::string error = fmt::format("{}sqrt({}){}", stretch == 1 ? "" : dialect_.real(stretch) + " * ",
                                          fmt::join(variances, " + "), share_of(scale, "(" + weight_there(s) + ")"));
    return all ? error : fmt::format("CASE WHEN {} IS NOT NULL THEN {} END", combination(s), error);
  }

  static std::array<std::pair<std::size_t, double>, 2> axes(const QuadrantRule& rule) {
    return {{{rule.x, rule.x_cut}, {rule.y, rule.y_cut}}};
  }

  // Norms, and how likely each axis is high.
  void add_comparisons() {
    NormSteps steps = norms_;
    if (const auto* rule = std::get_if<QuadrantRule>(&questionnaire_.profiles)) {
      for (const auto& [scale, cut] : axes(*rule)) {
        const std::string difference = fmt::format("({} - {})", score_of(scale), dialect_.real(cut));
        const std::string& id = questionnaire_.scales[scale].id;
        const std::string distance = name("distance of " + id), tail = name("tail of " + id);
        steps.distances.push_back({normal_distance(difference, error_of(scale), dialect_), distance});
        steps.tails.push_back({normal_tail(distance, dialect_), tail});
        steps.percents.push_back(
            {fmt::format("CASE WHEN {} > 0 THEN {} - {} ELSE {} END", difference, dialect_.real(1), tail, tail),
             high_name(scale)});
      }
    }
    add("compared", {"Scores against those of the norm group."}, std::move(steps.compared));
    add("distances", {"Distances in units of the error times the root of 2, of which 6 and more count as 6."},
        std::move(steps.distances));
    add("tails",
        {"What of a normal distribution lies beyond: half of erfc(distance), by the rational Chebyshev",
         "approximations of Cody (1969, Math. Comp. 23, 631-637). The error is below 2e-16."},
        std::move(steps.tails));
    add("likelihoods", {}, std::move(steps.percents));
  }

  std::string high_name(std::size_t scale) const {
    return name("likelihood of high " + questionnaire_.scales[scale].id);
  }

  void add_quality() {
    add("points", {"Response quality: the longest run, and halves of keys of which both have answers."},
        quality_.points);
    add("means", {}, quality_.means);
    add("deviations", {}, quality_.deviations);
    add("quality_indices", {}, quality_.indices);
  }

  std::vector<SqlColumn> score_results() const {
    std::vector<SqlColumn> columns;
    for (const std::string& result : questionnaire_.result_names()) columns.push_back({name(result), name(result)});
    const auto define = [&](const std::string& result, const std::string& expression) {
      for (SqlColumn& column : columns) {
        if (column.name == name(result)) column.expression = expression;
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

  std::string band(std::size_t s) const {
    std::string text = "CASE";
    for (const Band& band : questionnaire_.scales[s].bands) {
      std::vector<std::string> within{score_of(s) + " IS NOT NULL"};
      if (band.from) within.push_back(fmt::format("{} >= {}", score_of(s), dialect_.real(*band.from - kSameBand)));
      if (band.to) within.push_back(fmt::format("{} <= {}", score_of(s), dialect_.real(*band.to + kSameBand)));
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

  std::string side(std::size_t scale, double cut, bool high) const {
    return fmt::format("{} {} {}", score_of(scale), high ? ">=" : "<",
                       dialect_.real(is_exact(scale) ? cut : cut - kSameScore));
  }

  std::string probability(const QuadrantRule& rule, std::size_t profile) const {
    const auto factor = [&](std::size_t scale, bool high) {
      return high ? high_name(scale) : fmt::format("({} - {})", dialect_.real(1), high_name(scale));
    };
    return fmt::format("{} * {}", factor(rule.x, profile % 2 == 1), factor(rule.y, profile >= 2));
  }

  // A comparison with an empty score is never true.
  std::string profile(const HighestRule& rule) const {
    std::string text = "CASE";
    for (std::size_t p = 0; p < rule.prototypes.size(); ++p) {
      std::vector<std::string> above;
      if (rule.prototypes.size() == 1) above.push_back(score_of(rule.prototypes[p].second) + " IS NOT NULL");
      for (std::size_t other = 0; other < rule.prototypes.size(); ++other) {
        if (other != p) above.push_back(is_above(rule.prototypes[p].second, rule.prototypes[other].second));
      }
      text +=
          fmt::format("\n      WHEN {} THEN {}", fmt::join(above, " AND "), dialect_.text(rule.prototypes[p].first));
    }
    return text + " END";
  }

  std::string is_above(std::size_t scale, std::size_t other) const {
    const std::string margin =
        is_exact(scale) && is_exact(other) ? "" : fmt::format(" + {}", dialect_.real(kSameScore));
    return fmt::format("{} > {}{}", score_of(scale), score_of(other), margin);
  }

  const Questionnaire& questionnaire_;
  const SqlOptions& options_;
  const SqlDialect dialect_;
  NormSteps norms_;
  QualitySteps quality_;
  std::vector<std::string> kept_;  // what the carried columns are called on the way
  std::vector<SqlStep> steps_;
};

}  // namespace

std::string scoring_sql(const Questionnaire& questionnaire, const SqlOptions& options) {
  // Refuses a code that is an answer.
  const ItemCodes codes(questionnaire, options.missing);
  return ScoringStatement(questionnaire, options).text();
}

}  // namespace attune
