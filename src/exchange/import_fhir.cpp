#include "exchange/import_fhir.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "exchange/choices.h"
#include "exchange/file_languages.h"
#include "exchange/fhir_items.h"
#include "exchange/fhir_path.h"
#include "exchange/formula_scales.h"
#include "exchange/json_text.h"

namespace attune {
namespace {

using Json = JsonPart::Json;

// The languages in which translations say something, anywhere in the file.
void collect_languages(const Json& json, std::set<std::string>& languages) {
  if (json.is_object() && json_text_at(json, "url").ends_with("/translation")) {
    const Json* tag = fhir_extension(json, "lang");
    if (tag != nullptr && tag->is_string()) languages.insert(tag->get<std::string>());
  }
  if (json.is_structured()) {
    for (const Json& part : json) collect_languages(part, languages);
  }
}

// The expression of an extension, or nothing.
std::optional<std::string> expression_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  const std::string language = json_text_at(value, "language");
  if (!language.empty() && language != "text/fhirpath") return std::nullopt;
  const std::string expression = json_text_at(value, "expression");
  return expression.empty() ? std::nullopt : std::optional(expression);
}

class FhirImporter {
 public:
  FhirImporter(const Json& json, const ImportRequest& request) : json_(json), request_(request) {
    if (json_text_at(json_, "resourceType") != "Questionnaire")
      throw Error(ExitCode::data, {.file = request_.file}, "this is no Questionnaire of FHIR");
    read_languages();
    found_ = fhir_items(json_, language_, request_.file);
  }

  Imported import() {
    read_head();
    write_items();
    add_scores();
    tell();
    share_response(imported_.questionnaire);
    share_stem(imported_.questionnaire);
    note_unscored(imported_.questionnaire);
    for (const FileLanguage& other : languages_.others) imported_.translations.push_back(translation(other));
    return std::move(imported_);
  }

 private:
  void read_languages() {
    std::set<std::string> names;
    collect_languages(json_, names);
    own_language_ = json_text_at(json_, "language");
    names.insert(own_language_);
    languages_ = choose_language({names.begin(), names.end()}, own_language_, request_, imported_);
    language_ = languages_.own.name;
    imported_.questionnaire.language = languages_.own.tag;
  }

  // In the language asked for, or, of the definition itself, as it stands.
  std::string text(const Json& element, const std::string& key, const std::string& language) const {
    return fhir_text(element, key, language, language == language_ || language == own_language_);
  }

  void read_head() {
    Questionnaire& q = imported_.questionnaire;
    q.title = text(json_, "title", language_);
    if (q.title.empty()) q.title = json_text_at(json_, "name");
    if (q.title.empty()) q.title = "Imported from FHIR";
    const std::string name = json_text_at(json_, "id");
    q.id = request_.id.empty() ? definition_id(name.empty() ? q.title : name) : request_.id;
    q.version = json_text_at(json_, "version");
    if (const std::string description = text(json_, "description", language_); !description.empty())
      q.sources.push_back({"description", {description}});
    q.rights.wording = one_line(json_text_at(json_, "copyright"));
    if (const std::string url = json_text_at(json_, "url"); !url.empty()) q.sources.push_back({"questionnaire", {url}});
  }

  void write_items() {
    std::vector<std::string> names;
    for (std::size_t f = 0; f < found_.size(); ++f) {
      if (!found_[f].numbered || is_score(found_[f])) continue;
      places_.emplace(found_[f].link_id, names.size());
      sources_.push_back(f);
      names.push_back(found_[f].link_id);
    }
    if (names.empty())
      throw Error(ExitCode::data, {.file = request_.file}, "no item has numbers as answers, so there are no items");
    imported_.questionnaire.instructions = instructions(language_);
    const auto ids = part_ids(names, "q");
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const FhirItem& found = found_[sources_[i]];
      imported_.questionnaire.items.push_back({.id = ids[i],
                                               .text = text(*found.json, "text", language_),
                                               .note = {},
                                               .stem = introduction(sources_[i], language_),
                                               .response = found.numbered->response});
    }
    if (ids != names)
      imported_.notes.push_back(
          fmt::format("Items are called {} … after the linkIds \"{}\" ….", ids.front(), names.front()));
  }

  static bool is_score(const FhirItem& item) { return fhir_extension(*item.json, "calculatedExpression") != nullptr; }

  // The texts of the groups around an item, and of the displays before it in the same group.
  std::string introduction(std::size_t item, const std::string& language) const {
    std::string stem;
    const auto add = [&](std::size_t other) {
      const std::string text = this->text(*found_[other].json, "text", language);
      if (!text.empty()) stem += (stem.empty() ? "" : " ") + text;
      refuse_long_stem(stem, {.file = request_.file});
    };
    std::vector<std::size_t> around;
    for (auto parent = found_[item].parent; parent; parent = found_[*parent].parent) around.push_back(*parent);
    std::for_each(around.rbegin(), around.rend(), [&](std::size_t group) {
      if (found_[group].type == "group") add(group);
    });
    for (std::size_t other = sources_.front(); other < item; ++other) {
      if (found_[other].type == "display" && found_[other].parent == found_[item].parent) add(other);
    }
    return stem;
  }

  // The displays before everything that is asked.
  std::string instructions(const std::string& language) const {
    std::string whole;
    for (std::size_t f = 0; f < sources_.front(); ++f) {
      const std::string text = found_[f].type == "display" ? this->text(*found_[f].json, "text", language) : "";
      if (!text.empty()) whole += (whole.empty() ? "" : " ") + text;
    }
    return whole;
  }

  void add_scores() {
    FhirPathContext context;
    for (std::size_t f = 0; f < found_.size(); ++f) {
      context.items.push_back({.link_id = found_[f].link_id,
                               .children = found_[f].children,
                               .has_weights = found_[f].numbered && found_[f].numbered->has_values});
      if (!found_[f].parent) context.top.push_back(f);
    }
    read_variables();
    context.variable = [this](const std::string& name) -> std::optional<std::string> {
      const auto known = variables_.find(name);
      return known == variables_.end() ? std::nullopt : std::optional(known->second);
    };
    std::vector<FormulaScale> scores;
    std::vector<const Json*> elements;
    for (const FhirItem& item : found_) {
      if (!is_score(item)) continue;
      elements.push_back(item.json);
      scores.push_back({.name = item.link_id, .title = text(*item.json, "text", language_), .read = [&item, &context] {
                          const auto expression = expression_of(*fhir_extension(*item.json, "calculatedExpression"));
                          if (!expression) throw Error(ExitCode::data, {}, "it is not in FHIRPath");
                          return parse_fhir_path(*expression, context);
                        }});
    }
    const auto find = [this](const std::string& variable) -> std::optional<FormulaVariable> {
      const auto place = places_.find(variable);
      if (place == places_.end()) return std::nullopt;
      return FormulaVariable{.index = place->second, .values = found_[sources_[place->second]].numbered->values};
    };
    for (const auto& [scale, score] : add_formula_scales(scores, "calculated item", find, imported_))
      scores_[scale] = elements[score];
    if (imported_.questionnaire.scales.empty()) {
      imported_.notes.emplace_back(
          "No calculated expression in the file is a score, so the definition has no scales: add them before scoring.");
    }
  }

  // Variables of the questionnaire and of its items; an inner one counts where names are the same.
  void read_variables() {
    const auto read = [this](const Json& element) {
      for (const Json& extension : json_list_at(element, "extension")) {
        const auto value = extension.is_object() ? extension.find("valueExpression") : extension.end();
        if (!json_text_at(extension, "url").ends_with("/variable") || value == extension.end()) continue;
        if (const auto expression = expression_of(*value)) variables_[json_text_at(*value, "name")] = *expression;
      }
    };
    read(json_);
    for (const FhirItem& item : found_) read(*item.json);
  }

  // The names of members that nothing is made of, and of extensions.
  static void collect_others(const Json& element, const std::set<std::string>& known, std::set<std::string>& others) {
    for (const auto& [key, value] : element.items()) {
      if (!known.contains(key) && !key.starts_with("_")) others.insert(shorten(one_line(key), 40));
    }
    static const std::set<std::string> kRead{"minValue", "maxValue", "variable", "translation"};
    for (const Json& extension : json_list_at(element, "extension")) {
      const std::string url = json_text_at(extension, "url");
      const std::string name = url.substr(url.rfind('/') + 1);
      if (!kRead.contains(name) && !name.ends_with("calculatedExpression")) others.insert(shorten(one_line(name), 60));
    }
  }

  void tell_others() {
    std::set<std::string> of_file, of_items;
    collect_others(json_,
                   {"resourceType", "id", "url", "version", "name", "title", "language", "description", "copyright",
                    "item", "contained", "extension"},
                   of_file);
    for (const FhirItem& item : found_) {
      collect_others(*item.json,
                     {"linkId", "type", "text", "item", "answerOption", "answerValueSet", "required", "repeats",
                      "enableWhen", "readOnly", "extension"},
                     of_items);
    }
    const auto tell = [this](const std::string& where, const std::set<std::string>& names) {
      if (names.empty()) return;
      imported_.left_out.push_back(fmt::format("{}: {}.", where, join_words({names.begin(), names.end()}, "and", 40)));
    };
    tell("the file", of_file);
    tell("items", of_items);
  }

  void tell() {
    tell_others();
    const auto leave_out = [&](const std::string& what, const std::vector<std::string>& names) {
      if (!names.empty()) imported_.left_out.push_back(fmt::format("items: {}{}.", what, join_words(names, "and", 40)));
    };
    std::vector<std::string> others, conditions, required, texts, numbered;
    for (const FhirItem& item : found_) {
      if (is_score(item)) continue;
      if (!item.why_not.empty() && !item.numbered) others.push_back(fmt::format("{} ({})", item.link_id, item.why_not));
      if (item.json->contains("enableWhen")) conditions.push_back(item.link_id);
      if (json_true_at(*item.json, "required")) required.push_back(item.link_id);
      if (item.type == "open-choice") texts.push_back(item.link_id);
      if (item.numbered && item.numbered->by == NumberedChoices::By::place) numbered.push_back(item.link_id);
    }
    leave_out("", others);
    leave_out("conditions of ", conditions);
    leave_out("that an answer is required of ", required);
    leave_out("texts in place of an answer of ", texts);
    if (!numbered.empty()) {
      imported_.notes.push_back(
          fmt::format("The options of {} have no different whole numbers as codes or ordinal values: they are numbered "
                      "in their order.",
                      join_words(numbered)));
    }
  }

  Translation translation(const FileLanguage& of) const {
    const std::string& language = of.name;
    const Questionnaire& own = imported_.questionnaire;
    Translation texts{.language = of.tag, .title = text(json_, "title", language)};
    texts.instructions = instructions(language);
    for (std::size_t i = 0; i < own.items.size(); ++i) {
      const FhirItem& found = found_[sources_[i]];
      auto& item = texts.items[own.items[i].id];
      item.text = text(*found.json, "text", language);
      (own.items[i].stem.empty() ? texts.stem : item.stem) = introduction(sources_[i], language);
      auto& labels = own.items[i].response ? item.labels : texts.labels;
      for (std::size_t o = 0; o < found.options.size(); ++o) {
        const std::string label = text(*found.options[o], "display", language);
        if (!label.empty()) labels[found.numbered->answers[o]] = label;
      }
    }
    for (const auto& [scale, element] : scores_) texts.scales[scale].title = text(*element, "text", language);
    return texts;
  }

  const Json& json_;
  const ImportRequest& request_;
  FileLanguages languages_;
  std::string own_language_;
  std::string language_;
  Imported imported_;
  std::vector<FhirItem> found_;
  std::vector<std::size_t> sources_;           // of the definition's items, in found_
  std::map<std::string, std::size_t> places_;  // of the definition's items, by linkId
  std::map<std::string, const Json*> scores_;  // where each scale is described
  std::map<std::string, std::string> variables_;
};

}  // namespace

bool is_fhir_questionnaire(std::string_view content, const std::string&) {
  const auto holds = [&](std::string_view key) { return content.find(key) != std::string_view::npos; };
  return trim(content.substr(0, 64)).starts_with('{') && holds("\"resourceType\"") && holds("\"Questionnaire\"");
}

Imported import_fhir(const std::string& content, const ImportRequest& request) {
  const JsonPart document = JsonPart::document(content, request.file);
  return FhirImporter(document.json(), request).import();
}

}  // namespace attune
