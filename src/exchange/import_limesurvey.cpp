#include "exchange/import_limesurvey.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "exchange/choices.h"
#include "exchange/file_languages.h"
#include "exchange/limesurvey.h"
#include "exchange/limesurvey_items.h"
#include "exchange/limesurvey_scores.h"

namespace attune {
namespace {

std::string statement(const LimeItem& item, const std::string& language) {
  return plain_text_in(item.line != nullptr ? item.line->texts : item.question->texts, language);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string whole;
  for (const std::string& text : texts) {
    if (!text.empty()) whole += (whole.empty() ? "" : " ") + text;
  }
  return whole;
}

// Whether a text display stands before everything that is asked.
bool is_instruction(const LimeSurvey& survey, const LimeItems& found, const LimeQuestion& display) {
  for (const LimeGroup& group : survey.groups) {
    for (const LimeQuestion& question : group.questions) {
      if (&question == &display) return true;
      if (&question == found.items.front().question) return false;
    }
  }
  return false;
}

// The survey's welcome, and the text displays before everything that is asked.
std::string instructions(const LimeSurvey& survey, const LimeItems& found, const std::string& language) {
  std::vector<std::string> texts{plain_text_in(survey.welcomes, language)};
  for (const LimeGroup& group : survey.groups) {
    for (const LimeQuestion& question : group.questions) {
      if (question.type == 'X' && is_instruction(survey, found, question))
        texts.push_back(plain_text_in(question.texts, language));
    }
  }
  return joined(texts);
}

// The group's description, the text displays before the question, and of an array the question.
std::string introduction(const LimeSurvey& survey, const LimeItems& found, const LimeItem& item,
                         const std::string& language) {
  const LimeGroup& group = survey.groups[item.group];
  std::vector<std::string> texts{plain_text_in(group.descriptions, language)};
  for (const LimeQuestion& question : group.questions) {
    if (&question == item.question) break;
    if (question.type == 'X' && !is_instruction(survey, found, question))
      texts.push_back(plain_text_in(question.texts, language));
  }
  if (item.line != nullptr) texts.push_back(plain_text_in(item.question->texts, language));
  return joined(texts);
}

void write_items(const LimeSurvey& survey, const LimeItems& found, const std::string& language,
                 Questionnaire& questionnaire) {
  std::vector<std::string> variables;
  for (const LimeItem& item : found.items) variables.push_back(item.variable);
  const auto ids = part_ids(variables, "q");
  for (std::size_t i = 0; i < found.items.size(); ++i) {
    const LimeItem& item = found.items[i];
    questionnaire.items.push_back({.id = ids[i],
                                   .text = statement(item, language),
                                   .note = plain_text_in(item.question->help, language),
                                   .stem = introduction(survey, found, item, language),
                                   .response = item.numbered.response});
  }
}

void tell(const LimeSurvey& survey, const LimeItems& found, Imported& imported) {
  const auto leave_out = [&](const std::string& what, const std::vector<std::string>& names) {
    if (!names.empty())
      imported.left_out.push_back(fmt::format("questions: {}{}.", what, join_words(names, "and", 40)));
  };
  std::vector<std::string> conditions, texts, numbered, mandatory, defaults;
  for (const LimeGroup& group : survey.groups) {
    if (!group.relevance.empty() && group.relevance != "1") conditions.push_back("group " + group.id);
    for (const LimeQuestion& question : group.questions) {
      const bool has_relevance = !question.relevance.empty() && question.relevance != "1";
      if (has_relevance || question.has_condition) conditions.push_back(question.code);
      if (question.is_mandatory) mandatory.push_back(question.code);
      if (question.has_default) defaults.push_back(question.code);
      if (question.has_other) texts.push_back(question.code);
    }
  }
  for (const LimeItem& item : found.items) {
    if (item.numbered.by != NumberedChoices::By::code) numbered.push_back(item.variable);
  }
  leave_out("", found.others);
  leave_out("conditions of ", conditions);
  leave_out("that an answer is required of ", mandatory);
  leave_out("answers given beforehand of ", defaults);
  leave_out("texts in place of an answer of ", texts);
  if (!survey.others.empty()) {
    const std::vector<std::string> others(survey.others.begin(), survey.others.end());
    imported.left_out.push_back(fmt::format("the survey: {}.", join_words(others, "and", 40)));
  }
  if (!numbered.empty()) {
    imported.notes.push_back(
        fmt::format("The codes of {} are not all numbers: the answers are numbered, and the codes are understood in "
                    "files of answers.",
                    join_words(numbered)));
  }
}

std::map<int, std::string> labels_in(const LimeItem& item, const std::string& language) {
  std::map<int, std::string> labels;
  for (std::size_t a = 0; a < item.answers.size(); ++a) {
    const std::string label = plain_text_in(item.answers[a]->texts, language);
    if (!label.empty()) labels[item.numbered.answers[a]] = label;
  }
  return labels;
}

Translation translation(const LimeSurvey& survey, const LimeItems& found, const Questionnaire& own,
                        const std::map<std::string, LimeTexts>& titles, const FileLanguage& of) {
  const std::string& language = of.name;
  Translation texts{.language = of.tag, .title = plain_text_in(survey.titles, language)};
  texts.instructions = instructions(survey, found, language);
  for (std::size_t i = 0; i < found.items.size(); ++i) {
    auto& item = texts.items[own.items[i].id];
    item.text = statement(found.items[i], language);
    (own.items[i].stem.empty() ? texts.stem : item.stem) = introduction(survey, found, found.items[i], language);
    (own.items[i].response ? item.labels : texts.labels) = labels_in(found.items[i], language);
  }
  for (const auto& [scale, names] : titles) {
    const std::string title = plain_text_in(names, language);
    if (!title.empty()) texts.scales[scale].title = title;
  }
  return texts;
}

bool is_archive(std::string_view content) {
  constexpr std::size_t kHead = 4096;
  return content.substr(0, kHead).find("<LimeSurveyDocType>") != std::string_view::npos;
}

}  // namespace

bool is_limesurvey(std::string_view content, const std::string&) {
  constexpr std::size_t kLongest = 65'536;
  std::string title(content.substr(0, std::min(content.find('\n'), kLongest)));
  std::erase(title, '"');
  return is_archive(content) || title.find("class\ttype/scale\tname\t") != std::string::npos;
}

Imported import_limesurvey(const std::string& content, const ImportRequest& request) {
  const bool is_xml = trim(content).starts_with('<') || is_archive(content);
  const LimeSurvey survey = is_xml ? read_lss(content, request.file) : read_limesurvey_text(content, request.file);
  Imported imported;
  const FileLanguages languages = choose_language(survey.languages, survey.languages.front(), request, imported);
  const std::string& language = languages.own.name;
  const LimeItems found = limesurvey_items(survey, language, request.file);
  if (found.items.empty())
    throw Error(ExitCode::data, {.file = request.file}, "no question has numbers as answers, so there are no items");
  Questionnaire& questionnaire = imported.questionnaire;
  questionnaire.language = languages.own.tag;
  questionnaire.title = plain_text_in(survey.titles, language);
  if (questionnaire.title.empty()) questionnaire.title = "Imported from LimeSurvey";
  questionnaire.id = request.id.empty() ? definition_id(questionnaire.title) : request.id;
  questionnaire.instructions = instructions(survey, found, language);
  if (const std::string text = plain_text_in(survey.descriptions, language); !text.empty())
    questionnaire.sources.push_back({"description", {text}});
  write_items(survey, found, language, questionnaire);
  const auto titles = add_limesurvey_scores(survey, found, language, imported);
  if (questionnaire.scales.empty()) {
    imported.notes.emplace_back(
        "The survey counts no assessment values and no equation in it is a score, so the definition has no scales: add "
        "them before scoring.");
  }
  tell(survey, found, imported);
  share_response(questionnaire);
  share_stem(questionnaire);
  note_unscored(questionnaire);
  for (const FileLanguage& other : languages.others)
    imported.translations.push_back(translation(survey, found, questionnaire, titles, other));
  return imported;
}

}  // namespace attune
