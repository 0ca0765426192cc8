#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "table/fhir_responses.h"
#include "table/json_values.h"
#include "table/table_formats.h"

namespace attune {
namespace {

using nlohmann::json;

const std::vector<std::string> kAlways{"id", "subject", "authored", "status"};

// The text of a key, where it is one.
std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Cells have text of their own here.
struct Value {
  std::string text;
  bool json = false;
};

Value number_value(const json& number) {
  return number.is_number_float() ? Value{number_text(number.get<double>()), true} : Value{number.dump(), true};
}

// What an extension says the choice counts (R4: ordinalValue; R5: itemWeight).
std::optional<Value> weight_of(const json& coding) {
  const auto extensions = coding.find("extension");
  if (extensions == coding.end() || !extensions->is_array()) return std::nullopt;
  for (const json& extension : *extensions) {
    if (!extension.is_object()) continue;
    const std::string url = text_at(extension, "url");
    const auto value = extension.find("valueDecimal");
    if ((url.ends_with("/ordinalValue") || url.ends_with("/itemWeight")) && value != extension.end() &&
        value->is_number())
      return number_value(*value);
  }
  return std::nullopt;
}

// A code that is no number most often stands for an answer only in its system; then what was shown tells which.
Value coded_value(const json& coding) {
  if (auto weight = weight_of(coding)) return *weight;
  const std::string code = text_at(coding, "code");
  const std::string display = text_at(coding, "display");
  return {.text = display.empty() || parse_number(code) ? code : display};
}

Value value_of(const json& answer) {
  for (const auto& [key, value] : answer.items()) {
    if (!key.starts_with("value")) continue;
    if (key == "valueCoding" && value.is_object()) return coded_value(value);
    if (key == "valueQuantity" && value.is_object()) return value_of(value);
    if (value.is_number()) return number_value(value);
    if (value.is_boolean()) return {.text = value.get<bool>() ? "true" : "false", .json = true};
    if (value.is_string()) return {.text = value.get<std::string>()};
    return {.text = value.dump(-1, ' ', false, json::error_handler_t::replace), .json = true};
  }
  return {};
}

// Gives each item that has a linkId, with those below items and below answers.
template <class Take>
void for_each_item(const json& parent, const Take& take) {
  static const json none = json::array();
  const auto items = parent.find("item");
  if (items == parent.end() || !items->is_array()) return;
  for (const json& item : *items) {
    if (!item.is_object()) continue;
    const auto answers = item.find("answer");
    const bool answered = answers != item.end() && answers->is_array();
    take(text_at(item, "linkId"), answered ? *answers : none);
    for_each_item(item, take);
    if (!answered) continue;
    for (const json& answer : *answers) {
      if (answer.is_object()) for_each_item(answer, take);
    }
  }
}

class FhirReader : public TableReader {
 public:
  explicit FhirReader(FileBytes bytes) : bytes_(std::move(bytes)) {
    for (const std::string& name : kAlways) head_.columns.push_back({.name = name});
    head_.always = kAlways.size();
    counts_ = for_each_response([&](const json& response, const Place& place) {
      for_each_item(response, [&](const std::string& link, const json& answers) { add_column(link, answers, place); });
      return true;
    });
    if (counts_.responses == 0) {
      throw Error(ExitCode::data, {.file = bytes_.name()}, "the file holds no QuestionnaireResponse",
                  "Answers in FHIR are resources of that type.");
    }
  }

  const std::string& name() const override { return bytes_.name(); }
  const TableHead& head() const override { return head_; }

  std::vector<std::string> notes() const override {
    if (counts_.in_error == 0) return {};
    return {fmt::format("{}: left out {} entered in error.", bytes_.name(), counted(counts_.in_error, "response"))};
  }

  void read(const TakeRow& take) override {
    for_each_response([&](const json& response, const Place& place) {
      std::vector<Value> values(head_.columns.size());
      values[0].text = text_at(response, "id");
      values[1].text = subject_of(response);
      values[2].text = text_at(response, "authored");
      values[3].text = text_at(response, "status");
      for_each_item(response, [&](const std::string& link, const json& answers) { put(link, answers, values); });
      Record record{.cells = {}, .line = place.line};
      for (const Value& value : values) record.cells.push_back({.text = value.text, .json = value.json});
      return take(record);
    });
  }

 private:
  struct Counts {
    std::size_t responses = 0;
    std::size_t in_error = 0;
  };

  static std::string subject_of(const json& response) {
    const auto subject = response.find("subject");
    if (subject == response.end() || !subject->is_object()) return {};
    std::string reference = text_at(*subject, "reference");
    const auto identifier = subject->find("identifier");
    if (!reference.empty() || identifier == subject->end() || !identifier->is_object()) return reference;
    return text_at(*identifier, "value");
  }

  // Gives the responses, each alone in memory.
  template <class Take>
  Counts for_each_response(const Take& take) const {
    Counts counts;
    JsonValues values(bytes_);
    bool wanted = true;
    for (std::string text; wanted && values.next(text);) {
      const Place place{.file = bytes_.name(), .line = values.line()};
      wanted = for_each_response_in(
          text, place, [&](const json& response) { return count_and_take(response, place, take, counts); });
    }
    return counts;
  }

  template <class Take>
  static bool count_and_take(const json& response, const Place& place, const Take& take, Counts& counts) {
    ++counts.responses;
    const bool in_error = text_at(response, "status") == "entered-in-error";
    counts.in_error += in_error;
    return in_error || take(response, place);
  }

  void add_column(const std::string& link, const json& answers, const Place& place) {
    if (link.empty() || answers.empty() || columns_.contains(link)) return;
    if (columns_.size() == kMostItems)
      throw Error(ExitCode::data, place, fmt::format("there are more than {} different items", grouped(kMostItems)));
    columns_.emplace(link, head_.columns.size());
    head_.columns.push_back({.name = link});
  }

  // Several answers stand together, which is none for an item of a scale.
  void put(const std::string& link, const json& answers, std::vector<Value>& values) const {
    const auto column = columns_.find(link);
    if (column == columns_.end()) return;
    Value& value = values[column->second];
    for (const json& answer : answers) {
      Value given = answer.is_object() ? value_of(answer) : Value{};
      if (value.text.empty()) {
        value = std::move(given);
        continue;
      }
      value.text.append("; ").append(given.text);
      value.json = false;
    }
  }

  FileBytes bytes_;
  TableHead head_;
  std::unordered_map<std::string, std::size_t> columns_;  // by linkId
  Counts counts_;
};

}  // namespace

std::unique_ptr<TableReader> open_fhir(FileBytes bytes) { return std::make_unique<FhirReader>(std::move(bytes)); }

}  // namespace attune
