#include "exchange/osd_items.h"

#include <doctest/doctest.h>

#include "exchange/osd_file.h"

namespace attune {

using testing::holds;
using testing::imported_osd;
using testing::osd_file;
using testing::refusal_of_osd;
using testing::tells;

namespace {

// The one item of a file, scored by a sum.
Questionnaire with_item(const std::string& item, const std::string& coding = "1", const std::string& more = "") {
  return imported_osd(osd_file(item, R"("s": {"method": "sum_coded", "items": {"q1": )" + coding + "}}", more))
      .questionnaire;
}

double score_of(const Questionnaire& questionnaire, Answer answer) {
  return Scorer(questionnaire).score(std::vector<Answer>{answer}).scores[0];
}

}  // namespace

TEST_CASE("a rating has the answers and labels of the file, unless it has its own") {
  const Questionnaire shared = with_item(R"({"id": "q1", "type": "likert", "text_key": "q1"})");
  CHECK(shared.response == ResponseScale{.min = 1, .max = 5, .labels = {{1, "Never"}, {5, "Always"}}});
  const Questionnaire own = with_item(
      R"({"id": "q1", "type": "likert", "text_key": "q1", "likert_points": 3, "likert_min": 0, "likert_max": 2,
          "likert_labels": ["always", null, "never"]})");
  CHECK(own.response == ResponseScale{.min = 0, .max = 2, .labels = {{0, "Always"}, {2, "Never"}}});
  const Questionnaire named = with_item(
      R"({"id": "q1", "type": "likert", "text_key": "q1", "response_scale": "how_often"})", "1",
      R"(, "response_scales": {"how_often": {"points": 2, "min": 0, "max": 1, "labels": ["never", "always"]}})");
  CHECK(named.response == ResponseScale{.min = 0, .max = 1, .labels = {{0, "Never"}, {1, "Always"}}});
}

TEST_CASE("a rating of more points than its file's range is reversed by the range, as OpenScales does") {
  const std::string item = R"({"id": "q1", "type": "likert", "text_key": "q1", "likert_points": 7})";
  const Questionnaire q = with_item(item, "-1");
  CHECK(q.response.max == 7);
  CHECK(score_of(q, 7) == -1);
  CHECK(tells(imported_osd(osd_file(item, R"("s": {"method": "sum_coded", "items": ["q1"]})")).notes,
              "points and the range of these disagree"));
}

TEST_CASE("options with numbers are choices, and between them there is no answer") {
  const Questionnaire q = with_item(
      R"({"id": "q1", "type": "multi", "text_key": "q1", "options": [{"value": 0, "text_key": "never"},
          {"value": "25", "text_key": "always"}]})");
  CHECK(q.response.only_labelled);
  CHECK(q.response.labels == std::map<int, std::string>{{0, "Never"}, {25, "Always"}});
  CHECK(score_of(q, 25) == 25);
}

TEST_CASE("options that begin with a number count as it, under their own code") {
  const Questionnaire q = with_item(
      R"({"id": "q1", "type": "multi", "text_key": "q1", "options": [{"value": "0.5 a day", "text_key": "never"},
          {"value": "2 a day", "text_key": "always"}]})");
  CHECK(q.response.codes == std::map<std::string, int>{{"0.5 a day", 1}, {"2 a day", 2}});
  CHECK(score_of(q, 1) == 0.5);
  CHECK(score_of(q, 2) == 2);
}

TEST_CASE("an option without a number in a sum counts as not answered, and that is told") {
  const std::string item =
      R"({"id": "q1", "type": "multi", "text_key": "q1", "options": [{"value": 1, "text_key": "never"},
    {"value": 2, "text_key": "always"}, {"value": "unsure", "text_key": "unsure"}]})";
  CHECK(with_item(item).response.missing == std::set<std::string>{"unsure"});
  CHECK(tells(imported_osd(osd_file(item, R"("s": {"method": "sum_coded", "items": ["q1"]})")).notes,
              "count as not answered: unsure of q1"));
}

TEST_CASE("options of one value are one answer with both labels") {
  const Questionnaire q = with_item(
      R"({"id": "q1", "type": "multi", "text_key": "q1", "options": [{"value": 0, "text_key": "never"},
          {"value": 1, "text_key": "always"}, {"value": 1, "text_key": "q2"}]})");
  CHECK(q.response.labels.at(1) == "Always / Two");
}

TEST_CASE("options are neither reversed nor mapped, as in OpenScales, and that is told") {
  const std::string item = R"({"id": "q1", "type": "multi", "text_key": "q1", "options": [1, 2, 3]})";
  CHECK(score_of(with_item(item, "-1"), 3) == 3);
  CHECK(tells(imported_osd(osd_file(item, R"("s": {"method": "sum_coded", "items": {"q1": -1}})")).notes,
              "Neither reversed nor mapped"));
}

TEST_CASE("the rows of a grid are items, behind its own text") {
  const Questionnaire q = imported_osd(osd_file(R"({"id": "g", "type": "grid", "text_key": "q1", "rows": ["q2", "q3"],
        "columns": ["never", "always"]})",
                                                R"("s": {"method": "sum_coded", "items": {"g_1": 1, "g_2": -1}})"))
                              .questionnaire;
  REQUIRE(q.items.size() == 2);
  CHECK(q.items[0].id == "g_1");
  CHECK(q.items[1].text == "Three");
  CHECK(q.stem == "One");
  // Columns count from 1: 2 and 3 − 2.
  CHECK(Scorer(q).score(std::vector<Answer>{2, 2}).scores[0] == 3);
}

TEST_CASE("a line has the range of its ends and the labels of its anchors") {
  const Questionnaire q = with_item(R"({"id": "q1", "type": "vas", "text_key": "q1", "min": 0, "max": 100,
    "anchors": [{"value": 0, "label": "never"}, {"value": 100, "label": "always"}]})",
                                    "-1");
  CHECK(q.response == ResponseScale{.min = 0, .max = 100, .labels = {{0, "Never"}, {100, "Always"}}});
  CHECK(score_of(q, 30) == 70);
}

TEST_CASE("of several answers to one question each that is scored is an item") {
  const Questionnaire q = imported_osd(osd_file(R"({"id": "m", "type": "multicheck", "text_key": "q1", "options": [
        {"value": "a", "text_key": "q2"}, {"value": "b", "text_key": "q3"}]})",
                                                R"("s": {"method": "sum_coded", "items": ["m_a", "m_b"]})"))
                              .questionnaire;
  REQUIRE(q.items.size() == 2);
  CHECK(q.items[0].id == "m_a");
  CHECK(q.response.min == 0);
  CHECK(q.response.max == 1);
}

TEST_CASE("a typed number within bounds is an item") {
  const Questionnaire q =
      with_item(R"({"id": "q1", "type": "short", "text_key": "q1", "validation": {"number_min": 0, "number_max": 7}})");
  CHECK(q.response == ResponseScale{.min = 0, .max = 7});
}

TEST_CASE("what is read first are the instructions, and what stands above the answers introduces the items") {
  const Imported made = imported_osd(osd_file(
      R"({"id": "i1", "type": "inst", "text_key": "q1"}, {"id": "s1", "type": "section"},
         {"id": "q1", "type": "likert", "text_key": "q2", "question_head": "q3"},
         {"id": "i2", "type": "inst", "text_key": "q1"})",
      R"("s": {"method": "sum_coded", "items": ["q1"]})"));
  CHECK(made.questionnaire.instructions == "One");
  CHECK(made.questionnaire.stem == "Three");
  CHECK(tells(made.notes, "Instructions between the items are left out: i2"));
}

TEST_CASE("what is not scored and no rating is left to the file of answers, and told") {
  const Imported made = imported_osd(osd_file(
      R"({"id": "age", "type": "short", "text_key": "q1"}, {"id": "sex", "type": "multi", "text_key": "q2",
          "options": ["never", "always"]}, {"id": "q1", "type": "likert", "text_key": "q1", "random_group": 1,
          "visible_when": {"parameter": "x", "operator": "equals", "value": 1}},
         {"id": "rest", "type": "likert", "text_key": "q3"})",
      R"("s": {"method": "sum_coded", "items": ["q1"]})"));
  CHECK(made.questionnaire.items.size() == 2);
  CHECK(made.questionnaire.unscored == std::vector<std::size_t>{1});
  CHECK(tells(made.notes, "they are no items here; their columns in files of answers are carried along: age and sex"));
  CHECK(tells(made.notes, "Asked of everybody here, though the file asks only some people: q1"));
  CHECK(tells(made.left_out, "items: random_group"));
}

TEST_CASE("labels that another reader could take for another answer are told apart") {
  const Questionnaire q = with_item(
      R"({"id": "q1", "type": "likert", "text_key": "q1", "likert_points": 3, "likert_max": 3,
          "likert_labels": ["never", "never", "1"]})");
  CHECK(q.response.labels == std::map<int, std::string>{{1, "Never"}, {2, "2: Never"}});
}

TEST_CASE("ids that cannot be ids here are changed, and told") {
  const Imported made = imported_osd(
      osd_file(R"({"id": "1 a", "type": "likert", "text_key": "q1"}, {"id": "Q2", "type": "likert", "text_key": "q2"},
                  {"id": "q2", "type": "likert", "text_key": "q3"})",
               R"("my score": {"method": "sum_coded", "items": ["1 a", "Q2", "q2"]})"));
  CHECK(made.questionnaire.items[0].id == "q1_a");
  CHECK(made.questionnaire.items[2].id == "q2_2");
  CHECK(made.questionnaire.scales[0].id == "my_score");
  CHECK(tells(made.notes, "q1_a (1 a) and q2_2 (q2)"));
}

TEST_CASE("an item that counts and cannot be an item is refused, with its place") {
  const std::string scored = R"("s": {"method": "sum_coded", "items": ["q1"]})";
  const struct {
    std::string item, problem;
  } cases[] = {
      {R"({"id": "q1", "type": "short", "text_key": "q1"})",
       "definition.items[0]: a typed number without bounds counts"},
      {R"({"id": "q1", "type": "rank", "text_key": "q1"})", "an item of the type \"rank\" counts in a score"},
      {R"({"id": "q1", "type": "vas", "text_key": "q1", "min": 0, "max": 0.5})",
       "a line whose ends are no whole numbers"},
      {R"({"id": "q1", "type": "likert", "likert_points": 1000000000})", "answers from 1 to 1000000000"},
      {R"({"id": "q1", "type": "likert", "likert_min": 5, "likert_points": 1})", "item q1: answers from 5 to 5"},
      {R"({"id": "q1", "type": "likert", "likert_points": "five"})",
       "definition.items[0].likert_points: expected a whole number, found \"five\""},
      {R"({"id": "q1", "type": "likert", "likert_points": 2.5})", "expected a whole number, found 2.5"},
      {R"({"id": 7, "type": "likert"})", "definition.items[0].id: expected a text, found 7"},
      {R"({"type": "likert"})", "definition.items[0]: there is no \"id\""},
      {R"({"id": "q1"})", "definition.items[0]: there is no \"type\""},
      {R"([])", "definition.items[0]: expected an object, found a list"},
      {R"({"id": "q1", "type": "likert"}, {"id": "q1", "type": "likert"})",
       "definition.items[1]: a second item \"q1\""},
      {R"({"id": "q1", "type": "multi", "options": "x"})", "definition.items[0].options: expected a list"},
      {R"({"id": "a", "type": "short"})", "there are no items that people answer"},
  };
  for (const auto& [item, problem] : cases) {
    const std::string shown = item;
    CAPTURE(shown);
    const Error error = refusal_of_osd(osd_file(item, scored));
    CAPTURE(error.what());
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.problem(), problem));
  }
}

TEST_CASE("typed text that is compared with right answers is refused") {
  const Error error =
      refusal_of_osd(osd_file(R"({"id": "q1", "type": "short", "text_key": "q1"})",
                              R"("s": {"method": "sum_correct", "items": ["q1"], "correct_answers": {"q1": ["5"]}})"));
  CHECK(holds(error.problem(), "definition.items[0]: typed text is compared with right answers"));
}

TEST_CASE("a number is read from the start of a text, as JavaScript's parseFloat reads it") {
  CHECK(leading_number("3 times") == 3);
  CHECK(leading_number(" -0.5") == -0.5);
  CHECK(leading_number("+2") == 2);
  CHECK_FALSE(leading_number("times 3"));
  CHECK_FALSE(leading_number(""));
}

}  // namespace attune
