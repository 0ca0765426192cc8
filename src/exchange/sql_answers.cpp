#include "exchange/sql_answers.h"

#include <fmt/format.h>

#include <utility>

#include "exchange/sql_columns.h"
#include "questionnaire/answer.h"

namespace attune {
namespace {

class AnswerSteps {
 public:
  AnswerSteps(const SqlNames& names, const SqlOptions& options)
      : names_(names), questionnaire_(names.questionnaire()), dialect_(names.dialect()), options_(options) {}

  std::vector<SqlStep> steps(const std::vector<std::string>& kept) const {
    const auto sources = item_columns(questionnaire_, options_.pattern, options_.named);
    std::vector<SqlColumn> texts, answers = unchanged(kept);
    for (std::size_t k = 0; k < kept.size(); ++k) texts.push_back({names_.name(options_.carried[k]), kept[k]});
    for (const std::size_t item : read_items()) {
      const std::string id = names_.item(item);
      texts.push_back({dialect_.answer_text(names_.name(sources[item])), id});
      answers.push_back({answer_of(item), id});
    }
    std::vector<SqlStep> steps;
    add_step(steps, {.name = "texts", .why = {"Each answer as text."}, .keeps = false, .columns = std::move(texts)});
    add_step(steps, {.name = "answers", .why = {answers_comment()}, .keeps = false, .columns = std::move(answers)});
    return steps;
  }

 private:
  // Items that some result needs, as indices.
  std::vector<std::size_t> read_items() const {
    std::vector<bool> needed(questionnaire_.items.size(), options_.quality);
    for (const Scale& scale : questionnaire_.scales) {
      for (const KeyedItem& keyed : scale.items) needed[keyed.item] = true;
    }
    std::vector<std::size_t> items;
    for (std::size_t item = 0; item < needed.size(); ++item) {
      if (needed[item]) items.push_back(item);
    }
    return items;
  }

  std::string answers_comment() const {
    if (!questionnaire_.one_response()) return "Each answer as a whole number.";
    return fmt::format("Each answer as a whole number from {} to {}.", questionnaire_.response.min,
                       questionnaire_.response.max);
  }

  std::string answer_of(std::size_t item) const {
    const ResponseScale& response = questionnaire_.response_of(item);
    const std::string id = names_.item(item);
    std::string text = "CASE " + id;
    for (const int answer : response.answers()) text += fmt::format(" WHEN '{0}' THEN {0}", answer);
    for (const auto& [answer, label] : response.labels)
      text += fmt::format(" WHEN {} THEN {}", dialect_.folded(label), answer);
    for (const auto& [code, answer] : response.codes)
      text += fmt::format(" WHEN {} THEN {}", dialect_.folded(code), answer);
    if (options_.invalid_is_missing) return text + " END";
    text += " WHEN '' THEN NULL";
    for (const std::string& code : response.missing) text += fmt::format(" WHEN {} THEN NULL", dialect_.folded(code));
    for (const std::string& code : options_.missing) text += fmt::format(" WHEN {} THEN NULL", dialect_.folded(code));
    const std::string range =
        response.only_labelled ? answers_named(response) : fmt::format("{} to {}", response.min, response.max);
    const std::string message =
        fmt::format("{} || {} || {}", dialect_.text(fmt::format("item {}: ", questionnaire_.items[item].id)), id,
                    dialect_.text(fmt::format(" is not an answer ({})", range)));
    return fmt::format("{}\n      ELSE {} END", text, dialect_.failure(message));
  }

  const SqlNames& names_;
  const Questionnaire& questionnaire_;
  const SqlDialect& dialect_;
  const SqlOptions& options_;
};

}  // namespace

std::vector<SqlStep> answer_steps(const SqlNames& names, const SqlOptions& options,
                                  const std::vector<std::string>& kept) {
  return AnswerSteps(names, options).steps(kept);
}

}  // namespace attune
