#include "exchange/export_limesurvey.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>

#include "base/error.h"
#include "exchange/delimited_text.h"
#include "exchange/exported_parts.h"

namespace attune {
namespace {

constexpr std::array kSurveyColumns{
    "id",         "related_id", "class", "type/scale", "name",         "relevance",        "text",  "help", "language",
    "validation", "mandatory",  "other", "default",    "same_default", "assessment_value", "hidden"};
constexpr RowForm kSurveyRow{.columns = kSurveyColumns, .delimiter = '\t', .end = "\n"};

// LimeSurvey knows letters and digits, a letter first.
std::string question_code(const std::string& id) {
  std::string code = id;
  std::erase_if(code, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
  return code;
}

// In HTML, which LimeSurvey shows texts as; and braces would begin an expression.
std::string html(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '{': escaped += "&#123;"; break;
      case '}': escaped += "&#125;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string comma_list(const std::vector<std::string>& variables) {
  std::string list;
  for (const std::string& variable : variables) list += (list.empty() ? "" : ", ") + variable + ".NAOK";
  return list;
}

const SkippingSyntax& syntax() {
  static const SkippingSyntax kSyntax{
      .sum = [](const auto& variables) { return fmt::format("sum({})", comma_list(variables)); },
      .count = [](const auto& variables) { return fmt::format("count({})", comma_list(variables)); },
      .if_else_blank = [](const auto& condition,
                          const auto& then) { return fmt::format("if({}, {}, '')", condition, then); }};
  return kSyntax;
}

// All texts in one language.
struct Texts {
  std::string language;
  const Translation* translation = nullptr;  // null: the definition's own

  // What the translation says, where it says something.
  template <typename TextOf>
  std::string text(const std::string& own, TextOf text_of) const {
    const std::string other = translation == nullptr ? std::string() : text_of(*translation);
    return html(other.empty() ? own : other);
  }
};

class LimeSurveyWriter {
 public:
  LimeSurveyWriter(const Questionnaire& questionnaire, const std::vector<Translation>& translations)
      : questionnaire_(questionnaire), names_(exported_names(questionnaire, question_code, "score")) {
    languages_.push_back({.language = questionnaire.language.empty() ? "en" : questionnaire.language});
    for (const Translation& translation : translations)
      languages_.push_back({.language = translation.language, .translation = &translation});
  }

  Exported write() {
    scales_ = exported_scales(questionnaire_, names_, exported_);
    check_answers();
    NamedCells titles;
    for (const char* column : kSurveyColumns) titles[column] = column;
    append_row(exported_.text, kSurveyRow, titles);
    add_settings();
    for (const Texts& texts : languages_) add_questions(texts);
    leave_out_the_rest(questionnaire_, exported_);
    return std::move(exported_);
  }

 private:
  // A code has no sign, and the equations compute with codes.
  void check_answers() const {
    for (std::size_t i = 0; i < questionnaire_.items.size(); ++i) {
      if (questionnaire_.response_of(i).min >= 0) continue;
      throw Error(ExitCode::data, {},
                  fmt::format("{} has answers below 0, for which LimeSurvey has no codes", questionnaire_.items[i].id));
    }
  }

  void append(const Texts& texts, NamedCells row) {
    row["language"] = texts.language;
    append_row(exported_.text, kSurveyRow, row);
  }

  void add_settings() {
    append_row(exported_.text, kSurveyRow,
               {{"class", "S"}, {"name", "language"}, {"text", languages_.front().language}});
    std::string others;
    for (std::size_t l = 1; l < languages_.size(); ++l) others += (others.empty() ? "" : " ") + languages_[l].language;
    if (!others.empty())
      append_row(exported_.text, kSurveyRow, {{"class", "S"}, {"name", "additional_languages"}, {"text", others}});
    for (const Texts& texts : languages_) {
      append(texts, {{"class", "SL"}, {"name", "surveyls_title"}, {"text", title(texts)}});
      const auto instructions = [](const Translation& other) { return other.instructions; };
      append(texts, {{"class", "SL"},
                     {"name", "surveyls_welcometext"},
                     {"text", texts.text(questionnaire_.instructions, instructions)}});
    }
  }

  std::string title(const Texts& texts) const {
    return texts.text(questionnaire_.title, [](const Translation& other) { return other.title; });
  }

  void add_questions(const Texts& texts) {
    for (std::size_t i = 0; i < questionnaire_.items.size(); ++i) add_item(texts, i);
    append(texts, {{"class", "G"}, {"name", "Scores"}, {"relevance", "1"}});
    for (const ExportedScale& one : scales_) add_score(texts, one);
  }

  // What introduces items is the description of their group.
  void add_item(const Texts& texts, std::size_t i) {
    const Item& own = questionnaire_.items[i];
    const auto of_item = [&](const Translation& other) {
      const auto known = other.items.find(own.id);
      return known == other.items.end() ? Translation::ItemTexts{} : known->second;
    };
    if (const std::string& stem = questionnaire_.stem_of(i); i == 0 || stem != questionnaire_.stem_of(i - 1)) {
      const auto translated = [&](const Translation& other) {
        return own.stem.empty() ? other.stem : of_item(other).stem;
      };
      append(texts,
             {{"class", "G"}, {"name", title(texts)}, {"relevance", "1"}, {"text", texts.text(stem, translated)}});
    }
    append(texts,
           {{"class", "Q"},
            {"type/scale", "L"},
            {"name", names_.items[i]},
            {"relevance", "1"},
            {"text", texts.text(general_statement(own.text),
                                [&](const Translation& other) { return general_statement(of_item(other).text); })},
            {"mandatory", "N"},
            {"other", "N"}});
    const ResponseScale& response = questionnaire_.response_of(i);
    for (const int answer : response.answers()) {
      const auto label = [&](const Translation& other) {
        const auto labels = own.response ? of_item(other).labels : other.labels;
        const auto known = labels.find(answer);
        return known == labels.end() ? std::string() : known->second;
      };
      append(texts, {{"class", "A"},
                     {"type/scale", "0"},
                     {"name", std::to_string(answer)},
                     {"text", texts.text(answer_label(response, answer), label)},
                     {"assessment_value", std::to_string(answer)}});
    }
  }

  void add_score(const Texts& texts, const ExportedScale& one) {
    const Scale& scale = questionnaire_.scales[one.scale];
    const auto title = [&](const Translation& other) {
      const auto known = other.scales.find(scale.id);
      return known == other.scales.end() ? std::string() : known->second.title;
    };
    append(texts, {{"class", "Q"},
                   {"type/scale", "*"},
                   {"name", names_.scales[one.scale]},
                   {"relevance", "1"},
                   {"text", "{" + skipping_expression(one.formula, syntax()) + "}"},
                   {"help", texts.text(scale.title, title)},
                   {"hidden", "1"}});
  }

  const Questionnaire& questionnaire_;
  ExportedNames names_;
  std::vector<Texts> languages_;
  std::vector<ExportedScale> scales_;
  Exported exported_;
};

}  // namespace

Exported export_limesurvey(const Questionnaire& questionnaire, const std::vector<Translation>& translations) {
  return LimeSurveyWriter(questionnaire, translations).write();
}

}  // namespace attune
