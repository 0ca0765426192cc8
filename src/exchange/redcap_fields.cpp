#include "exchange/redcap_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/delimited_text.h"
#include "exchange/plain_text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

// The columns that matter, as the dictionary and the programming interface call them; the second is what we say.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kFieldColumns{{
    {"variable / field name", "field_name"},
    {"form name", "form_name"},
    {"section header", "section_header"},
    {"field type", "field_type"},
    {"field label", "field_label"},
    {"choices, calculations, or slider labels", "select_choices_or_calculations"},
    {"field note", "field_note"},
    {"text validation type or show slider number", "text_validation_type_or_show_slider_number"},
    {"text validation min", "text_validation_min"},
    {"text validation max", "text_validation_max"},
    {"branching logic (show field only if...)", "branching_logic"},
    {"required field?", "required_field"},
    {"field annotation", "field_annotation"},
}};

std::string_view first_line(std::string_view content) {
  constexpr std::size_t kLongest = 65'536;
  return content.substr(0, std::min(content.find('\n'), kLongest));
}

std::string column_name(const std::string& title) {
  std::string folded = fold(title);
  for (const auto& [long_name, name] : kFieldColumns) {
    if (folded == long_name || folded == name) return std::string(name);
  }
  return folded;
}

// The delimiter with which the first line has both a field's name and its type.
std::optional<char> delimiter_of(std::string_view content) {
  for (const char delimiter : {',', ';', '\t'}) {
    std::vector<TextRow> rows;
    try {
      rows = read_delimited_text(first_line(content), delimiter, "");
    } catch (const Error&) {
      continue;
    }
    std::set<std::string> names;
    if (!rows.empty()) {
      for (const std::string& title : rows.front().cells) names.insert(column_name(title));
    }
    if (names.contains("field_name") && names.contains("field_type")) return delimiter;
  }
  return std::nullopt;
}

// "0, Never | 1, Sometimes"
std::vector<Choice> choices_of(const std::string& text) {
  std::vector<Choice> choices;
  for (std::size_t start = 0; start <= text.size() && choices.size() <= kMostChoices;) {
    const std::size_t end = std::min(text.find('|', start), text.size());
    const std::string_view choice = trim(std::string_view(text).substr(start, end - start));
    const std::size_t comma = std::min(choice.find(','), choice.size());
    if (!choice.empty()) {
      choices.push_back({.code = std::string(trim(choice.substr(0, comma))),
                         .label = plain_text(choice.substr(std::min(comma + 1, choice.size())))});
    }
    start = end + 1;
  }
  return choices;
}

bool is_usable(const std::optional<NumberedChoices>& numbered) {
  return numbered && numbered->response.min < numbered->response.max && numbered->response.min >= -kAnswerLimit &&
         numbered->response.max <= kAnswerLimit;
}

// A slider's labels stand at its beginning, middle and end.
std::optional<NumberedChoices> slider(const RedcapField& field) {
  NumberedChoices numbered;
  numbered.response.min = parse_whole(field.get("text_validation_min")).value_or(0);
  numbered.response.max = parse_whole(field.get("text_validation_max")).value_or(100);
  // Before anything is computed with what may be any number.
  if (!is_usable(numbered)) return std::nullopt;
  const std::string labels = field.get("select_choices_or_calculations");
  const std::array<int, 3> places{numbered.response.min, (numbered.response.min + numbered.response.max) / 2,
                                  numbered.response.max};
  std::size_t start = 0;
  for (const int place : places) {
    if (start > labels.size()) break;
    const std::size_t end = std::min(labels.find('|', start), labels.size());
    const std::string label = plain_text(std::string_view(labels).substr(start, end - start));
    const bool usable = !label.empty() && !parse_number(label) &&
                        std::none_of(numbered.response.labels.begin(), numbered.response.labels.end(),
                                     [&](const auto& other) { return fold(other.second) == fold(label); });
    if (usable) numbered.response.labels[place] = label;
    start = end + 1;
  }
  return numbered;
}

// Where some codes are numbers, REDCap calculates with these and takes the others for blank.
std::optional<NumberedChoices> offered(const std::vector<Choice>& choices) {
  std::vector<Choice> numbers, texts;
  for (const Choice& choice : choices) (parse_number(trim(choice.code)) ? numbers : texts).push_back(choice);
  auto numbered = number_choices(numbers);
  if (!numbered || numbered->by != NumberedChoices::By::code) return number_choices(choices);
  const auto is_label = [&](const std::string& text) {
    return std::any_of(numbered->response.labels.begin(), numbered->response.labels.end(),
                       [&](const auto& label) { return fold(label.second) == fold(text); });
  };
  for (const Choice& choice : texts) {
    if (is_label(choice.code)) return number_choices(choices);  // which tells what is wrong
    for (const std::string& text : {choice.code, choice.label}) {
      if (!trim(text).empty() && !parse_number(trim(text)) && !is_label(text)) numbered->response.missing.insert(text);
    }
  }
  return numbered;
}

std::optional<NumberedChoices> whole_number(const RedcapField& field) {
  const auto least = parse_whole(field.get("text_validation_min"));
  const auto most = parse_whole(field.get("text_validation_max"));
  if (field.get("text_validation_type_or_show_slider_number") != "integer" || !least || !most) return std::nullopt;
  NumberedChoices numbered;
  numbered.response.min = *least;
  numbered.response.max = *most;
  return numbered;
}

}  // namespace

std::string RedcapField::get(const std::string& column) const {
  const auto cell = cells.find(column);
  return cell == cells.end() ? std::string() : std::string(trim(cell->second));
}

std::string RedcapField::type() const { return fold(get("field_type")); }

bool is_redcap_dictionary(std::string_view content, const std::string&) { return delimiter_of(content).has_value(); }

std::vector<RedcapField> read_redcap_fields(const std::string& content, const std::string& file) {
  const auto delimiter = delimiter_of(content);
  if (!delimiter) throw Error(ExitCode::data, {.file = file, .line = 1}, "this is no data dictionary of REDCap");
  const auto rows = read_delimited_text(content, *delimiter, file);
  std::vector<std::string> titles;
  for (const std::string& title : rows.front().cells) titles.push_back(column_name(title));
  std::vector<RedcapField> fields;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    RedcapField field{.line = rows[r].line};
    for (std::size_t c = 0; c < std::min(titles.size(), rows[r].cells.size()); ++c)
      field.cells[titles[c]] = rows[r].cells[c];
    if (!field.name().empty()) fields.push_back(std::move(field));
  }
  return fields;
}

std::optional<NumberedChoices> redcap_answers(const RedcapField& field) {
  const std::string type = field.type();
  std::optional<NumberedChoices> numbered;
  if (type == "yesno") numbered = number_choices({{.code = "0", .label = "No"}, {.code = "1", .label = "Yes"}});
  if (type == "truefalse") numbered = number_choices({{.code = "0", .label = "False"}, {.code = "1", .label = "True"}});
  if (type == "radio" || type == "dropdown")
    numbered = offered(choices_of(field.get("select_choices_or_calculations")));
  if (type == "slider") numbered = slider(field);
  if (type == "text") numbered = whole_number(field);
  return is_usable(numbered) ? numbered : std::nullopt;
}

std::string why_no_redcap_answers(const RedcapField& field) {
  const std::string type = field.type();
  if (type != "radio" && type != "dropdown") return shorten(one_line(type), 20);
  return why_not_numbered(choices_of(field.get("select_choices_or_calculations")));
}

std::vector<std::string> redcap_columns_left(const std::vector<RedcapField>& fields) {
  std::set<std::string> names;
  for (const RedcapField& field : fields) {
    for (const auto& cell : field.cells) {
      const bool known = std::any_of(kFieldColumns.begin(), kFieldColumns.end(),
                                     [&](const auto& one) { return one.second == cell.first; });
      if (!known && !trim(cell.second).empty()) names.insert(shorten(one_line(cell.first), 40));
    }
  }
  return {names.begin(), names.end()};
}

}  // namespace attune
