#include <doctest/doctest.h>

#include "exchange/limesurvey.h"
#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

std::string cdata(const std::string& name, const std::string& text) {
  return "<" + name + "><![CDATA[" + text + "]]></" + name + ">";
}
std::string table(const std::string& name, const std::string& rows) {
  return "<" + name + "><rows>" + rows + "</rows></" + name + ">";
}
std::string document(const std::string& tables) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
         "<DBVersion>366</DBVersion><languages><language>de</language><language>en</language></languages>" +
         tables + "</document>";
}

const std::string kSettings =
    table("surveys", "<row>" + cdata("sid", "123") + cdata("language", "en") + cdata("assessments", "Y") + "</row>") +
    table("surveys_languagesettings",
          "<row>" + cdata("surveyls_language", "en") + cdata("surveyls_title", "Calm") + "</row>");

// As versions up to 3 write it: a row for each language.
const std::string kOlder = document(
    kSettings +
    table("groups",
          "<row><gid>1</gid><group_name>G</group_name><group_order>0</group_order><language>en</language></row>") +
    table("questions",
          "<row><qid>12</qid><gid>1</gid><type>L</type><title>q2</title><question>Two</question><other>N</other>"
          "<question_order>2</question_order><language>en</language></row>"
          "<row><qid>11</qid><gid>1</gid><type>F</type><title>q1</title><question>One</question><other>N</other>"
          "<question_order>1</question_order><language>en</language></row>"
          "<row><qid>11</qid><gid>1</gid><type>F</type><title>q1</title><question>Eins</question><other>N</other>"
          "<question_order>1</question_order><language>de</language></row>") +
    table("subquestions",
          "<row><qid>21</qid><parent_qid>11</parent_qid><title>a</title><question>Line</question>"
          "<question_order>1</question_order><scale_id>0</scale_id><language>en</language></row>") +
    table("answers",
          "<row><qid>11</qid><code>2</code><answer>Yes</answer><sortorder>2</sortorder><assessment_value>5"
          "</assessment_value><language>en</language><scale_id>0</scale_id></row>"
          "<row><qid>11</qid><code>1</code><answer>No</answer><sortorder>1</sortorder><assessment_value>0"
          "</assessment_value><language>en</language><scale_id>0</scale_id></row>"));

// As versions from 4 on write it: texts in tables of their own.
const std::string kNewer = document(
    kSettings + table("groups", "<row><gid>1</gid><group_order>0</group_order></row>") +
    table("group_l10ns", "<row><gid>1</gid><group_name>G</group_name><language>en</language></row>") +
    table("questions",
          "<row><qid>11</qid><gid>1</gid><type>F</type><title>q1</title><question_order>1</question_order></row>") +
    table("subquestions",
          "<row><qid>21</qid><parent_qid>11</parent_qid><title>a</title><question_order>1</question_order></row>") +
    table("question_l10ns",
          "<row><qid>11</qid><question>One</question><language>en</language></row>"
          "<row><qid>21</qid><question>Line</question><language>en</language></row>"
          "<row><qid>21</qid><question>Zeile</question><language>de</language></row>") +
    table("answers",
          "<row><aid>5</aid><qid>11</qid><code>1</code><sortorder>1</sortorder><assessment_value>0</assessment_value></"
          "row>") +
    table("answer_l10ns", "<row><aid>5</aid><answer>No</answer><language>en</language></row>") +
    table(
        "assessments",
        "<row><scope>T</scope><name>low</name><minimum>0</minimum><maximum>3</maximum><language>en</language></row>"));

}  // namespace

TEST_CASE("an older archive has a row for each language") {
  const LimeSurvey survey = read_lss(kOlder, "f.lss");
  CHECK(survey.id == "123");
  CHECK(survey.has_assessments);
  CHECK(survey.languages == std::vector<std::string>{"en", "de"});  // its own first
  REQUIRE(survey.groups.size() == 1);
  const auto& questions = survey.groups[0].questions;
  REQUIRE(questions.size() == 2);
  CHECK(questions[0].code == "q1");
  CHECK(questions[0].texts.at("de") == "Eins");
  CHECK(questions[0].subquestions.at(0).texts.at("en") == "Line");
  REQUIRE(questions[0].answers.size() == 2);
  CHECK(questions[0].answers[0].texts.at("en") == "No");
  CHECK(questions[0].answers[1].assessment_value == "5");
}

TEST_CASE("a newer archive has texts in tables of their own") {
  const LimeSurvey survey = read_lss(kNewer, "f.lss");
  CHECK(survey.groups.at(0).titles.at("en") == "G");
  const LimeQuestion& question = survey.groups[0].questions.at(0);
  CHECK(question.texts.at("en") == "One");
  CHECK(question.subquestions.at(0).texts.at("de") == "Zeile");
  CHECK(question.answers.at(0).texts.at("en") == "No");
  CHECK(survey.rules.at(0).maximum == "3");
}

TEST_CASE("a text in two sections is one text") {
  const LimeSurvey survey = read_lss(
      document(table("surveys_languagesettings",
                     "<row><surveyls_language>en</surveyls_language><surveyls_title><![CDATA[a]]]]><![CDATA[>b]]>"
                     "</surveyls_title></row>")),
      "f");
  CHECK(survey.titles.at("en") == "a]]>b");
}

TEST_CASE("what is no survey is refused") {
  CHECK(holds(error_of([] { read_lss("<document>", "f"); }).problem(), "not valid XML"));
  CHECK(holds(error_of([] { read_lss("<a/>", "f"); }).problem(), "no survey"));
  CHECK(holds(error_of([] { read_lss("", "f"); }).problem(), "XML"));
}

TEST_CASE("entities are not expanded but refused, so that a small file stays small") {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a0 \"lol\">";
  for (int n = 1; n < 10; ++n) {
    bomb += "<!ENTITY a" + std::to_string(n) + " \"";
    for (int repeat = 0; repeat < 10; ++repeat) bomb += "&a" + std::to_string(n - 1) + ";";
    bomb += "\">";
  }
  bomb += "]><document><LimeSurveyDocType>&a9;</LimeSurveyDocType></document>";
  CHECK(holds(error_of([&] { read_lss(bomb, "f"); }).problem(), "DOCTYPE"));
}

TEST_CASE("elements within elements without end are refused or read, but do no harm") {
  std::string deep;
  for (int n = 0; n < 100'000; ++n) deep += "<a>";
  CHECK(holds(error_of([&] { read_lss(deep, "f"); }).problem(), "not valid XML"));
  CHECK(holds(error_of([] { read_lss(std::string(1'000'001, '<'), "f"); }).problem(), "tags"));
}

TEST_CASE("bytes of another encoding than the file declares are refused with their line") {
  std::string declared = document("\n" + kSettings);
  declared.replace(declared.find("Calm"), 4, "Ruh\xe9");
  const Error error = error_of([&] { read_lss(declared, "survey.lss"); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().line == 2);
  // Where it says so they are what they are there.
  declared.replace(declared.find("UTF-8"), 5, "ISO-8859-1");
  CHECK(read_lss(declared, "survey.lss").titles.at("en") == "Ruh\xc3\xa9");
}

}  // namespace attune
