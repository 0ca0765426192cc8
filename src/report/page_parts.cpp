#include "report/page_parts.h"

#include <fmt/format.h>

namespace attune {

std::string page_title(const Questionnaire& questionnaire, const PageOptions& options) {
  return options.title.empty() ? questionnaire.title : options.title;
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
