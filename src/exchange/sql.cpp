#include "exchange/sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "exchange/sql_answers.h"
#include "exchange/sql_names.h"
#include "exchange/sql_profiles.h"
#include "exchange/sql_quality.h"
#include "exchange/sql_scales.h"
#include "exchange/sql_step.h"
#include "questionnaire/answer.h"

namespace attune {
namespace {

constexpr int kCommentWidth = 96;

class ScoringStatement {
 public:
  ScoringStatement(const Questionnaire& questionnaire, const SqlOptions& options)
      : questionnaire_(questionnaire),
        options_(options),
        dialect_(options.database),
        names_(questionnaire_, dialect_),
        norms_(norm_steps(questionnaire, options.norms, dialect_)) {
    if (options.quality) quality_ = quality_steps(questionnaire, dialect_);
    for (std::size_t k = 0; k < options.carried.size(); ++k)
      kept_.push_back(names_.name(fmt::format("kept {}", k + 1)));
    add(answer_steps(names_, options, kept_));
    add(scale_steps(names_, kept_, quality_.from_answers));
    add(comparison_steps());
    add(steps_of_quality());
  }

  std::string text() const {
    std::vector<SqlColumn> results;
    for (std::size_t k = 0; k < kept_.size(); ++k) results.push_back({kept_[k], names_.name(options_.carried[k])});
    for (const std::vector<SqlColumn>& part : {score_results(names_), norms_.results, quality_.results})
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
  std::string qualified(const std::vector<std::string>& parts) const {
    std::vector<std::string> names;
    for (const std::string& part : parts) names.push_back(names_.name(part));
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

  void add(std::vector<SqlStep> steps) { std::move(steps.begin(), steps.end(), std::back_inserter(steps_)); }

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

  // Norms, and how likely each axis is high.
  std::vector<SqlStep> comparison_steps() const {
    NormSteps columns = norms_;
    add_likelihoods(names_, columns);
    std::vector<SqlStep> steps;
    add_step(steps, {.name = "compared",
                     .why = {"Scores against those of the norm group."},
                     .columns = std::move(columns.compared)});
    add_step(steps, {.name = "distances",
                     .why = {"Distances in units of the error times the root of 2, of which 6 and more count as 6."},
                     .columns = std::move(columns.distances)});
    add_step(steps,
             {.name = "tails",
              .why = {"What of a normal distribution lies beyond: half of erfc(distance), by the rational Chebyshev",
                      "approximations of Cody (1969, Math. Comp. 23, 631-637). The error is below 2e-16."},
              .columns = std::move(columns.tails)});
    add_step(steps, {.name = "likelihoods", .columns = std::move(columns.percents)});
    return steps;
  }

  std::vector<SqlStep> steps_of_quality() const {
    std::vector<SqlStep> steps;
    add_step(steps, {.name = "points",
                     .why = {"Response quality: the longest run, and halves of keys of which both have answers."},
                     .columns = quality_.points});
    add_step(steps, {.name = "means", .columns = quality_.means});
    add_step(steps, {.name = "deviations", .columns = quality_.deviations});
    add_step(steps, {.name = "quality_indices", .columns = quality_.indices});
    return steps;
  }

  const Questionnaire& questionnaire_;
  const SqlOptions& options_;
  const SqlDialect dialect_;
  const SqlNames names_;
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
