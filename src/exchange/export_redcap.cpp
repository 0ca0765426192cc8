#include "exchange/export_redcap.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "exchange/delimited_text.h"
#include "exchange/exported_parts.h"

namespace attune {
namespace {

constexpr std::array kDictionaryColumns{"Variable / Field Name",
                                        "Form Name",
                                        "Section Header",
                                        "Field Type",
                                        "Field Label",
                                        "Choices, Calculations, OR Slider Labels",
                                        "Field Note",
                                        "Text Validation Type OR Show Slider Number",
                                        "Text Validation Min",
                                        "Text Validation Max",
                                        "Identifier?",
                                        "Branching Logic (Show field only if...)",
                                        "Required Field?",
                                        "Custom Alignment",
                                        "Question Number (surveys only)",
                                        "Matrix Group Name",
                                        "Matrix Ranking?",
                                        "Field Annotation"};
constexpr RowForm kDictionaryRow{.columns = kDictionaryColumns, .delimiter = ',', .end = "\r\n"};

constexpr const char* kRecord = "record_id";
constexpr const char* kInstructionsField = "instructions";

// REDCap knows lower-case letters, digits and underscores, a letter first.
std::string field_name(const std::string& id) {
  std::string name = fold(id);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '.' || c == '-'; }, '_');
  return name;
}

// A bar would end the label.
std::string without_bars(std::string label) {
  std::replace(label.begin(), label.end(), '|', '/');
  return label;
}

std::string choices(const ResponseScale& response) {
  std::string text;
  for (const int answer : response.answers()) {
    text += fmt::format("{}{}, {}", text.empty() ? "" : " | ", answer, without_bars(answer_label(response, answer)));
  }
  return text;
}

std::string slider_labels(const ResponseScale& response) {
  const auto label = [&](int answer) {
    const auto found = response.labels.find(answer);
    return found == response.labels.end() ? std::string() : without_bars(found->second);
  };
  return fmt::format("{} | {} | {}", label(response.min), label((response.min + response.max) / 2),
                     label(response.max));
}

NamedCells item_row(const Item& item, const ResponseScale& response, const std::string& name) {
  NamedCells row{{"Variable / Field Name", name}, {"Field Label", general_statement(item.text)}};
  if (response.answers().size() <= kMostListedAnswers) {
    row["Field Type"] = "radio";
    row["Choices, Calculations, OR Slider Labels"] = choices(response);
  } else {
    row["Field Type"] = "slider";
    row["Choices, Calculations, OR Slider Labels"] = slider_labels(response);
    row["Text Validation Type OR Show Slider Number"] = "number";
    row["Text Validation Min"] = std::to_string(response.min);
    row["Text Validation Max"] = std::to_string(response.max);
  }
  return row;
}

// "(8-[q1])", "2*[q1]"
std::string term_text(const FormulaTerm& term) {
  const std::string variable = "[" + term.variable + "]";
  const double factor = std::abs(term.factor);
  const std::string multiple = factor == 1 ? variable : fmt::format("{}*{}", number_text(factor), variable);
  if (term.factor < 0) return fmt::format("({}-{})", number_text(term.constant), multiple);
  return term.constant == 0 ? multiple : fmt::format("({}{})", multiple, added_text(term.constant));
}

// A blank in a sum with + leaves a calculated field blank; sum() and mean() skip it.
std::string calculation(const ScoreFormula& formula) {
  std::vector<std::string> terms, asked;
  for (const FormulaTerm& term : formula.terms) {
    terms.push_back(term_text(term));
    asked.push_back(fmt::format("if([{}]<>\"\",1,0)", term.variable));
  }
  std::string result;
  if (formula.blanks == Blanks::leave_none) result = fmt::format("({})", fmt::join(terms, "+"));
  else result = fmt::format("{}({})", formula.kind == ScoreFormula::Kind::mean ? "mean" : "sum", fmt::join(terms, ","));
  if (formula.factor != 1) result += fmt::format("*{}", number_text(formula.factor));
  if (formula.divisor != 1) result += fmt::format("/{}", number_text(formula.divisor));
  if (formula.constant != 0) result += added_text(formula.constant);
  if (formula.least_answered.value_or(1) <= 1) return result;
  return fmt::format("if(sum({})>={},{},\"\")", fmt::join(asked, ","), *formula.least_answered, result);
}

}  // namespace

Exported export_redcap(const Questionnaire& questionnaire, const std::vector<Translation>& translations) {
  Exported exported;
  std::vector<std::string> own{kRecord};
  if (!questionnaire.instructions.empty()) own.emplace_back(kInstructionsField);
  const ExportedNames names = exported_names(questionnaire, field_name, "_score", own);
  const auto scales = exported_scales(questionnaire, names, exported);
  std::string form = questionnaire.id;
  std::replace(form.begin(), form.end(), '-', '_');
  const auto append = [&](NamedCells row) {
    row["Form Name"] = form;
    append_row(exported.text, kDictionaryRow, row);
  };
  NamedCells titles;
  for (const char* column : kDictionaryColumns) titles[column] = column;
  append_row(exported.text, kDictionaryRow, titles);
  append({{"Variable / Field Name", kRecord}, {"Field Type", "text"}, {"Field Label", "Record ID"}});
  if (!questionnaire.instructions.empty()) {
    append({{"Variable / Field Name", kInstructionsField},
            {"Field Type", "descriptive"},
            {"Field Label", questionnaire.instructions}});
  }
  std::string stem;
  for (std::size_t i = 0; i < questionnaire.items.size(); ++i) {
    NamedCells row = item_row(questionnaire.items[i], questionnaire.response_of(i), names.items[i]);
    if (questionnaire.stem_of(i) != stem) row["Section Header"] = stem = questionnaire.stem_of(i);
    append(std::move(row));
  }
  for (const ExportedScale& one : scales) {
    append({{"Variable / Field Name", names.scales[one.scale]},
            {"Field Type", "calc"},
            {"Field Label", questionnaire.scales[one.scale].title},
            {"Choices, Calculations, OR Slider Labels", calculation(one.formula)}});
  }
  std::vector<std::string> languages;
  for (const Translation& translation : translations) languages.push_back(translation.language);
  if (!languages.empty()) exported.left_out.push_back(fmt::format("The texts in {}.", join_words(languages)));
  leave_out_the_rest(questionnaire, exported);
  return exported;
}

}  // namespace attune
