#include "exchange/import_redcap.h"

#include <doctest/doctest.h>

#include <cmath>

#include "imported.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::items_of;
using testing::loaded;
using testing::scales_of;
using testing::score_of;
using testing::tells;

const std::string kTitles =
    "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, "
    "Calculations, OR "
    "Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\",\"Text Validation Min\",\"Text "
    "Validation Max\",Identifier?,\"Branching Logic (Show field only if...)\",\"Required Field?\",\"Custom "
    "Alignment\",\"Question Number (surveys only)\",\"Matrix Group Name\",\"Matrix Ranking?\",\"Field Annotation\"\n";

Imported imported(const std::string& rows, const ImportRequest& request = {.file = "dictionary.csv"}) {
  return import_redcap(kTitles + rows, request);
}

// Three items from 0 to 3, and one calculated field.
Imported calculated(const std::string& formula) {
  std::string rows;
  for (const char* name : {"q1", "q2", "q3"})
    rows += std::string(name) + ",calm,,radio,Text,\"0, Never | 1, Rarely | 2, Often | 3, Always\"\n";
  return imported(rows + "total,calm,,calc,Sum of all,\"" + formula + "\"\n");
}

std::string left_out_because(const std::string& formula) {
  const Imported made = calculated(formula);
  return made.questionnaire.scales.empty() ? made.notes.at(0) : "";
}

}  // namespace

TEST_CASE("radio buttons become items with their choices as answers") {
  const Imported made = imported(
      "gad_1,gad7,\"Over the last 2 weeks\",radio,\"Feeling <b>nervous</b>\",\"0, Not at all | 1, Several days | 2, "
      "More "
      "than half, nearly all | 3, Every day\",\"think back\"\n"
      "gad_2,gad7,,dropdown,Worrying,\"0, Not at all | 1, Several days | 2, More than half, nearly all | 3, Every "
      "day\"\n");
  const Questionnaire& q = made.questionnaire;
  CHECK(q.title == "gad7");
  CHECK(q.id == "gad7");
  CHECK(q.stem == "Over the last 2 weeks");
  CHECK(items_of(made) == std::vector<std::string>{"gad_1", "gad_2"});
  CHECK(q.items[0].text == "Feeling nervous");
  CHECK(q.items[0].note == "think back");
  CHECK(q.response.min == 0);
  CHECK(q.response.max == 3);
  CHECK(q.response.labels.at(2) == "More than half, nearly all");
  CHECK_FALSE(q.items[1].response);
  CHECK(tells(made.notes, "no scales"));
}

TEST_CASE("the names of the programming interface are understood, and semicolons") {
  const Imported made = import_redcap(
      "field_name;form_name;section_header;field_type;field_label;select_choices_or_calculations\n"
      "q1;f;;yesno;Do you?;\n",
      {.file = "f.csv", .id = "mine"});
  CHECK(made.questionnaire.id == "mine");
  CHECK(made.questionnaire.response.labels == std::map<int, std::string>{{0, "No"}, {1, "Yes"}});
}

TEST_CASE("items with other answers than most have their own") {
  const Imported made = imported(
      "q1,f,,yesno,A,\n"
      "q2,f,,yesno,B,\n"
      "q3,f,,truefalse,C,\n"
      "q4,f,,slider,D,\"none | | a lot\"\n"
      "q5,f,,radio,E,\"1, low | 5, high\"\n");
  const auto& items = made.questionnaire.items;
  CHECK(made.questionnaire.response.labels.at(1) == "Yes");
  CHECK(items[2].response->labels.at(0) == "False");
  CHECK(items[3].response->max == 100);
  CHECK(items[3].response->labels == std::map<int, std::string>{{0, "none"}, {100, "a lot"}});
  CHECK(items[4].response->only_labelled);
}

TEST_CASE("codes that are no numbers stay understood in files of answers") {
  const Imported made = imported("q1,f,,radio,A,\"a, Never | b, Always\"\n");
  CHECK(made.questionnaire.response.codes == std::map<std::string, int>{{"a", 1}, {"b", 2}});
  CHECK(tells(made.notes, "q1"));
}

TEST_CASE("codes that are no numbers among others that are count as not answered, as REDCap calculates") {
  const Imported made = imported("q1,f,,radio,A,\"0, No | 1, Yes | x, Unknown\"\n");
  const ResponseScale& response = made.questionnaire.response;
  CHECK(response.labels == std::map<int, std::string>{{0, "No"}, {1, "Yes"}});
  CHECK(response.missing == std::set<std::string>{"x", "Unknown"});
  CHECK(tells(made.notes, "count as not answered"));
}

TEST_CASE("a field with a code that could be either of two answers is left out with the reason") {
  for (const auto& [choices, code] :
       std::vector<std::pair<std::string, std::string>>{{"a, Never | A, Always | b, Often", "A"},
                                                        {"L, M | M, L", "L"},
                                                        {"yes, No | no, Yes", "yes"},
                                                        {"1, Never | 2, Often | often, Always", "often"},
                                                        {"0, Healthy | 0.5, Questionable | 1, Mild", "1"}}) {
    const Imported made = imported("q1,f,,radio,A,\"" + choices + "\"\nq2,f,,yesno,B,\n");
    CHECK(made.questionnaire.items.size() == 1);
    CHECK(tells(made.left_out, "q1 (\"" + code + "\" could be either of two answers)"));
  }
}

TEST_CASE("a sum written with plus needs all answers, sum() those that there are") {
  const Answer missing = kMissing;
  CHECK(score_of(calculated("[q1]+[q2]+[q3]"), "total", {1, 2, 3}) == 6);
  CHECK(std::isnan(score_of(calculated("[q1]+[q2]+[q3]"), "total", {1, missing, 3})));
  CHECK(score_of(calculated("sum([q1],[q2],[q3])"), "total", {1, missing, 3}) == 4);
  CHECK(std::isnan(score_of(calculated("sum([q1],[q2],[q3])"), "total", {missing, missing, missing})));
}

TEST_CASE("means, reversals, weights and transforms are scored as REDCap calculates them") {
  const Answer missing = kMissing;
  CHECK(score_of(calculated("mean([q1],[q2],[q3])"), "total", {1, missing, 2}) == 1.5);
  CHECK(score_of(calculated("([q1]+(3-[q2])+[q3])/3"), "total", {3, 0, 3}) == 3);
  CHECK(score_of(calculated("2*[q1]+[q2]-[q3]"), "total", {3, 1, 2}) == 5);  // 6 + 1 − 2
  CHECK(score_of(calculated("([q1]+[q2]+[q3])/9*100"), "total", {3, 3, 3}) == 100);
  CHECK(score_of(calculated("sum([q1],1-[q2])"), "total", {1, 3, 0}) == -1);  // 1 + (1 − 3)
}

TEST_CASE("a rounded score is told to be exact here") {
  const Imported made = calculated("round(([q1]+[q2]+[q3])/3, 2)");
  CHECK(tells(made.notes, "rounded to 2 decimals"));
  CHECK(score_of(made, "total", {1, 0, 0}) == doctest::Approx(1.0 / 3).epsilon(1e-12));
}

TEST_CASE("scores may be made of scores, wherever these stand") {
  const Imported made = imported(
      "q1,f,,yesno,A,\nq2,f,,yesno,B,\n"
      "both,f,,calc,Both,\"[one]+2*[two]\"\n"
      "one,f,,calc,One,\"sum([q1])\"\n"
      "two,f,,calc,Two,\"sum([q2])\"\n");
  CHECK(scales_of(made) == std::vector<std::string>{"both", "one", "two"});
  CHECK(score_of(made, "both", {1, 1}) == 3);
}

TEST_CASE("calculated fields that cannot be scales are told by name, with the reason") {
  CHECK(holds(left_out_because("if([q1]>1,1,0)"), "total is left out: it has a condition"));
  CHECK(holds(left_out_because("[age]+[q1]"), "\"age\" is no item"));
  CHECK(holds(left_out_because("stdev([q1],[q2])"), "stdev()"));
  CHECK(holds(left_out_because("[total]+[q1]"), "\"total\""));
  CHECK(holds(left_out_because("[event_1][q1]+[q2]"), "another event"));
  CHECK(holds(left_out_because("datediff([q1],'today','d')"), "datediff()"));
}

TEST_CASE("whole numbers with limits are items where a score needs them") {
  const Imported made = imported(
      "drinks,f,,text,How many?,,,integer,0,50\n"
      "age,f,,text,Age,,,integer,18,99\n"
      "score,f,,calc,Score,\"[drinks]*2\"\n");
  CHECK(items_of(made) == std::vector<std::string>{"drinks"});
  CHECK(score_of(made, "score", {7}) == 14);
  CHECK(tells(made.left_out, "age (text)"));
}

TEST_CASE("what is no question of numbers is left out by name") {
  const Imported made = imported(
      "record_id,f,,text,Id,\n"
      "intro,f,,descriptive,\"Please answer.\"\n"
      "q1,f,,yesno,A,,,,,,,\"[record_id] > 3\",y,,,,,\"@HIDDEN\"\n"
      "many,f,,checkbox,Which?,\"1, a | 2, b\"\n"
      "why,f,,notes,Why?,\n");
  CHECK(items_of(made) == std::vector<std::string>{"q1"});
  CHECK(made.questionnaire.instructions == "Please answer.");
  CHECK(tells(made.left_out, "fields: record_id (text), many (checkbox) and why (notes)."));
  CHECK(tells(made.left_out, "branching logic of q1"));
  CHECK(tells(made.left_out, "required of q1"));
  CHECK(tells(made.left_out, "q1 (@HIDDEN)"));
}

TEST_CASE("items that no score uses are known to be unscored") {
  const Imported made = imported("q1,f,,yesno,A,\nq2,f,,yesno,B,\ns,f,,calc,S,\"sum([q1])\"\n");
  CHECK(loaded(made).unscored == std::vector<std::size_t>{1});
}

TEST_CASE("a file of another kind is not taken for a dictionary") {
  CHECK_FALSE(is_redcap_dictionary("id,q1,q2\n1,2,3\n", ".csv"));
  CHECK_FALSE(is_redcap_dictionary("{\"definition\": 1}", ".osd"));
  CHECK(is_redcap_dictionary(kTitles, ".csv"));
  CHECK(holds(error_of([] { import_redcap("a,b\n", {.file = "x.csv"}); }).problem(), "no data dictionary"));
  CHECK(holds(error_of([] { imported("q1,f,,text,A,\n"); }).problem(), "no items"));
}

TEST_CASE("more items than a definition may have are refused at once") {
  std::string rows;
  for (int n = 0; n < 20'000; ++n) rows += "q" + std::to_string(n) + ",f,,yesno,A,\n";
  CHECK(holds(error_of([&] { imported(rows); }).problem(), "more than 2,000 items"));
}

TEST_CASE("brackets that do not end name no variables") {
  CHECK(holds(left_out_because(std::string(100'000, '[') + "q1]"), "calculated field"));
}

TEST_CASE("what introduces items is no book, as each of them would hold it") {
  std::string rows = "d,calm,,descriptive,\"" + std::string(100'000, 'x') + "\"\n";
  const std::string item = ",calm,,radio,Text,\"0, Never | 1, Always\"\n";
  // Before the first item it is an instruction.
  CHECK(imported(rows + "q1" + item).questionnaire.instructions.size() == 100'000);
  const Error error = error_of([&] { imported("q1" + item + rows + "q2" + item); });
  CHECK(error.place().line == 3);
  CHECK(holds(error.problem(), "introduces"));
}

}  // namespace attune
