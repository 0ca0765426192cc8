#include "questionnaire/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "questionnaire/load.h"
#include "questionnaire/translation.h"

namespace attune {
namespace {

// Where `key` stands in the definition's own file; the whole file where it is inherited or absent.
Place place_of(const Node& document, std::string_view key) {
  const Node* node = document.find(key);
  return node != nullptr ? node->place() : document.place();
}

void check_items_used(const Reading& reading, Mistakes& mistakes) {
  const Questionnaire& questionnaire = reading.questionnaire;
  std::vector<bool> used(questionnaire.items.size(), false);
  for (const Scale& scale : questionnaire.scales) {
    for (const KeyedItem& keyed : scale.items) used[keyed.item] = true;
  }
  for (const std::size_t item : questionnaire.unscored) {
    if (used[item])
      mistake(mistakes, place_of(reading.document, "unscored"),
              fmt::format("\"{}\" is in a scale, but listed as unscored", questionnaire.items[item].id));
    used[item] = true;
  }
  std::vector<std::string> idle;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) idle.push_back(questionnaire.items[i].id);
  }
  if (idle.empty()) return;
  mistake(mistakes, place_of(reading.document, "items"),
          fmt::format("{} {} in no scale: {}", counted(idle.size(), "item"), idle.size() == 1 ? "is" : "are",
                      join_words(idle)),
          "Add what is missing to a scale's key, or name it under \"unscored\" if that is meant.");
}

void check_traceable(const Reading& reading, Mistakes& mistakes) {
  const Questionnaire& questionnaire = reading.questionnaire;
  const bool has_key_source =
      std::any_of(questionnaire.sources.begin(), questionnaire.sources.end(),
                  [](const auto& source) { return source.first == "key" && !source.second.empty(); });
  if (!has_key_source) {
    mistake(mistakes, place_of(reading.document, "sources"), "no source for the key",
            "Say where it was published: sources: { key: [\"Author (year). …\"] }.");
  }
  if (questionnaire.rights.definition.empty() || questionnaire.rights.wording.empty()) {
    mistake(mistakes, place_of(reading.document, "rights"), "the rights are not stated",
            "Say who may use what: rights: { wording: …, definition: … }.");
  }
  if (questionnaire.version.empty())
    mistake(mistakes, reading.document.place(), "no version",
            "Number this file, so that results can say which one they come from: version: \"1.0\".");
}

void check_guide(const Reading& reading, const Catalogue& catalogue, Mistakes& mistakes) {
  const std::string& page = reading.questionnaire.guide;
  if (page.empty() || catalogue.find_page(page)) return;
  const Catalogue beside({reading.questionnaire.files.front().path.parent_path()});
  if (beside.find_page(page)) return;
  mistake(mistakes, place_of(reading.document, "guide"), fmt::format("the guide has no page \"{}\"", shorten(page, 40)),
          "\"guide\" names a file guide/PAGE.md beside the definitions.");
}

void check_translations(const std::filesystem::path& path, const Questionnaire& questionnaire, Mistakes& mistakes) {
  for (const auto& [language, file] : translations_beside(path, questionnaire.id)) {
    try {
      read_translation(file, questionnaire, mistakes);
    } catch (const Error& unreadable) {
      mistakes.push_back(unreadable);
    }
  }
}

void add_lints(const Reading& reading, const Catalogue& catalogue, Mistakes& mistakes) {
  check_items_used(reading, mistakes);
  check_traceable(reading, mistakes);
  check_guide(reading, catalogue, mistakes);
}

}  // namespace

Mistakes check_definition(const std::filesystem::path& path, const Catalogue& catalogue) {
  Reading reading;
  try {
    reading = read_definition(path, catalogue);
  } catch (const Error& unreadable) {
    return {unreadable};
  }
  Mistakes mistakes = std::move(reading.mistakes);
  if (reading.document.kind == Node::Kind::map) add_lints(reading, catalogue, mistakes);
  std::stable_sort(mistakes.begin(), mistakes.end(), [](const Error& a, const Error& b) {
    return std::pair(a.place().line, a.place().column) < std::pair(b.place().line, b.place().column);
  });
  check_translations(path, reading.questionnaire, mistakes);
  return mistakes;
}

}  // namespace attune
