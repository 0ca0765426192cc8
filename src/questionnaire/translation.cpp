#include "questionnaire/translation.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/read_files.h"
#include "base/text.h"
#include "questionnaire/document.h"
#include "questionnaire/language.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr const char* kFolder = "wording";
constexpr const char* kExtension = ".yaml";

// The language in the name of a file ID.LANGUAGE.yaml; empty where it has none.
std::string language_in_name(const fs::path& path, const std::string& id) {
  const std::string name = path.filename().string();
  const std::string start = id + ".";
  if (!name.starts_with(start) || !name.ends_with(kExtension)) return {};
  const std::string tag = name.substr(start.size(), name.size() - std::min(name.size(), start.size() + 5));
  return is_language_tag(tag) ? canonical_language_tag(tag) : std::string();
}

// Whether files of answers name another answer so, or none.
bool means_another(const std::string& label, int answer, const ResponseScale& response) {
  return std::any_of(response.codes.begin(), response.codes.end(),
                     [&](const auto& code) { return code.second != answer && fold(code.first) == fold(label); }) ||
         std::any_of(response.missing.begin(), response.missing.end(),
                     [&](const std::string& code) { return fold(code) == fold(label); });
}

class TranslationReader {
 public:
  TranslationReader(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes)
      : document_(document), questionnaire_(questionnaire), mistakes_(mistakes) {}

  Translation read(const std::string& language) {
    MapReader map(document_, "the wording", mistakes_);
    if (map.require("language", "It is a tag such as de or pt-BR.") != nullptr) map.text("language", read_.language);
    if (!read_.language.empty() && canonical_language_tag(read_.language) != language) {
      mistake(
          mistakes_, document_.find("language")->place(),
          fmt::format("the language is \"{}\", but the file's name says \"{}\"", shorten(read_.language, 40), language),
          "Give both the same.");
    }
    read_.language = language;
    for (auto [key, target] : {std::pair{"title", &read_.title},
                               {"about", &read_.about},
                               {"caution", &read_.caution},
                               {"instructions", &read_.instructions},
                               {"stem", &read_.stem}}) {
      map.text(key, *target);
    }
    if (const Node* labels = map.get("labels")) read_.labels = labels_of(*labels, questionnaire_.response);
    if (const Node* items = map.get("items")) read_items(*items);
    if (const Node* scales = map.get("scales")) read_scales(*scales);
    map.finish();
    return std::move(read_);
  }

 private:
  std::map<int, std::string> labels_of(const Node& node, const ResponseScale& response) {
    auto labels = read_labels(node, response.min, response.max, mistakes_);
    for (const auto& [answer, label] : labels) {
      if (!response.allows(answer)) mistake(mistakes_, node.place(), fmt::format("{} is not an answer", answer));
      else if (means_another(label, answer, response))
        mistake(mistakes_, node.place(),
                fmt::format("the label \"{}\" of answer {} is a code that means something else", shorten(label, 40),
                            answer));
    }
    return labels;
  }

  void read_items(const Node& node) {
    MapReader items(node, "items", mistakes_);
    for (const Node::Entry& entry : node.entries) {
      const auto item = find_item(entry.key, entry.key_place, questionnaire_, mistakes_);
      if (!item) continue;
      Translation::ItemTexts& texts = read_.items[questionnaire_.items[*item].id];
      if (entry.value.kind != Node::Kind::map) {
        texts.text = read_text(entry.value, mistakes_).value_or("");
        continue;
      }
      MapReader map(entry.value, fmt::format("item {}", entry.key), mistakes_);
      map.text("text", texts.text);
      map.text("stem", texts.stem);
      if (const Node* labels = map.get("labels")) {
        if (questionnaire_.items[*item].response) texts.labels = labels_of(*labels, questionnaire_.response_of(*item));
        else
          mistake(mistakes_, labels->place(), fmt::format("item {} has no answers of its own", entry.key),
                  "Put the labels of all items at the top.");
      }
      map.finish();
    }
  }

  void read_scales(const Node& node) {
    MapReader scales(node, "scales", mistakes_);
    for (const Node::Entry& entry : node.entries) {
      const auto scale = find_scale(entry.key, entry.key_place, questionnaire_, mistakes_);
      if (!scale) continue;
      Translation::ScaleTexts& texts = read_.scales[entry.key];
      MapReader map(entry.value, fmt::format("scale {}", entry.key), mistakes_);
      map.text("title", texts.title);
      if (const Node* bands = map.get("bands")) read_bands(*bands, questionnaire_.scales[*scale], texts);
      map.finish();
    }
  }

  void read_bands(const Node& node, const Scale& scale, Translation::ScaleTexts& texts) {
    MapReader map(node, "bands", mistakes_);
    for (const Node::Entry& entry : node.entries) {
      const auto known = std::any_of(scale.bands.begin(), scale.bands.end(),
                                     [&](const Band& band) { return band.label == entry.key; });
      const auto text = read_text(entry.value, mistakes_);
      if (!known)
        mistake(mistakes_, entry.key_place,
                fmt::format("scale {} has no band \"{}\"", scale.id, shorten(entry.key, 40)));
      else if (text) texts.bands[entry.key] = *text;
    }
  }

  const Node& document_;
  const Questionnaire& questionnaire_;
  Mistakes& mistakes_;
  Translation read_;
};

void replace(const std::string& text, std::string& target) {
  if (!text.empty()) target = text;
}

void replace_labels(const std::map<int, std::string>& labels, ResponseScale& response) {
  if (labels.empty()) return;
  const auto is_new = [&](const std::string& text) {
    return std::any_of(labels.begin(), labels.end(),
                       [&](const auto& label) { return fold(label.second) == fold(text); });
  };
  for (const auto& [answer, label] : labels) {
    std::string& own = response.labels[answer];
    if (!own.empty() && !is_new(own)) response.codes[own] = answer;
    own = label;
  }
}

bool lacks_labels(const ResponseScale& response, const std::map<int, std::string>& labels) {
  return std::any_of(response.labels.begin(), response.labels.end(),
                     [&](const auto& label) { return !labels.contains(label.first); });
}

// What is said about the part `id`; nothing where it is not named.
template <typename Texts>
Texts texts_of(const std::map<std::string, Texts>& parts, const std::string& id) {
  const auto found = parts.find(id);
  return found == parts.end() ? Texts{} : found->second;
}

// What has a text in the definition and none in the translation.
std::vector<std::string> untranslated(const Translation& translation, const Questionnaire& q) {
  std::vector<std::string> missing;
  for (const auto& [name, own, other] : {std::tuple{"the title", &q.title, &translation.title},
                                         {"what it is about", &q.about, &translation.about},
                                         {"its caution", &q.caution, &translation.caution},
                                         {"the instructions", &q.instructions, &translation.instructions},
                                         {"the stem", &q.stem, &translation.stem}}) {
    if (!own->empty() && other->empty()) missing.emplace_back(name);
  }
  if (lacks_labels(q.response, translation.labels)) missing.emplace_back("labels of answers");
  for (const Item& item : q.items) {
    const auto texts = texts_of(translation.items, item.id);
    if (!item.text.empty() && texts.text.empty()) missing.push_back(item.id);
    if (!item.stem.empty() && texts.stem.empty()) missing.push_back(fmt::format("the stem of {}", item.id));
    if (item.response && lacks_labels(*item.response, texts.labels))
      missing.push_back(fmt::format("labels of {}", item.id));
  }
  for (const Scale& scale : q.scales) {
    const auto texts = texts_of(translation.scales, scale.id);
    if (!scale.title.empty() && texts.title.empty()) missing.push_back(fmt::format("the title of {}", scale.id));
    if (std::any_of(scale.bands.begin(), scale.bands.end(),
                    [&](const Band& band) { return !texts.bands.contains(band.label); }))
      missing.push_back(fmt::format("bands of {}", scale.id));
  }
  return missing;
}

// The tag, then ever shorter parts of it (RFC 4647, section 3.4).
std::vector<std::string> ranges_of(std::string tag) {
  std::vector<std::string> ranges;
  while (!tag.empty()) {
    ranges.push_back(tag);
    tag.erase(std::min(tag.rfind('-'), tag.size()));
    // A single character begins something, and says nothing alone.
    if (tag.size() > 2 && tag[tag.size() - 2] == '-') tag.erase(tag.size() - 2);
    if (ranges.back().find('-') == std::string::npos) break;
  }
  return ranges;
}

std::vector<fs::path> folders_of(const Questionnaire& questionnaire, const Catalogue& catalogue) {
  std::vector<fs::path> folders;
  if (!questionnaire.files.empty()) folders.push_back(questionnaire.files.front().path.parent_path());
  folders.insert(folders.end(), catalogue.folders().begin(), catalogue.folders().end());
  for (fs::path& folder : folders) folder /= kFolder;
  return folders;
}

std::map<std::string, fs::path> translations_in(const fs::path& folder, const std::string& id) {
  std::map<std::string, fs::path> found;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
    const std::string tag = language_in_name(entry.path(), id);
    if (!tag.empty()) found.emplace(tag, entry.path());
  }
  return found;
}

// Those of the first folder that has a language.
std::map<std::string, fs::path> translations_for(const Questionnaire& questionnaire, const Catalogue& catalogue) {
  std::map<std::string, fs::path> known;
  for (const fs::path& folder : folders_of(questionnaire, catalogue))
    known.merge(translations_in(folder, questionnaire.id));
  return known;
}

Translation checked_translation(const fs::path& path, const Questionnaire& questionnaire) {
  Mistakes mistakes;
  Translation translation = read_translation(path, questionnaire, mistakes);
  if (!mistakes.empty()) throw Error(mistakes.front());
  return translation;
}

}  // namespace

Translation read_translation(const fs::path& path, const Questionnaire& questionnaire, Mistakes& mistakes) {
  const Node document = parse_document(read_input_file(path, kDocumentLimit), path.string());
  return TranslationReader(document, questionnaire, mistakes).read(language_in_name(path, questionnaire.id));
}

void apply_translation(const Translation& translation, Questionnaire& questionnaire) {
  questionnaire.language = translation.language;
  replace(translation.title, questionnaire.title);
  replace(translation.about, questionnaire.about);
  replace(translation.caution, questionnaire.caution);
  replace(translation.instructions, questionnaire.instructions);
  replace(translation.stem, questionnaire.stem);
  replace_labels(translation.labels, questionnaire.response);
  for (Item& item : questionnaire.items) {
    const auto texts = translation.items.find(item.id);
    if (texts == translation.items.end()) continue;
    replace(texts->second.text, item.text);
    replace(texts->second.stem, item.stem);
    if (item.response) replace_labels(texts->second.labels, *item.response);
  }
  for (Scale& scale : questionnaire.scales) {
    const auto texts = translation.scales.find(scale.id);
    if (texts == translation.scales.end()) continue;
    replace(texts->second.title, scale.title);
    for (Band& band : scale.bands) {
      const auto label = texts->second.bands.find(band.label);
      if (label != texts->second.bands.end()) band.label = label->second;
    }
  }
}

std::vector<Translation> translations_of(const Questionnaire& questionnaire, const Catalogue& catalogue) {
  std::vector<Translation> translations;
  for (const auto& [language, path] : translations_for(questionnaire, catalogue))
    translations.push_back(checked_translation(path, questionnaire));
  return translations;
}

std::vector<std::string> translate(Questionnaire& questionnaire, const std::string& language,
                                   const Catalogue& catalogue) {
  if (!is_language_tag(language)) {
    throw Error(ExitCode::usage, {}, fmt::format("--lang {}: that is no language tag", shorten(language, 40)),
                "Write it as BCP 47 does: de, pt-BR, zh-Hant.");
  }
  const auto known = translations_for(questionnaire, catalogue);
  for (const std::string& range : ranges_of(canonical_language_tag(language))) {
    if (range == questionnaire.language) return {};
    const auto found = known.find(range);
    if (found == known.end()) continue;
    const Translation translation = checked_translation(found->second, questionnaire);
    auto missing = untranslated(translation, questionnaire);
    apply_translation(translation, questionnaire);
    return missing;
  }
  std::vector<std::string> languages;
  if (!questionnaire.language.empty()) languages.push_back(questionnaire.language);
  for (const auto& [tag, path] : known) languages.push_back(tag);
  throw Error(ExitCode::usage, {}, fmt::format("--lang {}: {} has no texts in it", language, questionnaire.id),
              languages.empty() ? fmt::format("They would stand in wording/{}.{}.yaml beside its definition.",
                                              questionnaire.id, language)
                                : fmt::format("It has {}.", join_words(languages, "and", 50)));
}

std::map<std::string, fs::path> translations_beside(const fs::path& path, const std::string& id) {
  return translations_in(path.parent_path() / kFolder, id);
}

}  // namespace attune
