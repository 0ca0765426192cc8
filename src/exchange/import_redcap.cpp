#include "exchange/import_redcap.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "exchange/choices.h"
#include "exchange/file_languages.h"
#include "exchange/formula_scales.h"
#include "exchange/infix_formula.h"
#include "exchange/plain_text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

class RedcapImporter {
 public:
  RedcapImporter(std::vector<RedcapField> fields, const ImportRequest& request)
      : fields_(std::move(fields)), request_(request), choices_(request.file) {}

  Imported import() {
    read_head();
    for (const RedcapField& field : fields_) read_field(field);
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
    for (const RedcapField& field : fields_) {
      const std::string form = field.get("form_name");
      if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(form);
      for (const std::string& variable : variables_of(field)) used_.insert(variable);
    }
    std::string title = forms.empty() ? "Imported from REDCap" : forms.front();
    std::replace(title.begin(), title.end(), '_', ' ');
    imported_.questionnaire.title = title;
    imported_.questionnaire.language = choose_language({request_.language}, {}, request_, imported_).own.tag;
    imported_.questionnaire.id = request_.id.empty() ? definition_id(title) : request_.id;
    if (forms.size() > 1) {
      imported_.notes.push_back(
          fmt::format("The forms {} make one questionnaire. For one of them, import a file with its rows alone.",
                      join_words(forms)));
    }
  }

  // The variables in a calculated field, for what may only be an item because a score needs it.
  static std::vector<std::string> variables_of(const RedcapField& field) {
    std::vector<std::string> variables;
    if (field.type() != "calc") return variables;
    const std::string formula = field.get("select_choices_or_calculations");
    for (std::size_t at = formula.find('['); at != std::string::npos;) {
      const std::size_t end = formula.find(']', at);
      if (end == std::string::npos) break;
      variables.emplace_back(trim(std::string_view(formula).substr(at + 1, end - at - 1)));
      at = formula.find('[', end);
    }
    return variables;
  }

  void read_field(const RedcapField& field) {
    const std::string type = field.type();
    introduce(field);
    if (type == "calc") return scores_.push_back(&field);
    if (type == "descriptive") return;
    auto numbered = numbers_of(field);
    if (!numbered) {
      others_.push_back(fmt::format("{} ({})", field.name(), why_no_redcap_answers(field)));
      return;
    }
    if (items_.size() >= static_cast<std::size_t>(kMostItems)) {
      throw Error(ExitCode::data, {.file = request_.file, .line = field.line},
                  fmt::format("more than {} items", grouped(kMostItems)));
    }
    choices_.add(*numbered);
    if (numbered->by != NumberedChoices::By::code) renumbered_.push_back(field.name());
    if (!numbered->response.missing.empty()) with_texts_.push_back(field.name());
    items_.emplace(field.name(), items_.size());
    imported_.questionnaire.items.push_back({.id = field.name(),
                                             .text = plain_text(field.get("field_label")),
                                             .note = plain_text(field.get("field_note")),
                                             .stem = stem_,
                                             .response = std::move(numbered->response)});
  }

  // A section header begins anew; a descriptive field adds to it, or instructs, where nothing has been asked yet.
  void introduce(const RedcapField& field) {
    if (field.get("form_name") != form_) stem_.clear();
    form_ = field.get("form_name");
    const std::string header = plain_text(field.get("section_header"));
    if (!header.empty()) stem_ = header;
    refuse_long_stem(stem_, {.file = request_.file, .line = field.line});
    if (field.type() != "descriptive") return;
    const std::string text = plain_text(field.get("field_label"));
    std::string& target = items_.empty() ? imported_.questionnaire.instructions : stem_;
    if (!text.empty()) target += (target.empty() ? "" : " ") + text;
    refuse_long_stem(stem_, {.file = request_.file, .line = field.line});
  }

  // A number is an item where a score needs it.
  std::optional<NumberedChoices> numbers_of(const RedcapField& field) const {
    return field.type() == "text" && !used_.contains(field.name()) ? std::nullopt : redcap_answers(field);
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
    for (const RedcapField* field : scores_) {
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
    for (const RedcapField& field : fields_) {
      if (!field.get(column).empty()) names.push_back(field.name());
    }
    return names;
  }

  void tell() {
    const auto leave_out = [&](const std::string& what, const std::vector<std::string>& fields) {
      if (!fields.empty())
        imported_.left_out.push_back(fmt::format("fields: {}{}.", what, join_words(fields, "and", 40)));
    };
    leave_out("", others_);
    leave_out("branching logic of ", with("branching_logic"));
    leave_out("that an answer is required of ", with("required_field"));
    std::vector<std::string> annotated;
    for (const RedcapField& field : fields_) {
      const std::string annotation = field.get("field_annotation");
      if (!annotation.empty())
        annotated.push_back(fmt::format("{} ({})", field.name(), shorten(one_line(annotation), 40)));
    }
    leave_out("annotations of ", annotated);
    std::vector<std::string> noted;
    for (const RedcapField* score : scores_) {
      if (!score->get("field_note").empty()) noted.push_back(score->name());
    }
    leave_out("notes of ", noted);
    leave_out("the columns ", redcap_columns_left(fields_));
    if (!renumbered_.empty()) {
      imported_.notes.push_back(
          fmt::format("The codes of {} are not all numbers: the answers are numbered, and the codes are "
                      "understood in files of answers.",
                      join_words(renumbered_)));
    }
    if (!with_texts_.empty()) {
      imported_.notes.push_back(
          fmt::format("Answers to {} whose codes are no numbers count as not answered, as in REDCap's calculations.",
                      join_words(with_texts_)));
    }
  }

  std::vector<RedcapField> fields_;
  const ImportRequest& request_;
  ChoiceCount choices_;
  Imported imported_;
  std::set<std::string> used_;                // variables in calculated fields
  std::map<std::string, std::size_t> items_;  // places, by name
  std::vector<const RedcapField*> scores_;
  std::vector<std::string> others_;
  std::vector<std::string> renumbered_;
  std::vector<std::string> with_texts_;  // among numbers
  std::string form_;
  std::string stem_;
};

}  // namespace

Imported import_redcap(const std::string& content, const ImportRequest& request) {
  return RedcapImporter(read_redcap_fields(content, request.file), request).import();
}

}  // namespace attune
