#include "exchange/sql_norms.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "exchange/sql_normal.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

const NormScale* figures_of(const NormGroup& group, std::size_t scale) {
  const auto found = std::find_if(group.scales.begin(), group.scales.end(),
                                  [&](const NormScale& norm) { return norm.scale == scale; });
  return found == group.scales.end() ? nullptr : &*found;
}

bool has_figures(const Norms& norms, std::size_t scale) {
  return std::any_of(norms.groups.begin(), norms.groups.end(),
                     [&](const NormGroup& group) { return figures_of(group, scale) != nullptr; });
}

// A score of the table with the percents at which it stands.
struct Rank {
  double score;
  double first;
  double last;
};

std::vector<Rank> ranks_of(const NormScale& norm, const std::vector<double>& percents) {
  std::vector<Rank> ranks;
  for (std::size_t i = 0; i < norm.percentiles.size(); ++i) {
    const double score = norm.percentiles[i];
    if (!ranks.empty() && score <= ranks.back().score + kSameScore) ranks.back().last = percents[i];
    else ranks.push_back({.score = score, .first = percents[i], .last = percents[i]});
  }
  return ranks;
}

// norm_score.h tells the rule. `normal` is 100 Φ(z).
std::string percentile(const std::string& score, const std::string& normal, const std::vector<Rank>& ranks,
                       const SqlDialect& dialect) {
  if (ranks.empty()) return normal;
  const std::string lowest = dialect.real(ranks.front().first);
  const std::string highest = dialect.real(ranks.back().last);
  std::string text = fmt::format("CASE\n      WHEN {0} < {1} THEN CASE WHEN {2} < {3} THEN {2} ELSE {3} END", score,
                                 dialect.real(ranks.front().score - kSameScore), normal, lowest);
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    if (i > 0) {
      text += fmt::format("\n      WHEN {0} < {1} THEN {2} + ({0} - {3}) / {4} * {5}", score,
                          dialect.real(ranks[i].score - kSameScore), dialect.real(ranks[i - 1].last),
                          dialect.real(ranks[i - 1].score), dialect.real(ranks[i].score - ranks[i - 1].score),
                          dialect.real(ranks[i].first - ranks[i - 1].last));
    }
    text += fmt::format("\n      WHEN {} <= {} THEN {}", score, dialect.real(ranks[i].score + kSameScore),
                        dialect.real((ranks[i].first + ranks[i].last) / 2));
  }
  return text + fmt::format("\n      WHEN {0} IS NOT NULL THEN CASE WHEN {1} > {2} THEN {1} ELSE {2} END END", score,
                            normal, highest);
}

void add_scale(const std::string& id, const NormScale* norm, const std::vector<double>& percents,
               const SqlDialect& dialect, NormSteps& steps) {
  const auto column = [&](const char* end) { return dialect.name(id + end); };
  const std::string z = column("_z"), t = column("_t");
  if (norm == nullptr) {
    for (const char* end : {"_z", "_t", "_percentile"}) steps.results.push_back({dialect.no_real(), column(end)});
    return;
  }
  const std::string score = dialect.name(id);
  const std::string distance = dialect.name("distance of " + id + "_z");
  const std::string tail = dialect.name("tail of " + id + "_z");
  const std::string normal = dialect.name("normal percentile of " + id);
  const std::string deviation = fmt::format("({} - {}) / {}", score, dialect.real(norm->mean), dialect.real(norm->sd));
  steps.compared.push_back({deviation, z});
  steps.compared.push_back({fmt::format("{} + {} * ({})", dialect.real(50), dialect.real(10), deviation), t});
  steps.distances.push_back({normal_distance(z, dialect.real(1), dialect), distance});
  steps.tails.push_back({normal_tail(distance, dialect), tail});
  steps.percents.push_back(
      {fmt::format("{0} * CASE WHEN {1} > 0 THEN {2} - {3} ELSE {3} END", dialect.real(100), z, dialect.real(1), tail),
       normal});
  steps.results.push_back({z, z});
  steps.results.push_back({t, t});
  steps.results.push_back({percentile(score, normal, ranks_of(*norm, percents), dialect), column("_percentile")});
}

}  // namespace

NormSteps norm_steps(const Questionnaire& questionnaire, const SqlNorms& chosen, const SqlDialect& dialect) {
  NormSteps steps;
  if (chosen.norms == nullptr) return steps;
  const NormGroup& group = chosen.norms->groups[chosen.group];
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    if (has_figures(*chosen.norms, s))
      add_scale(questionnaire.scales[s].id, figures_of(group, s), chosen.norms->percentiles, dialect, steps);
  }
  steps.results.push_back({dialect.text(group.id), dialect.name("norm_group")});
  return steps;
}

}  // namespace attune
