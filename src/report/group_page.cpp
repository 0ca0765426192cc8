#include "report/group_page.h"

#include <fmt/format.h>

#include <cmath>

#include "base/number.h"
#include "base/text.h"
#include "report/statistics.h"
#include "report/svg_histogram.h"

namespace attune {
namespace {

constexpr int kDigitsOfCoefficients = 3;

std::string number(double value, int digits) {
  return std::isnan(value) ? kDash : number_text(value, {.digits = digits});
}
std::string score(double value) { return number(value, kDigitsOnPages); }
std::string coefficient(double value) { return number(value, kDigitsOfCoefficients); }

PageTable score_table(const Questionnaire& questionnaire, const SampleStatistics& statistics) {
  PageTable table{
      .caption = "Distribution of the scores",
      .columns = {
          {"Scale"}, {"N", true}, {"Mean", true}, {"SD", true}, {"Skew", true}, {"Lowest", true}, {"Highest", true}}};
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    const ScoreDistribution& of = statistics.scales[s].scores;
    table.rows.push_back({{name_of(questionnaire.scales[s])},
                          {grouped(of.n)},
                          {score(of.mean)},
                          {score(of.sd)},
                          {score(of.skewness)},
                          {score(of.min)},
                          {score(of.max)}});
  }
  return table;
}

PageTable correlation_table(const Questionnaire& questionnaire, const SampleStatistics& statistics) {
  PageTable table{.caption = "Correlations between scales", .columns = {{"Scales"}, {"N", true}, {"r", true}}};
  for (const ScoreCorrelation& pair : statistics.correlations) {
    table.rows.push_back(
        {{fmt::format("{}, {}", name_of(questionnaire.scales[pair.first]), name_of(questionnaire.scales[pair.second]))},
         {grouped(pair.n)},
         {coefficient(pair.r)}});
  }
  return table;
}

PageTable share_table(const Questionnaire& questionnaire, const ProfileCounts& profiles) {
  const auto percent = [](double share) {
    return std::isnan(share) ? kDash : fmt::format("{:.1f}\u00A0%", 100 * share);
  };
  PageTable table{.caption = "Profiles of those who have one, with 95\u00A0% confidence intervals (Wilson, 1927)",
                  .columns = {{"Profile"}, {"N", true}, {"Share", true}, {"95\u00A0% interval", true}}};
  const auto names = questionnaire.profile_names();
  const auto shares = profiles.shares();
  for (std::size_t p = 0; p < names.size(); ++p) {
    table.rows.push_back({{names[p]},
                          {grouped(shares[p].count)},
                          {percent(shares[p].share)},
                          {fmt::format("{} to {}", percent(shares[p].low), percent(shares[p].high))}});
  }
  return table;
}

PageTable reliability_table(const Questionnaire& questionnaire, const SampleStatistics& statistics) {
  PageTable table{.caption = "Reliability of the scales",
                  .columns = {{"Scale"},
                              {"Items", true},
                              {"N", true},
                              {"Alpha", true},
                              {"95\u00A0% interval", true},
                              {"Omega", true},
                              {"Lambda-6", true},
                              {"Mean r", true}}};
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    const auto& of = statistics.scales[s].consistency;
    if (!of) continue;
    table.rows.push_back({{name_of(questionnaire.scales[s])},
                          {grouped(questionnaire.scales[s].items.size())},
                          {grouped(of->n)},
                          {coefficient(of->alpha)},
                          {fmt::format("{} to {}", coefficient(of->alpha_low), coefficient(of->alpha_high))},
                          {coefficient(of->omega_total)},
                          {coefficient(of->lambda_6)},
                          {coefficient(of->mean_r)}});
  }
  return table;
}

void add_profiles(const Questionnaire& questionnaire, const Group& group, Page& page) {
  page.blocks.emplace_back(Heading{2, "Profiles"});
  page.blocks.emplace_back(share_table(questionnaire, group.profiles()));
  if (const std::size_t without = group.profiles().without_profile(); without > 0)
    page.blocks.emplace_back(Paragraph{counted(without, "respondent") + " without a profile."});
  const bool on_plane = std::holds_alternative<QuadrantRule>(questionnaire.profiles);
  page.blocks.emplace_back(
      Paragraph{on_plane ? "A profile is a region of a continuous plane; the shares depend on where the cuts lie."
                         : "A profile is the description that fits a person's answers best; the others may fit too."});
}

}  // namespace

Page group_page(const Questionnaire& questionnaire, const Group& group, const PageOptions& options) {
  const SampleStatistics statistics = group.statistics();
  Page page{.title = page_title(questionnaire, options)};
  add_head(questionnaire, options, {{"Respondents", grouped(statistics.respondents)}}, page);
  page.blocks.emplace_back(Heading{2, "Scores"});
  page.blocks.emplace_back(score_table(questionnaire, statistics));
  for (const std::size_t s : scales_with_scores(statistics)) {
    page.blocks.emplace_back(Figure{.svg = histogram_svg(questionnaire, statistics, s, fmt::format("scores-{}", s + 1)),
                                    .caption = {},
                                    .drawing = {}});
  }
  if (!statistics.correlations.empty()) page.blocks.emplace_back(correlation_table(questionnaire, statistics));
  add_group_map(questionnaire, group.scatter(), statistics.respondents, page);
  if (!questionnaire.profile_names().empty()) add_profiles(questionnaire, group, page);
  page.blocks.emplace_back(Heading{2, "Reliability"});
  page.blocks.emplace_back(reliability_table(questionnaire, statistics));
  page.blocks.emplace_back(Paragraph{
      "Cronbach's alpha with its 95\u00A0% confidence interval (Feldt, 1965), McDonald's omega total, Guttman's "
      "lambda-6, and the mean correlation of two items."});
  for (const std::string& note : statistics_notes(questionnaire, statistics)) page.blocks.emplace_back(Paragraph{note});
  add_origin(questionnaire, options, page);
  return page;
}

}  // namespace attune
