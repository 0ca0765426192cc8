#include "exchange/import_limesurvey.h"

#include <doctest/doctest.h>

#include <cmath>

#include "imported.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::items_of;
using testing::scales_of;
using testing::score_of;
using testing::tells;

// The columns that our rows have; a file of LimeSurvey's has some hundred.
const std::string kTitles =
    "id\trelated_id\tclass\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\tvalidation\tmandatory\tother\tdefault\t"
    "same_default\tassessment_value\tmin_num_value\tmax_num_value\n";
const std::string kHead = kTitles + "\t\tS\t\tlanguage\t\ten\n\t\tSL\t\tsurveyls_title\t\tCalm & <b>safe</b>\t\ten\n";
const std::string kGroup = "7\t\tG\t0\tFirst part\t1\tThese days\t\ten\n";

std::string question(const std::string& code, char type, const std::string& text, const std::string& more = {}) {
  return "\t\tQ\t" + std::string(1, type) + "\t" + code + "\t1\t" + text + "\t\ten\n" + more;
}
std::string line(const std::string& code, const std::string& text) {
  return "\t\tSQ\t0\t" + code + "\t1\t" + text + "\t\ten\n";
}
std::string answer(const std::string& code, const std::string& text, const std::string& value = {}) {
  return "\t\tA\t0\t" + code + "\t\t" + text + "\t\ten\t\t\t\t\t\t" + value + "\n";
}

const std::string kNumbers = answer("1", "no") + answer("2", "hm") + answer("3", "yes");
const std::string kCodes = answer("A1", "no", "0") + answer("A2", "hm", "5") + answer("A3", "yes", "10");
const std::string kArray = question("calm", 'F', "How often", line("a", "I sleep") + line("b", "I wake") + kNumbers);

Imported imported(const std::string& rows, const ImportRequest& request = {.file = "survey.txt"}) {
  return import_limesurvey(kHead + kGroup + rows, request);
}

std::string assessed() { return "\t\tS\t\tassessments\t\tY\n"; }

}  // namespace

TEST_CASE("each line of an array becomes an item, the question its introduction") {
  const Imported made = imported(kArray);
  CHECK(made.questionnaire.title == "Calm & safe");
  CHECK(made.questionnaire.id == "calm-safe");
  CHECK(items_of(made) == std::vector<std::string>{"calm_a", "calm_b"});
  CHECK(made.questionnaire.items[1].text == "I wake");
  CHECK(made.questionnaire.stem == "These days How often");
  CHECK(made.questionnaire.response.labels == std::map<int, std::string>{{1, "no"}, {2, "hm"}, {3, "yes"}});
  CHECK(tells(made.notes, "no scales"));
}

TEST_CASE("lists become items, and displays before them introduce them") {
  const Imported made = imported(question("x1", 'X', "Read this.") + question("q1", 'L', "One?", kNumbers) +
                                 question("q2", '!', "Two?", kNumbers));
  CHECK(items_of(made) == std::vector<std::string>{"q1", "q2"});
  CHECK(made.questionnaire.items[0].text == "One?");
  CHECK(made.questionnaire.instructions == "Read this.");
  CHECK(made.questionnaire.stem == "These days");
}

TEST_CASE("codes of letters and digits are numbered by their digits, and stay understood") {
  const Imported made = imported(question("q1", 'L', "One?", answer("A2", "b") + answer("A1", "a")));
  CHECK(made.questionnaire.response.codes == std::map<std::string, int>{{"A1", 1}, {"A2", 2}});
  CHECK(made.questionnaire.response.labels.at(1) == "a");
}

TEST_CASE("questions with answers of LimeSurvey's own become items") {
  const Imported made = imported(question("y", 'Y', "Yes?") + question("five", '5', "Points?") +
                                 question("ten", 'B', "Ten", line("a", "A")) + question("c", 'C', "C", line("a", "A")));
  CHECK(items_of(made) == std::vector<std::string>{"y", "five", "ten_a", "c_a"});
  const auto& q = made.questionnaire;
  CHECK(q.response_of(0).codes == std::map<std::string, int>{{"N", 0}, {"Y", 1}});
  CHECK(q.response_of(1).max == 5);
  CHECK(q.response_of(2).max == 10);
  CHECK(q.response_of(3).labels.at(1) == "Uncertain");
}

TEST_CASE("assessment values make a total, and rules its bands") {
  const Imported made = import_limesurvey(kHead + assessed() + kGroup + question("q1", 'L', "One?", kCodes) +
                                              question("q2", 'L', "Two?", kCodes) +
                                              "1\t7\tAS\tT\tlow\t\tYou are calm.\t\ten\t\t\t\t\t\t\t0\t9\n" +
                                              "2\t7\tAS\tT\thigh\t\t\t\ten\t\t\t\t\t\t\t10\t20\n",
                                          {.file = "survey.txt"});
  CHECK(scales_of(made) == std::vector<std::string>{"total"});
  CHECK(score_of(made, "total", {5, 10}) == 15);
  CHECK(score_of(made, "total", {5, kMissing}) == 5);
  CHECK(made.questionnaire.scales[0].bands ==
        std::vector<Band>{{.from = 0, .to = 9, .label = "low"}, {.from = 10, .to = 20, .label = "high"}});
  CHECK(tells(made.left_out, "messages"));
}

TEST_CASE("assessment values of codes that are numbers are what the answers count") {
  // Answer 1 counts 4, answer 2 nothing.
  const std::string answers = answer("1", "no", "4") + answer("2", "yes", "0");
  const Imported made = import_limesurvey(
      kHead + assessed() + kGroup + question("q1", 'L', "One?", answers) + question("q2", 'L', "Two?", answers),
      {.file = "survey.txt"});
  CHECK(score_of(made, "total", {1, 2}) == 4);
}

TEST_CASE("a group with rules has a total of its own") {
  const Imported made = import_limesurvey(
      kHead + assessed() + kGroup + question("q1", 'L', "One?", kCodes) + "8\t\tG\t1\tSecond part\t1\t\t\ten\n" +
          question("q2", 'L', "Two?", kCodes) + "1\t8\tAS\tG\tany\t\t\t\ten\t\t\t\t\t\t\t0\t10\n",
      {.file = "survey.txt"});
  CHECK(scales_of(made) == std::vector<std::string>{"total", "second-part"});
  CHECK(score_of(made, "second-part", {10, 5}) == 5);
}

TEST_CASE("totals that count ticked boxes are left out by name") {
  const std::string boxes = "\t\tQ\tM\tboxes\t1\tWhich?\t\ten\t\t\t\t\t\t2\n";
  const Imported made = import_limesurvey(kHead + assessed() + kGroup + question("q1", 'L', "One?", kCodes) + boxes,
                                          {.file = "survey.txt"});
  CHECK(made.questionnaire.scales.empty());
  CHECK(tells(made.notes, "ticked boxes of boxes"));
  CHECK(tells(made.left_out, "boxes (several choices)"));
}

TEST_CASE("equations become scales, in which a blank adds nothing") {
  const Imported made = imported(kArray + question("s1", '*', "{sum(calm_a.NAOK, 4 - calm_b.NAOK)}") +
                                 question("s2", '*', "<p>{sum(that.calm.NAOK) / count(that.calm.NAOK)}</p>") +
                                 question("s3", '*', "{s1 * 2 + 1}"));
  CHECK(score_of(made, "s1", {3, 1}) == 6);
  CHECK(score_of(made, "s1", {3, kMissing}) == 3);
  CHECK(score_of(made, "s2", {3, kMissing}) == 3);
  CHECK(score_of(made, "s3", {3, 1}) == 13);
}

TEST_CASE("equations use assessment values where they say so") {
  const Imported made = import_limesurvey(
      kHead + assessed() + kGroup + question("q1", 'L', "One?", answer("1", "a", "7") + answer("2", "b", "9")) +
          question("by_value", '*', "{q1.value}") + question("by_code", '*', "{q1.NAOK + 0}"),
      {.file = "survey.txt"});
  CHECK(score_of(made, "by_value", {2}) == 9);
  CHECK(score_of(made, "by_code", {2}) == 2);
}

TEST_CASE("equations that are no scores are told by name") {
  const Imported made = imported(kArray + question("s1", '*', "{if(calm_a > 2, 'high', 'low')}") +
                                 question("s2", '*', "{sum(nobody, calm_a)}") + question("s3", '*', "no braces"));
  CHECK(tells(made.notes, "equation s1 is left out: it has a condition"));
  CHECK(tells(made.notes, "equation s2 is left out: \"nobody\""));
  CHECK(tells(made.notes, "equation s3 is left out: it has no expression"));
  const Imported coded = imported(question("q1", 'L', "One?", kCodes) + question("s", '*', "{q1 + 1}"));
  CHECK(tells(coded.notes, "the codes of q1 are not all numbers"));
}

TEST_CASE("the other languages of a survey are its translations") {
  const std::string german =
      "7\t\tG\t0\tErster Teil\t1\tHeutzutage\t\tde\n\t\tQ\tL\tq1\t1\tEins?\t\tde\n\t\tA\t0\t1\t\tnein\t\tde\n"
      "\t\tA\t0\t2\t\tso\t\tde\n\t\tA\t0\t3\t\tja\t\tde\n";
  const std::string head = kHead + "\t\tS\t\tadditional_languages\t\tde\n\t\tSL\t\tsurveyls_title\t\tRuhe\t\tde\n";
  const std::string file = head + kGroup + question("q1", 'L', "One?", kNumbers) + german;
  const Imported made = import_limesurvey(file, {.file = "f"});
  REQUIRE(made.translations.size() == 1);
  const Translation& texts = made.translations[0];
  CHECK(texts.language == "de");
  CHECK(texts.title == "Ruhe");
  CHECK(texts.stem == "Heutzutage");
  CHECK(texts.items.at("q1").text == "Eins?");
  CHECK(texts.labels.at(3) == "ja");
  CHECK(import_limesurvey(file, {.file = "f", .language = "de"}).questionnaire.title == "Ruhe");
  CHECK(error_of([&] { import_limesurvey(file, {.file = "f", .language = "fr"}); }).code() == ExitCode::usage);
}

TEST_CASE("what is no question of numbers, and conditions, are left out by name") {
  const Imported made = imported(question("q1", 'L', "One?", kNumbers) + question("why", 'T', "Why?") +
                                 "\t\tQ\tL\tq2\tq1 == 1\tTwo?\t\ten\t\t\tY\n" + kNumbers);
  CHECK(tells(made.left_out, "why (text)"));
  CHECK(tells(made.left_out, "conditions of q2"));
  CHECK(tells(made.left_out, "place of an answer of q2"));
}

TEST_CASE("a survey is known by its columns or its kind of document") {
  CHECK(is_limesurvey(kTitles, ".txt"));
  CHECK(is_limesurvey("<?xml version=\"1.0\"?>\n<document><LimeSurveyDocType>Survey</LimeSurveyDocType>", ".lss"));
  CHECK_FALSE(is_limesurvey("<html>", ".xml"));
  CHECK_FALSE(is_limesurvey("a\tb\n", ".txt"));
}

TEST_CASE("a survey without items, and one with too many, is refused") {
  CHECK(holds(error_of([] { imported(question("why", 'T', "Why?")); }).problem(), "no items"));
  std::string rows;
  for (int n = 0; n < 20'000; ++n) rows += question("q" + std::to_string(n), 'Y', "?");
  CHECK(holds(error_of([&] { imported(rows); }).problem(), "more than 2,000 items"));
}

TEST_CASE("an array with more answers than an item may have has no items") {
  std::string answers;
  for (int n = 0; n < 6000; ++n) answers += answer("code" + std::to_string(n), "x");
  const Imported made = imported(kArray + question("big", 'F', "How often", line("a", "I sleep") + answers));
  CHECK(items_of(made) == std::vector<std::string>{"calm_a", "calm_b"});
  CHECK(tells(made.left_out, "big_a (more than 1,000 answers)"));
}

TEST_CASE("many lines with many answers each are refused before they fill the memory") {
  std::string lines, answers;
  for (int n = 0; n < 1000; ++n) lines += line("l" + std::to_string(n), "x");
  for (int n = 0; n < 500; ++n) answers += answer(std::to_string(n), "x");
  CHECK(holds(error_of([&] { imported(question("big", 'F', "How often", lines + answers)); }).problem(), "200,000"));
}

}  // namespace attune
