#include "report/kept_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/text.h"
#include "interview/relationship.h"
#include "report/kept_words.h"
#include "report/result_words.h"

namespace attune {
namespace {

Facts head(const KeptSitting& sitting) {
  return {.facts = {{"Answered", day_words(sitting)},
                    {"About", whom_words(sitting.about)},
                    {"Questionnaire", fmt::format("{}, version {}", sitting.questionnaire, sitting.version)},
                    {"Definition (SHA-256)", sitting.sha256}}};
}

PageTable scores(const KeptSitting& sitting) {
  PageTable table{.caption = "Scores of then, with their standard errors",
                  .columns = {{"Scale"}, {"Score", true}, {"Standard error", true}}};
  for (const KeptScore& score : sitting.scores)
    table.rows.push_back({{score.scale}, {number_or_dash(score.score, 2)}, {number_or_dash(score.standard_error, 2)}});
  return table;
}

PageTable changes(const KeptSitting& sitting, const std::vector<KeptSitting>& earlier) {
  PageTable table{
      .caption = "From earlier sittings to this one",
      .columns = {{"Sitting"}, {"Scale"}, {"Score then", true}, {"Score now", true}, {"Difference", true}, {"Change"}}};
  for (const KeptSitting& other : earlier) {
    for (const KeptScore& now : sitting.scores) {
      const KeptScore* then = other.score_of(now.scale);
      if (then == nullptr) continue;
      const Change change = reliable_change(measurement_of(*then), measurement_of(now), std::nullopt);
      table.rows.push_back({{day_words(other)},
                            {now.scale},
                            {number_or_dash(then->score, 2)},
                            {number_or_dash(now.score, 2)},
                            {number_or_dash(change.difference, 2)},
                            {change.verdict ? verdict_words()[static_cast<std::size_t>(*change.verdict)] : kDash}});
    }
  }
  return table;
}

PageTable answers(const KeptSitting& sitting) {
  PageTable table{.caption = "Answers, in the order in which they were given", .columns = {{"Item"}, {"Answer", true}}};
  for (const auto& [item, reply] : sitting.replies)
    table.rows.push_back({{item}, {reply.skipped() ? kDash : std::to_string(reply.answer)}});
  return table;
}

}  // namespace

Page kept_page(const KeptSitting& sitting, const std::vector<KeptSitting>& earlier) {
  Page page{.title = sitting.title};
  page.blocks = {
      Heading{1, page.title}, head(sitting),
      Paragraph{"The definition with which this was answered has changed since, or is gone. So this page has "
                "what was kept then, without the map and the statements."},
      Heading{2, "Scores"}, scores(sitting)};
  if (!sitting.profile.empty()) {
    page.blocks.emplace_back(Heading{2, "Profile"});
    page.blocks.emplace_back(
        Paragraph{fmt::format("Likeliest: {}. It describes these answers, on that day; it is not "
                              "who you are, and it can change.",
                              likeliest_words(sitting))});
  }
  if (!earlier.empty()) {
    page.blocks.emplace_back(Heading{2, "Change"});
    page.blocks.emplace_back(changes(sitting, earlier));
  }
  page.blocks.emplace_back(Heading{2, "Answers"});
  page.blocks.emplace_back(answers(sitting));
  page.blocks.emplace_back(Paragraph{safety_text()});
  return page;
}

void tell_left_out(std::size_t count, Page& page) {
  if (count == 0) return;
  const auto facts = std::find_if(page.blocks.begin(), page.blocks.end(),
                                  [](const PageBlock& block) { return std::holds_alternative<Facts>(block); });
  page.blocks.insert(
      facts == page.blocks.end() ? facts : facts + 1,
      Paragraph{fmt::format("{} not on this page: the definition was another one then, so the scores "
                            "may differ for that reason alone.",
                            count == 1 ? "An earlier sitting is" : counted(count, "earlier sitting") + " are")});
}

}  // namespace attune
