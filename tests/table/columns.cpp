#include "table/columns.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using Names = std::vector<std::string>;
using Indices = std::vector<std::size_t>;

Questionnaire of_items(std::size_t count) {
  Questionnaire made;
  made.id = "tiny";
  for (std::size_t i = 1; i <= count; ++i)
    made.items.push_back({.id = "q" + std::to_string(i), .text = {}, .note = {}});
  return made;
}

// ColumnChoice, said in words.
struct Choice : ColumnChoice {
  Choice by_pattern(std::string columns) && { return pattern = std::move(columns), *this; }
  Choice by_name(std::map<std::string, std::string> columns) && { return named = std::move(columns), *this; }
  Choice known_by(std::string column) && { return id = std::move(column), *this; }
  Choice keeping(Names columns) && { return keep = std::move(columns), *this; }
  Choice scores_only() && { return only_scores = true, *this; }
  Choice reading(std::string option, std::string column) && {
    return beside.emplace_back(std::move(option), std::move(column)), *this;
  }
};

const Place kPlace{.file = "a.csv", .line = 1};

ColumnPlan plan(const Names& names, const ColumnChoice& choice = {}, std::size_t items = 3) {
  return plan_columns(names, of_items(items), choice, kPlace);
}

Error refusal(const Names& names, const ColumnChoice& choice = {}, std::size_t items = 3) {
  return error_of([&] { plan(names, choice, items); });
}

}  // namespace

TEST_CASE("items are found by their ids whatever the case, the order and the columns between") {
  CHECK(plan({"q1", "q2", "q3"}).items == Indices{0, 1, 2});
  CHECK(plan({"Q3", "id", "q1", " Q2 "}).items == Indices{2, 3, 0});
}

TEST_CASE("q1 is not q10 or q01") { CHECK(plan({"q10", "q1", "q01", "q2", "q3"}).items == Indices{1, 3, 4}); }

TEST_CASE("a pattern finds items by number, with or without leading zeros, whatever the case") {
  CHECK(plan({"ECRR_1", "ECRR_2", "ECRR_3"}, Choice().by_pattern("ECRR_{n}")).items == Indices{0, 1, 2});
  CHECK(plan({"ecrr_03", "ecrr_01", "ecrr_02"}, Choice().by_pattern("ECRR_{n}")).items == Indices{1, 2, 0});
  CHECK(plan({"1", "02", "003"}, Choice().by_pattern("{n}")).items == Indices{0, 1, 2});
  CHECK(plan({"w2_3_b", "w2_1_b", "w2_2_b"}, Choice().by_pattern("W2_{n}_B")).items == Indices{1, 2, 0});
}

TEST_CASE("a pattern does not take names that only resemble it") {
  CHECK(plan({"E1", "E2", "E3", "E", "E1a", "xE1", "E-1", "E1.0", "E4", "E0", "E1000000001", "E 1x"},
             Choice().by_pattern("E{n}"))
            .items == Indices{0, 1, 2});
}

TEST_CASE("a column named for an item comes before the pattern and the ids") {
  CHECK(plan({"first", "q1", "q2", "q3"}, Choice().by_name({{"q1", "FIRST"}})).items == Indices{0, 2, 3});
  CHECK(plan({"e1", "e2", "e3", "other"}, Choice().by_pattern("e{n}").by_name({{"q2", "other"}})).items ==
        Indices{0, 3, 2});
}

TEST_CASE("two columns for one item are refused, both named") {
  const Error by_case = refusal({"q1", "Q1", "q2", "q3"});
  CHECK(by_case.code() == ExitCode::data);
  CHECK(by_case.place().file == "a.csv");
  CHECK(holds(by_case.problem(), "\"q1\""));
  CHECK(holds(by_case.problem(), "\"Q1\""));
  CHECK_FALSE(by_case.remedy().empty());
  CHECK(refusal({"E1", "E01", "E2", "E3"}, Choice().by_pattern("E{n}")).code() == ExitCode::data);
}

TEST_CASE("naming the exact column settles which of two is the item") {
  CHECK(plan({"q1", "Q1", "q2", "q3"}, Choice().by_name({{"q1", "Q1"}})).items == Indices{1, 2, 3});
}

TEST_CASE("one column for two items is refused") {
  const Error error = refusal({"q1", "q2", "q3"}, Choice().by_name({{"q2", "q1"}}));
  CHECK(error.code() == ExitCode::usage);
  CHECK(holds(error.problem(), "\"q1\""));
}

TEST_CASE("items without a column are refused, named and counted, with the options that would help") {
  const Error error = refusal({"id", "q2"});
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().line == 1);
  CHECK(holds(error.problem(), "2 items"));
  CHECK(holds(error.problem(), "q1 and q3"));
  CHECK(holds(error.remedy(), "--columns"));
  CHECK(holds(error.remedy(), "--map q1="));
  CHECK(holds(error.remedy(), "id and q2"));
}

TEST_CASE("a pattern that fits the columns is suggested, with the question whether the order is the published one") {
  const Error error = refusal({"id", "ECRR_1", "ECRR_2", "ECRR_3", "wave2"});
  CHECK(holds(error.remedy(), "--columns 'ECRR_{n}'"));
  CHECK(holds(error.remedy(), "published order"));
  CHECK(holds(refusal({"Item01", "Item02", "Item03"}).remedy(), "--columns 'Item{n}'"));
  CHECK(holds(refusal({"1", "2", "3"}).remedy(), "--columns '{n}'"));
  CHECK(holds(refusal({"e1_t2", "e2_t2", "e3_t2"}).remedy(), "--map"));
}

TEST_CASE("a suggested pattern finds all items") {
  for (const Names& names : {Names{"a_1", "a_2", "a_3"},
                             {"Item01", "Item02", "Item03"},
                             {"x 1", "x 2", "x 3"},
                             {"3", "1", "2"},
                             {"b1", "b2", "b3", "b10"},
                             {"c1", "c2", "c3", "c0"}}) {
    const std::string remedy = refusal(names).remedy();
    CAPTURE(remedy);
    const auto start = remedy.find("--columns '") + 11;
    REQUIRE(start > 11);
    CHECK(plan(names, Choice().by_pattern(remedy.substr(start, remedy.find('\'', start) - start))).items.size() == 3);
  }
}

TEST_CASE("no pattern is suggested that would leave an item without a column") {
  // Four columns with the highest number and the lowest, but without the second.
  CHECK_FALSE(holds(refusal({"a1", "a3", "a4", "a5"}).remedy(), "a{n}"));
}

TEST_CASE("what is said about thousands of long column names stays short") {
  Names names;
  for (int i = 0; i < 3000; ++i) names.push_back(std::string(5000, 'x') + std::to_string(i) + "y");
  CHECK(std::string(refusal(names).what()).size() < 2000);
  CHECK(std::string(refusal({std::string(1000000, 'z')}).what()).size() < 2000);
}

TEST_CASE("a pattern without {n} is refused as such, however short") {
  for (const std::string pattern : {"ECRR", "EC", "E", "{N}", "n"}) {
    CAPTURE(pattern);
    const Error error = refusal({"q1", "q2", "q3"}, Choice().by_pattern(pattern));
    CHECK(error.code() == ExitCode::usage);
    CHECK(holds(error.problem(), "{n}"));
    CHECK_THROWS_AS(count_item_columns({"q1", "q2", "q3"}, of_items(3), Choice().by_pattern(pattern)), Error);
  }
}

TEST_CASE("a mapping of what does not exist is refused with what was probably meant") {
  const Error no_item = refusal({"q1", "q2", "q3"}, Choice().by_name({{"q9", "q1"}}));
  CHECK(no_item.code() == ExitCode::usage);
  CHECK(holds(no_item.problem(), "\"q9\""));
  CHECK(holds(no_item.remedy(), "q1 to q3"));
  const Error no_column = refusal({"first", "q2", "q3"}, Choice().by_name({{"q1", "frist"}}));
  CHECK(no_column.code() == ExitCode::usage);
  CHECK(holds(no_column.problem(), "\"frist\""));
  CHECK(holds(no_column.remedy(), "\"first\""));
}

TEST_CASE("item ids in a mapping are compared without regard to case") {
  CHECK(plan({"first", "q2", "q3"}, Choice().by_name({{"Q1", "first"}})).items == Indices{0, 1, 2});
}

TEST_CASE("all columns that are no items are carried in their order, the id first") {
  const Names names{"q1", "age", "q2", "who", "q3", "note"};
  CHECK(plan(names).carried == Indices{1, 3, 5});
  CHECK_FALSE(plan(names).id.has_value());
  const ColumnPlan with_id = plan(names, Choice().known_by("WHO"));
  CHECK(with_id.id == 3);
  CHECK(with_id.carried == Indices{3, 1, 5});
}

TEST_CASE("only the columns that are asked for are carried, in the order asked for, items too") {
  const Names names{"q1", "age", "q2", "who", "q3", "note"};
  CHECK(plan(names, Choice().keeping({"note", "Age"})).carried == Indices{5, 1});
  CHECK(plan(names, Choice().known_by("who").keeping({"note", "who"})).carried == Indices{3, 5});
  CHECK(plan(names, Choice().keeping({"q2", "age", "q2"})).carried == Indices{2, 1});
  CHECK(plan(names, Choice().keeping({})).carried.empty());
  CHECK(plan(names, Choice().scores_only()).carried.empty());
  CHECK(plan(names, Choice().known_by("who").scores_only()).carried == Indices{3});
}

TEST_CASE("an id or a kept column that the file lacks is refused with what was probably meant") {
  const Names names{"client", "q1", "q2", "q3"};
  for (const ColumnChoice& choice : {Choice().known_by("cleint"), Choice().keeping({"cleint"})}) {
    const Error error = refusal(names, choice);
    CHECK(error.code() == ExitCode::usage);
    CHECK(holds(error.problem(), "cleint"));
    CHECK(holds(error.remedy(), "\"client\""));
  }
  CHECK(holds(refusal(names, Choice().known_by("zzzzzzzz")).remedy(), "client"));
}

TEST_CASE("an id column that stands twice is refused") {
  const Error error = refusal({"id", "ID", "q1", "q2", "q3"}, Choice().known_by("id"));
  CHECK(error.code() == ExitCode::usage);
  CHECK(holds(error.problem(), "more than once"));
}

TEST_CASE("a column that an option names is read beside those carried") {
  const ColumnPlan found = plan({"Age", "q1", "q2", "q3"}, Choice().scores_only().reading("--age", "age"));
  CHECK(found.carried.empty());
  CHECK(found.beside == std::vector<std::optional<std::size_t>>{0});
}

TEST_CASE("a column read beside may be missing only where no option names it") {
  CHECK(plan({"q1", "q2", "q3"}, Choice().reading("", "age")).beside ==
        std::vector<std::optional<std::size_t>>{std::nullopt});
  const Error refused = refusal({"aeg", "q1", "q2", "q3"}, Choice().reading("--age", "age"));
  CHECK(refused.code() == ExitCode::usage);
  CHECK(holds(refused.problem(), "--age age"));
  CHECK(holds(refused.remedy(), "\"aeg\""));
}

TEST_CASE("items with a column are counted") {
  CHECK(count_item_columns({"id", "Q1", "q3", "x"}, of_items(3), {}) == 2);
  CHECK(count_item_columns({"e1", "e2", "e3"}, of_items(3), Choice().by_pattern("e{n}")) == 3);
  CHECK(count_item_columns({"q1", "q2"}, of_items(3), Choice().by_pattern("e{n}")) == 0);
  CHECK(count_item_columns({}, of_items(3), {}) == 0);
}

TEST_CASE("the columns of a very wide file are found") {
  Names names;
  for (int i = 0; i < 10000; ++i) names.push_back("other_" + std::to_string(i));
  for (int i = 1; i <= 300; ++i) names.push_back("e" + std::to_string(i));
  const ColumnPlan found = plan(names, Choice().by_pattern("e{n}"), 300);
  CHECK(found.carried.size() == 10000);
}

TEST_CASE("items without a column of their name are found by labels: id, number in the pattern, or statement") {
  Questionnaire worded = of_items(3);
  worded.items[1].text = "I worry.";
  const ColumnPlan found = plan_columns({"V1", "V2", "q3"}, worded, {}, kPlace, {"Q1", "i  WORRY.", "q1"});
  CHECK(found.items == Indices{0, 1, 2});
  CHECK(found.by_label == Indices{0, 1});
  CHECK(plan_columns({"V1", "V2", "V3"}, of_items(3), Choice().by_pattern("E{n}"), kPlace, {"E3", "E1", "E02"}).items ==
        Indices{1, 2, 0});
}

TEST_CASE("two columns with the label of one item are refused, as those with its name are") {
  const Error error = error_of([] {
    plan_columns({"V1", "V2", "q2", "q3"}, of_items(3), {}, kPlace, {"q1", "q1", "", ""});
  });
  CHECK(holds(error.what(), "two columns for item q1: \"V1\" and \"V2\""));
}

TEST_CASE("the time comes behind the id, and with it alone where only scores are wanted") {
  Choice choice;
  choice.id = "id";
  choice.time = "Day";
  const Names names{"day", "q1", "age", "id"};
  CHECK(plan(names, choice, 1).carried == Indices{3, 0, 2});
  CHECK(plan(names, std::move(choice).scores_only(), 1).carried == Indices{3, 0});
}

TEST_CASE("items that nobody answered get columns by the names that are looked for") {
  Names names{"id", "q2"};
  CHECK(add_unanswered_items(names, of_items(3), {}) == Names{"q1", "q3"});
  CHECK(names == Names{"id", "q2", "q1", "q3"});
  names = {"E_2"};
  CHECK(add_unanswered_items(names, of_items(2), Choice().by_pattern("E_{n}")) == Names{"q1"});
  CHECK(names == Names{"E_2", "E_1"});
  names = {"x"};
  CHECK(add_unanswered_items(names, of_items(2), {}).empty());
  CHECK(names == Names{"x"});
}

}  // namespace attune
