#include "exchange/import_osd.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "base/text.h"
#include "exchange/choices.h"
#include "exchange/import_remarks.h"
#include "exchange/json_part.h"
#include "exchange/osd_items.h"
#include "exchange/osd_scores.h"
#include "exchange/osd_texts.h"
#include "exchange/osd_variants.h"
#include "exchange/plain_text.h"

namespace attune {
namespace {

using TextOf = std::function<std::string(const std::string& key)>;

std::string joined(const std::vector<std::string>& keys, const TextOf& text) {
  std::vector<std::string> texts;
  for (const std::string& key : keys) {
    std::string one = text(key);
    if (!one.empty()) texts.push_back(std::move(one));
  }
  return fmt::format("{}", fmt::join(texts, "\n"));
}

class OsdImporter {
 public:
  OsdImporter(const JsonPart& file, const ImportRequest& request)
      : file_(file),
        definition_(file.find("definition") ? file.at("definition") : file),
        texts_(translations(), definition_.find("parameters"), request.language, remarks_),
        language_(texts_.file_language(texts_.language())),
        items_(read_osd_items(definition_, language_, osd_item_use(definition_), remarks_)),
        scores_(read_osd_scores(definition_, language_, items_, remarks_)),
        request_(request) {}

  Imported import() && {
    read_head();
    read_items();
    read_scales();
    share_response(questionnaire());
    share_stem(questionnaire());
    note_unscored(questionnaire());
    for (const std::string& tag : texts_.others()) translate(tag);
    tell_the_rest();
    remarks_.tell(imported_);
    return std::move(imported_);
  }

 private:
  Questionnaire& questionnaire() { return imported_.questionnaire; }

  std::optional<JsonPart> translations() const {
    const auto outside = file_.find("translations");
    return outside ? outside : definition_.find("translations");
  }

  TextOf own_texts() const {
    return [this](const std::string& key) { return texts_.own(key); };
  }

  // What a file says about itself, from several places.
  static std::string sentence(const JsonPart& part, const std::vector<std::string>& keys) {
    std::vector<std::string> texts;
    for (const std::string& key : keys) {
      std::string text = plain_text(part.text_at(key));
      while (keys.size() > 1 && text.ends_with('.')) text.pop_back();
      if (!text.empty()) texts.push_back(std::move(text));
    }
    return fmt::format("{}", fmt::join(texts, ". "));
  }

  void read_head() {
    Questionnaire& q = questionnaire();
    const JsonPart info = definition_.at("scale_info");
    const std::string code = info.text_at("code");
    q.id = request_.id.empty() ? definition_id(code.empty() ? info.text_at("name") : code) : request_.id;
    q.language = texts_.language();
    q.title = plain_text(info.text_at("name", code));
    const auto version = info.find("version");
    q.version = version ? version->as_text() : "";
    q.construct = plain_text(info.text_at("domain"));
    add_source("key", sentence(info, {"citation"}));
    add_source("description", sentence(info, {"description"}));
    add_source("web", sentence(info, {"url"}));
    q.rights.wording = sentence(info, {"license", "license_explanation", "license_url"});
    if (const auto implementation = definition_.find("implementation"))
      q.rights.definition =
          sentence(*implementation, {"license", "author", "organization", "date", "license_url", "notes"});
    tell_keys("scale_info", {"name", "code", "description", "citation", "license", "version", "url",
                             "license_explanation", "license_url", "domain"});
    q.instructions = joined(items_.instruction_keys, own_texts());
  }

  void add_source(const std::string& what, const std::string& text) {
    if (!text.empty()) questionnaire().sources.emplace_back(what, std::vector<std::string>{text});
  }

  void read_items() {
    if (items_.items.empty()) definition_.refuse("there are no items that people answer with a number or a choice");
    std::vector<std::string> ids;
    for (const OsdItem& item : items_.items) ids.push_back(item.id);
    const auto made = renamed(ids, "q", "An item's id cannot be one here, so it has another; its column needs --map");
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const OsdItem& of = items_.items[i];
      Item item{.id = made[i], .text = texts_.own(of.text_key), .note = {}};
      item.stem = joined(of.stem_keys, own_texts());
      item.response = of.response;
      for (auto& [answer, label] : osd_labels(of, own_texts())) item.response->labels[answer] = std::move(label);
      // A label says what its code does.
      std::erase_if(item.response->codes, [&](const auto& code) { return is_label(code.first, *item.response); });
      questionnaire().items.push_back(std::move(item));
    }
  }

  static bool is_label(const std::string& code, const ResponseScale& response) {
    return std::any_of(response.labels.begin(), response.labels.end(),
                       [&](const auto& label) { return fold(label.second) == fold(code); });
  }

  std::vector<std::string> renamed(const std::vector<std::string>& ids, std::string_view prefix,
                                   const std::string& sentence) {
    std::vector<std::string> made = part_ids(ids, prefix);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (made[i] != ids[i]) remarks_.note(sentence, fmt::format("{} ({})", made[i], shorten(ids[i], 40)));
    }
    return made;
  }

  void read_scales() {
    std::vector<std::string> ids;
    for (const OsdScore& score : scores_) ids.push_back(score.id);
    const auto made = renamed(ids, "s", "A score's id cannot be one here, so it has another");
    for (std::size_t s = 0; s < ids.size(); ++s) {
      Scale scale = scores_[s].scale;
      scale.id = made[s];
      scale.title = title_of(scores_[s].id);
      for (const OsdBand& of : scores_[s].bands) {
        Band band = of.band;
        band.label = plain_text(of.label.empty() ? texts_.own(of.label_key) : of.label);
        if (!band.label.empty()) scale.bands.push_back(std::move(band));
      }
      read_least(scores_[s].id, scale);
      questionnaire().scales.push_back(std::move(scale));
    }
    if (ids.empty())
      imported_.notes.emplace_back("The file scores nothing. Add \"scales\" to the definition, with a key for each.");
  }

  // What export_osd() has kept for attune alone.
  void read_least(const std::string& score, Scale& scale) const {
    const auto hints = definition_.find("runner_hints");
    const auto own = hints ? hints->find("attune") : std::nullopt;
    const auto all = own ? own->find("min_answered") : std::nullopt;
    const auto least = all ? all->find(score) : std::nullopt;
    if (!least) return;
    const int parts = static_cast<int>(scale.parts());
    if (least->whole() < 0 || least->whole() > parts)
      least->refuse(fmt::format("expected a whole number from 0 to {}", parts));
    scale.min_answered = static_cast<std::size_t>(std::max(least->whole(), 1));
  }

  std::string title_of(const std::string& score) const {
    if (const auto dimensions = definition_.find("dimensions")) {
      for (const JsonPart& dimension : dimensions->elements()) {
        if (dimension.text_at("id") == score) return plain_text(dimension.text_at("name"));
      }
    }
    const auto scoring = definition_.find("scoring");
    const auto block = scoring ? scoring->find(score) : std::nullopt;
    return block ? plain_text(block->text_at("title", block->text_at("name"))) : "";
  }

  void translate(const std::string& tag) {
    if (osd_variants(definition_, texts_.file_language(tag)) != osd_variants(definition_, language_)) {
      remarks_.note("The file has another variant in this language, to be imported with --language", tag);
      return;
    }
    const TextOf text = [&](const std::string& key) { return texts_.in(tag, key); };
    Translation translation{.language = tag};
    translation.instructions = joined(items_.instruction_keys, text);
    for (std::size_t i = 0; i < items_.items.size(); ++i) {
      const OsdItem& of = items_.items[i];
      const Item& item = questionnaire().items[i];
      Translation::ItemTexts texts{.text = text(of.text_key)};
      const std::string stem = joined(of.stem_keys, text);
      auto labels = osd_labels(of, text);
      if (item.response) texts.labels = std::move(labels);
      else translation.labels.merge(labels);
      if (item.stem.empty() && !questionnaire().stem.empty()) translation.stem = stem;
      else texts.stem = stem;
      if (texts != Translation::ItemTexts{}) translation.items[item.id] = std::move(texts);
    }
    for (std::size_t s = 0; s < scores_.size(); ++s) {
      Translation::ScaleTexts texts;
      for (const OsdBand& band : scores_[s].bands) {
        if (band.label_key.empty() || !band.label.empty()) continue;
        if (const std::string own = texts_.own(band.label_key), other = text(band.label_key); !other.empty())
          texts.bands[own] = other;
      }
      if (!texts.bands.empty()) translation.scales[questionnaire().scales[s].id] = std::move(texts);
    }
    if (!translation.items.empty() || !translation.labels.empty())
      imported_.translations.push_back(std::move(translation));
  }

  void tell_the_rest() {
    static const std::set<std::string> kOfDefinition{
        "scale_info", "implementation", "likert_options", "items",    "questions",  "response_scales",
        "dimensions", "scoring",        "translations",   "variants", "definition", "osd_version"};
    for (const JsonPart& part : {definition_, file_}) {
      for (const auto& [key, value] : part.json().items()) {
        const bool ours = key == "runner_hints" && value.is_object() && value.size() == 1 && value.contains("attune");
        if (!ours && !kOfDefinition.contains(key)) remarks_.leave_out("", key);
      }
    }
    tell_keys("likert_options", {"points", "min", "max", "labels", "question_head"});
    tell_keys("implementation", {"license", "author", "organization", "date", "license_url", "notes"});
    if (const auto dimensions = definition_.find("dimensions")) {
      for (const JsonPart& dimension : dimensions->elements()) tell_keys("dimensions", dimension, {"id", "name"});
    }
    if (const auto scales = definition_.find("response_scales")) {
      for (const auto& [name, scale] : scales->entries())
        tell_keys("response_scales", scale, {"name", "points", "min", "max", "labels", "question_head"});
    }
    for (const std::string& key : texts_.unused()) remarks_.leave_out("texts", key);
  }

  void tell_keys(const std::string& where, const JsonPart& part, const std::set<std::string>& known) {
    for (const auto& [key, value] : part.json().items()) {
      if (!known.contains(key)) remarks_.leave_out(where, key);
    }
  }

  void tell_keys(const std::string& where, const std::set<std::string>& known) {
    if (const auto part = definition_.find(where)) tell_keys(where, *part, known);
  }

  ImportRemarks remarks_;
  JsonPart file_;
  JsonPart definition_;
  OsdTexts texts_;
  std::string language_;  // as the file names it
  OsdItems items_;
  std::vector<OsdScore> scores_;
  const ImportRequest& request_;
  Imported imported_;
};

}  // namespace

bool is_osd(std::string_view content, const std::string& extension) {
  const auto holds = [&](std::string_view key) { return content.find(key) != std::string_view::npos; };
  return extension == ".osd" || (trim(content.substr(0, 64)).starts_with('{') && holds("\"osd_version\"")) ||
         holds("\"scale_info\"");
}

Imported import_osd(const std::string& content, const ImportRequest& request) {
  return OsdImporter(JsonPart::document(content, request.file), request).import();
}

}  // namespace attune
