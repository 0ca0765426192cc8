#include "exchange/fhir_items.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/json_text.h"
#include "exchange/plain_text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

using Json = JsonPart::Json;

// What an option counts, by any of the extensions that say it.
std::optional<double> item_weight(const Json& element) {
  for (const char* name : {"/ordinalValue", "/questionnaire-ordinalValue", "/valueset-ordinalValue",
                           "/codesystem-ordinalValue", "/itemWeight", "/iso21090-CO-value"}) {
    const Json* extension = fhir_extension(element, name);
    if (extension != nullptr && extension->is_number()) return extension->get<double>();
  }
  return std::nullopt;
}

class FhirItemReader {
 public:
  FhirItemReader(const Json& questionnaire, const std::string& language, const std::string& file)
      : questionnaire_(questionnaire), language_(language), file_(file), choices_(file) {
    for (const Json& resource : json_list_at(questionnaire_, "contained")) {
      if (json_text_at(resource, "resourceType") != "ValueSet") continue;
      value_sets_.emplace("#" + json_text_at(resource, "id"), Offered{.set = &resource});
      value_sets_.emplace(json_text_at(resource, "url"), Offered{.set = &resource});
    }
  }

  std::vector<FhirItem> read() {
    read_list(questionnaire_, std::nullopt);
    return std::move(items_);
  }

 private:
  // What items may be answered with.
  struct Offered {
    const Json* set = nullptr;  // the contained ValueSet that says it
    std::vector<const Json*> options = {};
    std::vector<Choice> choices = {};
  };

  [[noreturn]] void refuse(const std::string& problem) const { throw Error(ExitCode::data, {.file = file_}, problem); }

  void read_list(const Json& of, std::optional<std::size_t> parent) {
    for (const Json& json : json_list_at(of, "item")) {
      FhirItem item{
          .json = &json, .link_id = json_text_at(json, "linkId"), .type = json_text_at(json, "type"), .parent = parent};
      if (item.link_id.empty()) refuse(fmt::format("item {} has no linkId", items_.size() + 1));
      if (!seen_.insert(item.link_id).second) refuse(fmt::format("a second item with linkId \"{}\"", item.link_id));
      read_answers(item);
      if (item.numbered) choices_.add(*item.numbered);
      if (item.numbered && ++questions_ > static_cast<std::size_t>(kMostItems))
        refuse(fmt::format("more than {} items", grouped(kMostItems)));
      const std::size_t place = items_.size();
      if (parent) items_[*parent].children.push_back(place);
      items_.push_back(std::move(item));
      read_list(json, place);
    }
  }

  void read_answers(FhirItem& item) {
    const bool is_choice = item.type == "choice" || item.type == "open-choice" || item.type == "coding";
    if (item.type == "group" || item.type == "display") return;
    if (json_true_at(*item.json, "repeats")) item.why_not = "several answers";
    else if (is_choice) read_options(item);
    else if (item.type == "boolean") read_boolean(item);
    else if (item.type == "integer") read_integer(item);
    else item.why_not = item.type;
  }

  static void read_boolean(FhirItem& item) {
    item.numbered =
        number_choices({{.code = "false", .label = "No", .value = 0}, {.code = "true", .label = "Yes", .value = 1}});
  }

  static void read_integer(FhirItem& item) {
    const Json* least = fhir_extension(*item.json, "/minValue");
    const Json* most = fhir_extension(*item.json, "/maxValue");
    item.why_not = "integer";
    if (least == nullptr || most == nullptr || !least->is_number_integer() || !most->is_number_integer()) return;
    const auto low = least->get<std::int64_t>(), high = most->get<std::int64_t>();
    if (low >= high || low < -kAnswerLimit || high > kAnswerLimit) return;
    item.numbered.emplace();
    item.numbered->response.min = static_cast<int>(low);
    item.numbered->response.max = static_cast<int>(high);
  }

  void read_options(FhirItem& item) {
    Offered own;
    for (const Json& option : json_list_at(*item.json, "answerOption")) add_option(option, own);
    const Offered* offered = &own;
    if (const std::string set = json_text_at(*item.json, "answerValueSet"); !set.empty() && own.choices.empty()) {
      offered = value_set(set);
      if (offered == nullptr) {
        item.why_not = fmt::format("its answers are in the ValueSet {}, which is not in the file", shorten(set, 60));
        return;
      }
    }
    item.numbered = number_choices(offered->choices);
    if (item.numbered) item.options = offered->options;
    else item.why_not = why_not_numbered(offered->choices);
  }

  void add_option(const Json& option, Offered& offered) const {
    if (const Json* coding = json_at(option, "valueCoding")) {
      const auto weight = item_weight(*coding);
      add_coding(*coding, weight ? weight : item_weight(option), offered);
    } else if (const Json* number = json_at(option, "valueInteger"); number != nullptr && number->is_number_integer()) {
      offered.choices.push_back({.code = number->dump(), .label = {}, .value = item_weight(option)});
      offered.options.push_back(&option);
    } else if (const std::string text = json_text_at(option, "valueString"); !text.empty()) {
      offered.choices.push_back({.code = text, .label = plain_text(text), .value = item_weight(option)});
      offered.options.push_back(&option);
    }
  }

  void add_coding(const Json& coding, std::optional<double> weight, Offered& offered) const {
    if (offered.choices.size() > kMostChoices) return;
    const std::string code = json_text_at(coding, "code");
    std::string label = fhir_text(coding, "display", language_, true);
    if (label.empty()) label = code;
    offered.choices.push_back(
        {.code = code, .label = parse_number(label) && label == code ? std::string() : label, .value = weight});
    offered.options.push_back(&coding);
  }

  // What is in the contained ValueSet to which "#id" or a URL refers. It is read once, as many items may refer to it.
  const Offered* value_set(const std::string& reference) {
    const auto known = value_sets_.find(reference);
    if (known == value_sets_.end()) return nullptr;
    if (known->second.choices.empty()) add_value_set(*known->second.set, known->second);
    return &known->second;
  }

  void add_value_set(const Json& set, Offered& offered) const {
    if (const Json* expansion = json_at(set, "expansion")) {
      for (const Json& coding : json_list_at(*expansion, "contains")) add_coding(coding, item_weight(coding), offered);
    }
    const Json* compose = json_at(set, "compose");
    if (compose == nullptr || !offered.choices.empty()) return;
    for (const Json& include : json_list_at(*compose, "include")) {
      for (const Json& concept_ : json_list_at(include, "concept"))
        add_coding(concept_, item_weight(concept_), offered);
    }
  }

  const Json& questionnaire_;
  const std::string& language_;
  const std::string& file_;
  ChoiceCount choices_;
  std::map<std::string, Offered> value_sets_;  // by what items call them
  std::vector<FhirItem> items_;
  std::set<std::string> seen_;
  std::size_t questions_ = 0;
};

// What an extension of the element says in this language.
std::string translated(const Json& element, const std::string& language) {
  for (const Json& extension : json_list_at(element, "extension")) {
    if (!json_text_at(extension, "url").ends_with("/translation")) continue;
    const Json* tag = fhir_extension(extension, "lang");
    const Json* content = fhir_extension(extension, "content");
    if (tag != nullptr && content != nullptr && content->is_string() && *tag == language)
      return content->get<std::string>();
  }
  return {};
}

}  // namespace

std::vector<FhirItem> fhir_items(const Json& questionnaire, const std::string& language, const std::string& file) {
  return FhirItemReader(questionnaire, language, file).read();
}

const Json* fhir_extension(const Json& element, const std::string& name) {
  for (const Json& extension : json_list_at(element, "extension")) {
    if (!json_text_at(extension, "url").ends_with(name)) continue;
    for (const auto& entry : extension.items()) {
      if (entry.key().starts_with("value")) return &entry.value();
    }
  }
  return nullptr;
}

std::string fhir_text(const Json& element, const std::string& key, const std::string& language, bool or_own) {
  if (const Json* about = json_at(element, "_" + key)) {
    if (std::string text = plain_text(translated(*about, language)); !text.empty()) return text;
  }
  // A concept in a ValueSet says it as a designation.
  for (const Json& designation : json_list_at(element, key == "display" ? "designation" : "")) {
    if (json_text_at(designation, "language") == language) return plain_text(json_text_at(designation, "value"));
  }
  return or_own ? plain_text(json_text_at(element, key)) : std::string();
}

}  // namespace attune
