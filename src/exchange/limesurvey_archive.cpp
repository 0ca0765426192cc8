#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/limesurvey.h"
#include "exchange/plain_text.h"

namespace attune {
namespace {

// What stands in the child of this name, whole: a text with "]]>" in it is written in two sections.
std::string value(const pugi::xml_node& row, const char* name) {
  std::string text;
  for (const pugi::xml_node& part : row.child(name).children()) text += part.value();
  return text;
}

// The archive holds tables of LimeSurvey's database. Up to version 3, a row of questions or answers exists once for
// each language; from version 4 on, texts have tables of their own (question_l10ns …) that refer to them.
class ArchiveReader {
 public:
  ArchiveReader(const pugi::xml_node& document, const std::string& file) : document_(document), file_(file) {}

  LimeSurvey read() {
    read_survey();
    read_groups();
    read_questions();
    read_subquestions();
    read_answers();
    read_rules();
    read_others();
    return std::move(survey_);
  }

 private:
  using Row = pugi::xml_node;

  std::vector<Row> table(const char* name) const {
    std::vector<Row> rows;
    for (const Row& row : document_.child(name).child("rows").children("row")) rows.push_back(row);
    return rows;
  }

  // Sorted as LimeSurvey shows them.
  std::vector<Row> table(const char* name, const char* order) const {
    auto rows = table(name);
    const auto rank = [order](const Row& row) { return parse_number(value(row, order)).value_or(0); };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return rank(a) < rank(b); });
    return rows;
  }

  std::string language(const Row& row) const {
    const std::string named = value(row, "language");
    return named.empty() ? survey_.languages.front() : named;
  }

  void read_survey() {
    for (const Row& language : document_.child("languages").children("language"))
      survey_.languages.emplace_back(language.child_value());
    if (survey_.languages.empty()) throw Error(ExitCode::data, {.file = file_}, "the survey names no language");
    for (const Row& row : table("surveys")) {
      survey_.id = value(row, "sid");
      survey_.has_assessments = value(row, "assessments") == "Y";
      // The list of languages need not begin with the survey's own.
      const auto own = std::find(survey_.languages.begin(), survey_.languages.end(), value(row, "language"));
      if (own != survey_.languages.end()) std::rotate(survey_.languages.begin(), own, own + 1);
    }
    for (const Row& row : table("surveys_languagesettings")) {
      const std::string language = value(row, "surveyls_language");
      survey_.titles[language] = value(row, "surveyls_title");
      survey_.descriptions[language] = value(row, "surveyls_description");
      survey_.welcomes[language] = value(row, "surveyls_welcometext");
    }
  }

  void read_groups() {
    for (const Row& row : table("groups", "group_order")) {
      const auto [known, is_new] = groups_.emplace(value(row, "gid"), survey_.groups.size());
      if (is_new) survey_.groups.push_back({.id = value(row, "gid"), .relevance = value(row, "grelevance")});
      add_group_texts(survey_.groups[known->second], row);
    }
    for (const Row& row : table("group_l10ns")) {
      if (const auto known = groups_.find(value(row, "gid")); known != groups_.end())
        add_group_texts(survey_.groups[known->second], row);
    }
  }

  void add_group_texts(LimeGroup& group, const Row& row) const {
    if (!row.child("group_name")) return;
    group.titles[language(row)] = value(row, "group_name");
    group.descriptions[language(row)] = value(row, "description");
  }

  void read_questions() {
    for (const Row& row : table("questions", "question_order")) {
      const auto group = groups_.find(value(row, "gid"));
      if (group == groups_.end())
        throw Error(ExitCode::data, {.file = file_},
                    fmt::format("the question {} is in no group", one_line(value(row, "title"))));
      auto& questions = survey_.groups[group->second].questions;
      const auto [known, is_new] = questions_.emplace(value(row, "qid"), std::pair(group->second, questions.size()));
      if (is_new) {
        const std::string type = value(row, "type");
        questions.push_back({.code = value(row, "title"),
                             .type = type.empty() ? 'T' : type.front(),
                             .relevance = value(row, "relevance"),
                             .is_mandatory = value(row, "mandatory") == "Y",
                             .has_other = value(row, "other") == "Y"});
      }
      add_question_texts(value(row, "qid"), row);
    }
    for (const Row& row : table("question_l10ns")) add_question_texts(value(row, "qid"), row);
    for (const Row& row : table("question_attributes")) {
      LimeQuestion* question = find_question(value(row, "qid"));
      if (question != nullptr && value(row, "attribute") == "assessment_value")
        question->assessment_value = value(row, "value");
    }
  }

  LimeQuestion* find_question(const std::string& id) {
    const auto known = questions_.find(id);
    return known == questions_.end() ? nullptr : &survey_.groups[known->second.first].questions[known->second.second];
  }

  void add_question_texts(const std::string& id, const Row& row) {
    LimeQuestion* question = find_question(id);
    if (question == nullptr || !row.child("question")) return;
    question->texts[language(row)] = value(row, "question");
    question->help[language(row)] = value(row, "help");
  }

  void read_subquestions() {
    std::unordered_map<std::string, std::pair<LimeQuestion*, std::size_t>> known;  // by id
    for (const Row& row : table("subquestions", "question_order")) {
      LimeQuestion* question = find_question(value(row, "parent_qid"));
      if (question == nullptr) continue;
      const std::string scale = value(row, "scale_id");
      const auto [place, is_new] = known.emplace(value(row, "qid"), std::pair(question, question->subquestions.size()));
      if (is_new) question->subquestions.push_back({.code = value(row, "title"), .scale = scale.empty() ? "0" : scale});
      if (row.child("question"))
        question->subquestions[place->second.second].texts[language(row)] = value(row, "question");
    }
    for (const Row& row : table("question_l10ns")) {
      if (const auto place = known.find(value(row, "qid")); place != known.end())
        place->second.first->subquestions[place->second.second].texts[language(row)] = value(row, "question");
    }
  }

  void read_answers() {
    std::unordered_map<std::string, std::pair<LimeQuestion*, std::size_t>> known;  // by question, scale and code
    std::unordered_map<std::string, std::string> keys;                             // of those, by id
    for (const Row& row : table("answers", "sortorder")) {
      LimeQuestion* question = find_question(value(row, "qid"));
      if (question == nullptr) continue;
      std::string scale = value(row, "scale_id");
      if (scale.empty()) scale = "0";
      const std::string key = fmt::format("{}/{}/{}", value(row, "qid"), scale, value(row, "code"));
      const auto [place, is_new] = known.emplace(key, std::pair(question, question->answers.size()));
      if (is_new)
        question->answers.push_back(
            {.code = value(row, "code"), .assessment_value = value(row, "assessment_value"), .scale = scale});
      if (row.child("answer")) question->answers[place->second.second].texts[language(row)] = value(row, "answer");
      keys[value(row, "aid")] = key;
    }
    for (const Row& row : table("answer_l10ns")) {
      const auto key = keys.find(value(row, "aid"));
      if (key == keys.end()) continue;
      const auto& [question, index] = known.at(key->second);
      question->answers[index].texts[language(row)] = value(row, "answer");
    }
  }

  void read_rules() {
    for (const Row& row : table("assessments")) {
      survey_.rules.push_back({.of_group = value(row, "scope") == "G",
                               .group = value(row, "gid"),
                               .name = value(row, "name"),
                               .minimum = value(row, "minimum"),
                               .maximum = value(row, "maximum"),
                               .message = value(row, "message"),
                               .language = language(row)});
    }
  }

  void read_others() {
    for (const Row& row : table("conditions")) {
      if (LimeQuestion* question = find_question(value(row, "qid"))) question->has_condition = true;
    }
    constexpr std::array<std::string_view, 12> kRead{"surveys",      "surveys_languagesettings",
                                                     "groups",       "group_l10ns",
                                                     "questions",    "question_l10ns",
                                                     "subquestions", "answers",
                                                     "answer_l10ns", "assessments",
                                                     "conditions",   "languages"};
    for (const Row& part : document_.children()) {
      const std::string_view name = part.name();
      if (part.child("rows") && std::find(kRead.begin(), kRead.end(), name) == kRead.end())
        survey_.others.insert(shorten(one_line(name), 40));
    }
  }

  const pugi::xml_node document_;
  const std::string& file_;
  LimeSurvey survey_;
  std::unordered_map<std::string, std::size_t> groups_;                             // by id
  std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> questions_;  // group and number in it, by id
};

}  // namespace

LimeSurvey read_lss(std::string_view xml, const std::string& file) {
  // Each takes the parser more memory than it has in the file.
  constexpr std::ptrdiff_t kMostTags = 1'000'000;
  if (std::count(xml.begin(), xml.end(), '<') > kMostTags)
    throw Error(ExitCode::data, {.file = file}, fmt::format("more than {} tags", grouped(kMostTags)));
  pugi::xml_document document;
  // The default leaves entities that a file declares as they are; a declaration is refused all the same.
  const auto result = document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_doctype);
  const auto line = static_cast<std::size_t>(
      std::count(xml.begin(), xml.begin() + std::min(result.offset, static_cast<std::ptrdiff_t>(xml.size())), '\n'));
  if (!result)
    throw Error(ExitCode::data, {.file = file, .line = line + 1},
                fmt::format("not valid XML: {}", result.description()));
  // Texts in another encoding that the file declares have become UTF-8.
  if (result.encoding == pugi::encoding_utf8) require_utf8(xml, file);
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() == pugi::node_doctype)
      throw Error(ExitCode::data, {.file = file}, "a document type definition (<!DOCTYPE …>) is not allowed here");
  }
  const pugi::xml_node root = document.child("document");
  if (std::string_view(root.child_value("LimeSurveyDocType")) != "Survey")
    throw Error(ExitCode::data, {.file = file}, "this is no survey of LimeSurvey");
  return ArchiveReader(root, file).read();
}

}  // namespace attune
