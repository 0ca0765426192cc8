#include "report/page_parts.h"

#include <fmt/format.h>

#include "base/text.h"
#include "report/svg_map.h"

namespace attune {

std::string page_title(const Questionnaire& questionnaire, const PageOptions& options) {
  return options.title.empty() ? questionnaire.title : options.title;
}

void add_head(const Questionnaire& questionnaire, const PageOptions& options,
              std::vector<std::pair<std::string, std::string>> facts, Page& page) {
  page.blocks.emplace_back(Heading{1, page_title(questionnaire, options)});
  if (!options.clinic.empty()) facts.emplace(facts.begin(), "From", options.clinic);
  if (!options.title.empty()) facts.emplace_back("Questionnaire", questionnaire.title);
  if (!facts.empty()) page.blocks.emplace_back(Facts{std::move(facts)});
}

void add_group_map(const Questionnaire& questionnaire, const std::optional<ScoreScatter>& scatter,
                   std::size_t respondents, Page& page) {
  if (!scatter || scatter->count() == 0) return;
  std::string caption = "Where the respondents lie.";
  if (const std::size_t without = respondents - scatter->count(); without > 0)
    caption += fmt::format(" {} without a score on both dimensions {} not shown.", counted(without, "respondent"),
                           without == 1 ? "is" : "are");
  page.blocks.emplace_back(Heading{2, "Map"});
  page.blocks.emplace_back(
      Figure{.svg = group_map_svg(questionnaire, *scatter, "map"), .caption = std::move(caption), .drawing = {}});
}

void add_origin(const Questionnaire& questionnaire, const PageOptions& options, Page& page) {
  page.blocks.emplace_back(Heading{2, "What this rests on"});
  if (!questionnaire.caution.empty()) page.blocks.emplace_back(Paragraph{questionnaire.caution});
  Facts facts{{{"Definition", fmt::format("{}, version {}", questionnaire.id, questionnaire.version)}}};
  for (const auto& [what, works] : questionnaire.sources) {
    if (what != "key") continue;
    for (const std::string& work : works) facts.facts.emplace_back("Key", work);
  }
  facts.facts.emplace_back("SHA-256", questionnaire.sha256);
  facts.facts.emplace_back("Page made", options.date);
  page.blocks.emplace_back(std::move(facts));
}

}  // namespace attune
