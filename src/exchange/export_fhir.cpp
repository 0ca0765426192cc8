#include "exchange/export_fhir.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "exchange/exported_parts.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kCalculated =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
constexpr const char* kOrdinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
constexpr const char* kLeast = "http://hl7.org/fhir/StructureDefinition/minValue";
constexpr const char* kMost = "http://hl7.org/fhir/StructureDefinition/maxValue";

constexpr const char* kDisplay = "instructions";
constexpr const char* kTranslation = "http://hl7.org/fhir/StructureDefinition/translation";

// What a text is in other languages, by language.
using Translated = std::vector<std::pair<std::string, std::string>>;

// An empty text is none in FHIR.
void put_text(Json& json, const std::string& key, const std::string& text, const Translated& others = {}) {
  if (text.empty()) return;
  json[key] = text;
  Json extensions = Json::array();
  for (const auto& [language, other] : others) {
    if (other.empty()) continue;
    extensions.push_back(
        {{"extension", {{{"url", "lang"}, {"valueCode", language}}, {{"url", "content"}, {"valueString", other}}}},
         {"url", kTranslation}});
  }
  if (!extensions.empty()) json["_" + key] = {{"extension", extensions}};
}

// A name for programs: letters, digits and underscores, a capital first.
std::string computer_name(const std::string& id) {
  std::string name = id;
  std::replace(name.begin(), name.end(), '-', '_');
  if (name.front() >= 'a' && name.front() <= 'z') name.front() = static_cast<char>(name.front() - 'a' + 'A');
  else name.insert(0, "Q_");
  return name;
}

bool is_listed(const ResponseScale& response) { return response.answers().size() <= kMostListedAnswers; }

// What introduces items is the text of a group around them.
bool begins_group(const Questionnaire& questionnaire, std::size_t item) {
  const std::string& stem = questionnaire.stem_of(item);
  return !stem.empty() && (item == 0 || stem != questionnaire.stem_of(item - 1));
}

std::string group_id(std::size_t first_item) { return fmt::format("group-{}", first_item + 1); }

// Link ids of what is no item of the questionnaire.
std::vector<std::string> own_link_ids(const Questionnaire& questionnaire) {
  std::vector<std::string> ids;
  if (!questionnaire.instructions.empty()) ids.emplace_back(kDisplay);
  for (std::size_t i = 0; i < questionnaire.items.size(); ++i) {
    if (begins_group(questionnaire, i)) ids.push_back(group_id(i));
  }
  return ids;
}

class FhirWriter {
 public:
  FhirWriter(const Questionnaire& questionnaire, const std::vector<Translation>& translations)
      : questionnaire_(questionnaire),
        translations_(translations),
        names_(exported_names(
            questionnaire, [](const std::string& id) { return id; }, "-score", own_link_ids(questionnaire))) {
    for (std::size_t i = 0; i < names_.items.size(); ++i) {
      if (is_listed(questionnaire.response_of(i))) coded_.insert(names_.items[i]);
    }
  }

  Exported write() {
    const auto scales = exported_scales(questionnaire_, names_, exported_);
    Json json{{"resourceType", "Questionnaire"}, {"id", questionnaire_.id}};
    put_text(json, "language", questionnaire_.language);
    put_text(json, "version", questionnaire_.version);
    json["name"] = computer_name(questionnaire_.id);
    put_text(json, "title", questionnaire_.title, in_others([](const Translation& other) { return other.title; }));
    json["status"] = "active";
    json["subjectType"] = {"Patient"};
    put_text(json, "copyright", questionnaire_.rights.wording);
    json["item"] = items();
    for (const ExportedScale& one : scales) json["item"].push_back(score(one));
    leave_out_labels();
    leave_out_the_rest(questionnaire_, exported_);
    exported_.text = json.dump(2) + "\n";
    return std::move(exported_);
  }

 private:
  Json items() const {
    Json list = Json::array();
    if (!questionnaire_.instructions.empty()) {
      Json display{{"linkId", kDisplay}};
      put_text(display, "text", questionnaire_.instructions,
               in_others([](const Translation& other) { return other.instructions; }));
      display["type"] = "display";
      list.push_back(std::move(display));
    }
    for (std::size_t i = 0; i < questionnaire_.items.size(); ++i) {
      Json item = this->item(i);
      const std::string& stem = questionnaire_.stem_of(i);
      if (stem.empty()) {
        list.push_back(std::move(item));
      } else {
        if (begins_group(questionnaire_, i)) {
          Json group{{"linkId", group_id(i)}, {"type", "group"}, {"item", Json::array()}};
          put_text(group, "text", stem, stems(i));
          list.push_back(std::move(group));
        }
        list.back()["item"].push_back(std::move(item));
      }
    }
    return list;
  }

  Json item(std::size_t i) const {
    const Item& own = questionnaire_.items[i];
    const ResponseScale& response = questionnaire_.response_of(i);
    Json json{{"linkId", names_.items[i]}};
    put_text(json, "text", general_statement(own.text),
             in_others([&](const Translation& other) { return general_statement(of_item(other, own).text); }));
    json["type"] = is_listed(response) ? "choice" : "integer";
    if (!is_listed(response)) {
      json["extension"] = {{{"url", kLeast}, {"valueInteger", response.min}},
                           {{"url", kMost}, {"valueInteger", response.max}}};
      return json;
    }
    for (const int answer : response.answers()) {
      const auto label = [&](const Translation& other) {
        const auto& labels = own.response ? of_item(other, own).labels : other.labels;
        const auto known = labels.find(answer);
        return known == labels.end() ? std::string() : known->second;
      };
      Json coding{{"extension", {{{"url", kOrdinal}, {"valueDecimal", answer}}}}, {"code", std::to_string(answer)}};
      put_text(coding, "display", answer_label(response, answer), in_others(label));
      json["answerOption"].push_back({{"valueCoding", coding}});
    }
    return json;
  }

  static const Translation::ItemTexts& of_item(const Translation& translation, const Item& item) {
    static const Translation::ItemTexts kNone;
    const auto texts = translation.items.find(item.id);
    return texts == translation.items.end() ? kNone : texts->second;
  }

  template <typename TextOf>
  Translated in_others(TextOf text_of) const {
    Translated texts;
    for (const Translation& other : translations_) texts.emplace_back(other.language, text_of(other));
    return texts;
  }

  Translated stems(std::size_t i) const {
    const Item& own = questionnaire_.items[i];
    return in_others(
        [&](const Translation& other) { return own.stem.empty() ? other.stem : of_item(other, own).stem; });
  }

  Json score(const ExportedScale& one) const {
    const Scale& scale = questionnaire_.scales[one.scale];
    const SkippingSyntax syntax{
        .sum = [this](const auto& variables) { return sum_of(variables); },
        .count = [](const auto& variables) { return answers_of(variables) + ".count()"; },
        .if_else_blank = [](const auto& condition,
                            const auto& then) { return fmt::format("iif({}, {}, {{}})", condition, then); }};
    const Json expression{{"language", "text/fhirpath"}, {"expression", skipping_expression(one.formula, syntax)}};
    Json json{{"linkId", names_.scales[one.scale]}};
    json["extension"] = {{{"url", kCalculated}, {"valueExpression", expression}}};
    const auto title = [&](const Translation& other) {
      const auto texts = other.scales.find(scale.id);
      return texts == other.scales.end() ? std::string() : texts->second.title;
    };
    put_text(json, "text", scale.title.empty() ? scale.id : scale.title, in_others(title));
    json["type"] = "decimal";
    json["readOnly"] = true;
    return json;
  }

  static std::string answers_of(const std::vector<std::string>& variables) {
    return fmt::format("%resource.descendants().where(linkId in ('{}')).answer", fmt::join(variables, "' | '"));
  }

  // Choices count by their ordinal values, numbers and scores as they are. sum() of nothing is nothing in some
  // programs.
  std::string sum_of(const std::vector<std::string>& variables) const {
    std::vector<std::string> coded, plain;
    for (const std::string& variable : variables) (coded_.contains(variable) ? coded : plain).push_back(variable);
    std::string sum;
    const auto add = [&](const std::vector<std::string>& names, const char* value) {
      if (names.empty()) return;
      sum += fmt::format("{}{}.{}.aggregate($this + $total, 0)", sum.empty() ? "" : " + ", answers_of(names), value);
    };
    add(coded, "value.ordinal()");
    add(plain, "value");
    return coded.empty() || plain.empty() ? sum : fmt::format("({})", sum);
  }

  void leave_out_labels() {
    for (std::size_t i = 0; i < questionnaire_.items.size(); ++i) {
      const ResponseScale& response = questionnaire_.response_of(i);
      if (is_listed(response) || response.labels.empty()) continue;
      exported_.left_out.push_back(fmt::format("The labels of {}, which is a number.", questionnaire_.items[i].id));
    }
  }

  const Questionnaire& questionnaire_;
  const std::vector<Translation>& translations_;
  ExportedNames names_;
  std::set<std::string> coded_;
  Exported exported_;
};

}  // namespace

Exported export_fhir(const Questionnaire& questionnaire, const std::vector<Translation>& translations) {
  return FhirWriter(questionnaire, translations).write();
}

}  // namespace attune
