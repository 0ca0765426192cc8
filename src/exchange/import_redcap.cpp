#include "exchange/import_redcap.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/choices.h"
#include "exchange/delimited_text.h"
#include "exchange/formula_scales.h"
#include "exchange/infix_formula.h"
#include "exchange/plain_text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

// The columns that matter, as the dictionary and the programming interface call them; the second is what we say.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kColumns{{
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
  const std::string folded = fold(title);
  for (const auto& [long_name, name] : kColumns) {
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

// A row of the dictionary.
struct Field {
  std::size_t line = 0;
  std::map<std::string, std::string> cells = {};

  std::string get(const std::string& column) const {
    const auto cell = cells.find(column);
    return cell == cells.end() ? std::string() : std::string(trim(cell->second));
  }
  std::string name() const { return get("field_name"); }
  std::string type() const { return fold(get("field_type")); }
};

std::vector<Field> fields_of(const std::string& content, const std::string& file) {
  const auto delimiter = delimiter_of(content);
  if (!delimiter) throw Error(ExitCode::data, {.file = file, .line = 1}, "this is no data dictionary of REDCap");
  const auto rows = read_delimited_text(content, *delimiter, file);
  std::vector<std::string> titles;
  for (const std::string& title : rows.front().cells) titles.push_back(column_name(title));
  std::vector<Field> fields;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    Field field{.line = rows[r].line};
    for (std::size_t c = 0; c < std::min(titles.size(), rows[r].cells.size()); ++c)
      field.cells[titles[c]] = rows[r].cells[c];
    if (!field.name().empty()) fields.push_back(std::move(field));
  }
  return fields;
}

// "0, Never | 1, Sometimes"
std::vector<Choice> choices_of(const std::string& text) {
  std::vector<Choice> choices;
  for (std::size_t start = 0; start <= text.size();) {
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

// A slider's labels stand at its beginning, middle and end.
std::optional<NumberedChoices> slider(const Field& field) {
  NumberedChoices numbered;
  numbered.response.min = parse_whole(field.get("text_validation_min")).value_or(0);
  numbered.response.max = parse_whole(field.get("text_validation_max")).value_or(100);
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

std::optional<NumberedChoices> whole_number(const Field& field) {
  const auto least = parse_whole(field.get("text_validation_min"));
  const auto most = parse_whole(field.get("text_validation_max"));
  if (field.get("text_validation_type_or_show_slider_number") != "integer" || !least || !most) return std::nullopt;
  NumberedChoices numbered;
  numbered.response.min = *least;
  numbered.response.max = *most;
  return numbered;
}

bool is_usable(const std::optional<NumberedChoices>& numbered) {
  return numbered && numbered->response.min < numbered->response.max && numbered->response.min >= -kAnswerLimit &&
         numbered->response.max <= kAnswerLimit;
}

class Importer {
 public:
  Importer(std::vector<Field> fields, const ImportRequest& request) : fields_(std::move(fields)), request_(request) {}

  Imported import() {
    read_head();
    for (const Field& field : fields_) read_field(field);
    if (imported_.questionnaire.items.empty())
      throw Error(ExitCode::data, {.file = request_.file}, "no field has numbers as answers, so there are no items");
    name_items();
    add_scores();
    tell();
    share_response(imported_.questionnaire);
    share_stem(imported_.questionnaire);
    note_unscored(imported_.questionnaire);
    return std::move(imported_);
  }

 private:
  void read_head() {
    std::vector<std::string> forms;
    for (const Field& field : fields_) {
      const std::string form = field.get("form_name");
      if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(form);
      for (const std::string& variable : variables_of(field)) used_.insert(variable);
    }
    std::string title = forms.empty() ? "Imported from REDCap" : forms.front();
    std::replace(title.begin(), title.end(), '_', ' ');
    imported_.questionnaire.title = title;
    imported_.questionnaire.id = request_.id.empty() ? definition_id(title) : request_.id;
    if (forms.size() > 1) {
      imported_.notes.push_back(
          fmt::format("The forms {} make one questionnaire. For one of them, import a file with its rows alone.",
                      join_words(forms)));
    }
  }

  // The variables in a calculated field, for what may only be an item because a score needs it.
  static std::vector<std::string> variables_of(const Field& field) {
    std::vector<std::string> variables;
    if (field.type() != "calc") return variables;
    const std::string formula = field.get("select_choices_or_calculations");
    for (std::size_t at = formula.find('['); at != std::string::npos; at = formula.find('[', at + 1)) {
      const std::size_t end = formula.find(']', at);
      if (end != std::string::npos)
        variables.emplace_back(trim(std::string_view(formula).substr(at + 1, end - at - 1)));
    }
    return variables;
  }

  void read_field(const Field& field) {
    const std::string type = field.type();
    introduce(field);
    if (type == "calc") return scores_.push_back(&field);
    if (type == "descriptive") return;
    auto numbered = numbers_of(field, type);
    if (!is_usable(numbered)) {
      others_.push_back(fmt::format("{} ({})", field.name(), type));
      return;
    }
    if (items_.size() >= static_cast<std::size_t>(kMostItems)) {
      throw Error(ExitCode::data, {.file = request_.file, .line = field.line},
                  fmt::format("more than {} items", grouped(kMostItems)));
    }
    if (numbered->by != NumberedChoices::By::code) renumbered_.push_back(field.name());
    items_.emplace(field.name(), items_.size());
    imported_.questionnaire.items.push_back({.id = field.name(),
                                             .text = plain_text(field.get("field_label")),
                                             .note = plain_text(field.get("field_note")),
                                             .stem = stem_,
                                             .response = std::move(numbered->response)});
  }

  // A section header begins anew; a descriptive field adds to it.
  void introduce(const Field& field) {
    if (field.get("form_name") != form_) stem_.clear();
    form_ = field.get("form_name");
    const std::string header = plain_text(field.get("section_header"));
    if (!header.empty()) stem_ = header;
    if (field.type() != "descriptive") return;
    const std::string text = plain_text(field.get("field_label"));
    if (!text.empty()) stem_ += (stem_.empty() ? "" : " ") + text;
  }

  std::optional<NumberedChoices> numbers_of(const Field& field, const std::string& type) const {
    if (type == "yesno") return number_choices({{.code = "0", .label = "No"}, {.code = "1", .label = "Yes"}});
    if (type == "truefalse") return number_choices({{.code = "0", .label = "False"}, {.code = "1", .label = "True"}});
    if (type == "radio" || type == "dropdown")
      return number_choices(choices_of(field.get("select_choices_or_calculations")));
    if (type == "slider") return slider(field);
    if (type == "text" && used_.contains(field.name())) return whole_number(field);
    return std::nullopt;
  }

  void name_items() {
    std::vector<std::string> names;
    for (const Item& item : imported_.questionnaire.items) names.push_back(item.id);
    const auto ids = part_ids(names, "q");
    for (std::size_t i = 0; i < ids.size(); ++i) imported_.questionnaire.items[i].id = ids[i];
  }

  void add_scores() {
    const FormulaLanguage language{
        .in_operators = Blanks::leave_none, .in_functions = Blanks::are_skipped, .bracketed = true};
    std::vector<FormulaScale> scores;
    for (const Field* field : scores_) {
      const std::string formula = field->get("select_choices_or_calculations");
      scores.push_back({.name = field->name(),
                        .title = plain_text(field->get("field_label")),
                        .read = [formula, &language] { return parse_infix_formula(formula, language); }});
    }
    const auto find = [&](const std::string& variable) -> std::optional<FormulaVariable> {
      const auto item = items_.find(variable);
      return item == items_.end() ? std::nullopt : std::optional(FormulaVariable{.index = item->second});
    };
    add_formula_scales(scores, "calculated field", find, imported_);
    if (imported_.questionnaire.scales.empty()) {
      imported_.notes.emplace_back(
          scores.empty()
              ? "The file has no calculated fields, so the definition has no scales: add them before scoring."
              : "No calculated field could be read, so the definition has no scales: add them before scoring.");
    }
  }

  // The fields in which `column` says something.
  std::vector<std::string> with(const std::string& column) const {
    std::vector<std::string> names;
    for (const Field& field : fields_) {
      if (!field.get(column).empty()) names.push_back(field.name());
    }
    return names;
  }

  void tell() {
    const auto leave_out = [&](const std::string& what, const std::vector<std::string>& fields) {
      if (!fields.empty()) imported_.left_out.push_back(fmt::format("{}: {}.", what, join_words(fields)));
    };
    leave_out("Fields whose answers are no numbers to choose from", others_);
    leave_out("The conditions under which a field is asked", with("branching_logic"));
    leave_out("That a field must be answered", with("required_field"));
    std::vector<std::string> annotated;
    for (const Field& field : fields_) {
      const std::string annotation = field.get("field_annotation");
      if (!annotation.empty())
        annotated.push_back(fmt::format("{} ({})", field.name(), shorten(one_line(annotation), 40)));
    }
    leave_out("Action tags and other annotations", annotated);
    if (!renumbered_.empty()) {
      imported_.notes.push_back(
          fmt::format("The codes of {} are no numbers: the answers are numbered, and the codes are "
                      "understood in files of answers.",
                      join_words(renumbered_)));
    }
  }

  std::vector<Field> fields_;
  const ImportRequest& request_;
  Imported imported_;
  std::set<std::string> used_;                // variables in calculated fields
  std::map<std::string, std::size_t> items_;  // places, by name
  std::vector<const Field*> scores_;
  std::vector<std::string> others_;
  std::vector<std::string> renumbered_;
  std::string form_;
  std::string stem_;
};

}  // namespace

bool is_redcap_dictionary(std::string_view content, const std::string&) { return delimiter_of(content).has_value(); }

Imported import_redcap(const std::string& content, const ImportRequest& request) {
  return Importer(fields_of(content, request.file), request).import();
}

}  // namespace attune
