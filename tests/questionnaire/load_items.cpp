#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support.h"

namespace attune {

using namespace testing;

namespace {

// A definition whose lines from the third on are `rest`.
Reading reading_of(const std::string& rest) {
  const TemporaryFolder folder;
  return read_definition(folder.file("t.yaml", "schema: attune/1\nid: t\n" + rest), Catalogue({}));
}

// A variant of a form of six items; its lines from the fourth on are `rest`.
Reading variant(const std::string& rest) {
  const TemporaryFolder folder;
  folder.file("base.yaml", R"(schema: attune/1
id: base
title: B
response: { min: 1, max: 7 }
items:
  - { id: q1, text: one }
  - { id: q2, text: two }
  - { id: q3, text: three }
  - { id: q4, text: four }
  - { id: q5, text: five }
  - { id: q6, text: six }
unscored: [q6]
scales:
  a: { items: [q1, -q2, q3], min_answered: 3, reliability: { alpha: 0.9, source: S } }
  b: { items: [-q4, q5], min_answered: 1, reliability: { alpha: 0.8, source: S } }
norms:
  - { sample: S, source: S, response: [1, 7], groups: { all: { n: 9, scales: { a: { mean: 4, sd: 1 } } } } }
)");
  return read_definition(folder.file("v.yaml", "schema: attune/1\nid: v\nextends: base\n" + rest), Catalogue({}));
}

std::vector<std::string> ids(const Questionnaire& questionnaire) {
  std::vector<std::string> names;
  for (const Item& item : questionnaire.items) names.push_back(item.id);
  return names;
}

std::vector<std::string> texts(const Questionnaire& questionnaire) {
  std::vector<std::string> statements;
  for (const Item& item : questionnaire.items) statements.push_back(item.text);
  return statements;
}

using Key = std::vector<KeyedItem>;
using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("items can be counted") {
  CHECK(ids(reading_of("items: { prefix: q, count: 3 }\n").questionnaire) == Words{"q1", "q2", "q3"});
  CHECK(reading_of("items: { prefix: q, count: 2000 }\n").questionnaire.items.size() == 2000);
}

TEST_CASE("no more than two thousand items are listed") {
  std::string items = "items:\n";
  for (int n = 1; n <= 2001; ++n) items += "  - id: q" + std::to_string(n) + "\n";
  const Mistakes mistakes = reading_of(items).mistakes;
  CHECK(std::any_of(mistakes.begin(), mistakes.end(),
                    [](const Error& mistake) { return mistake.problem() == "more than 2,000 items"; }));
}

TEST_CASE("items can be listed with text and note") {
  const auto items = reading_of("items:\n  - { id: a, text: I am., note: n }\n  - id: b\n").questionnaire.items;
  REQUIRE(items.size() == 2);
  CHECK(items[0].text == "I am.");
  CHECK(items[0].note == "n");
  CHECK(items[1].id == "b");
  CHECK(items[1].text.empty());
}

TEST_CASE("mistakes in responses and items are named with place and remedy") {
  const std::string response = "response: { min: 1, max: 7 }\n";
  const struct {
    std::string yaml, place, problem, remedy;
  } cases[] = {
      {"response: { min: 1 }\n", "3:11", "response has no \"max\"", "highest answer"},
      {"response: { max: 1 }\n", "3:11", "response has no \"min\"", "lowest answer"},
      {"response: 7\n", "3:11", "expected response as a map (key: value), found \"7\"", ""},
      {"response: { min: 7, max: 7 }\n", "3:26", "the highest answer, 7, is not above the lowest, 7", ""},
      {"response: { min: 1.5, max: 7 }\n", "3:18", "expected a whole number from -1000 to 1000, found \"1.5\"", ""},
      {"response: { min: 1, max: 1001 }\n", "3:26", "expected a whole number from -1000 to 1000", ""},
      {"response: { min: 1, max: 7, label: {} }\n", "3:29", "response has no key \"label\"",
       "Did you mean \"labels\"?"},
      {"response: { min: 1, max: 7, labels: { 8: x } }\n", "3:39", "from 1 to 7, found \"8\"", ""},
      {"response: { min: 1, max: 7, labels: [a, b] }\n", "3:37", "expected labels as a map", ""},
      {"response: { min: 1, max: 7, labels: { 1: Yes, 2: yes } }\n", "3:50", "the label \"yes\" stands for two answers",
       "its own label"},
      {response + "items: { prefix: q, count: 0 }\n", "4:28", "expected a whole number from 1 to 2000, found \"0\"",
       ""},
      {response + "items: { prefix: q, count: 2001 }\n", "4:28", "expected a whole number from 1 to 2000", ""},
      {response + "items: { prefix: q }\n", "4:8", "items has no \"count\"", "how many items"},
      {response + "items: { count: 4 }\n", "4:8", "items has no \"prefix\"", "prefix: q, count: 36"},
      {response + "items: { prefix: 1, count: 4 }\n", "4:18", "\"1\" cannot begin an item's id", "a letter first"},
      {response + "items: { prefix: q, cuont: 4 }\n", "4:21", "items has no key \"cuont\"", "Did you mean \"count\"?"},
      {response + "items: [{ id: q1 }, { id: Q1 }]\n", "4:27", "a second item \"Q1\"", "whatever their case"},
      {response + "items:\n  - id: q1\n  - id: q1\n", "6:9", "a second item \"q1\"", "differ"},
      {response + "items: [{ text: x }]\n", "4:9", "an item has no \"id\"", "column"},
      {response + "items: [{ id: a b }]\n", "4:15", "\"a b\" cannot be an item's id", "letters, digits"},
      {response + "items: [q1]\n", "4:9", "expected an item as a map (key: value), found \"q1\"", ""},
      {response + "items: [{ id: q1, txt: x }]\n", "4:19", "an item has no key \"txt\"", "Did you mean \"text\"?"},
      {response + "items: { prefix: q, count: 2 }\norder: [q2, q1]\n", "5:8", "\"order\" needs \"extends\"", ""},
      {response + "items: { prefix: q, count: 2 }\nwording: [one]\n", "5:10", "1 statement for 2 items",
       "Give one for each item"},
      {response + "items: { prefix: q, count: 2 }\nwording: { q3: x }\n", "5:12", "there is no item \"q3\"", ""},
      {response + "items: { prefix: q, count: 2 }\nwording: [one, ~]\n", "5:16", "expected a text, found nothing", ""},
      {response + "items: { prefix: q, count: 2 }\nwording: one\n", "5:10",
       "expected the wording as a list of statements or a map (item: statement), found \"one\"", ""},
      {response + "items: { prefix: q, count: 2 }\nunscored: [q1, q3]\n", "5:16", "there is no item \"q3\"", ""},
      {response + "items: { prefix: q, count: 2 }\nunscored: q1\n", "5:11",
       "expected unscored as a list of items, found \"q1\"", ""},
  };
  for (const auto& [yaml, place, problem, remedy] : cases) {
    const auto yaml_shown = yaml;
    CAPTURE(yaml_shown);
    const Mistakes mistakes = reading_of(yaml).mistakes;
    const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&, problem = problem](const Error& mistake) {
      return holds(mistake.problem(), problem);
    });
    REQUIRE(found != mistakes.end());
    CHECK(std::to_string(found->place().line) + ":" + std::to_string(found->place().column) == place);
    CHECK(holds(found->remedy(), remedy));
    CHECK(found->code() == ExitCode::data);
  }
}

TEST_CASE("an order moves the statements and the key, and numbers the items anew") {
  const Reading reading = variant("order: [q6, q5, q4, q3, q2, q1]\n");
  CHECK(reading.mistakes.empty());
  const Questionnaire& q = reading.questionnaire;
  CHECK(ids(q) == Words{"q1", "q2", "q3", "q4", "q5", "q6"});
  CHECK(texts(q) == Words{"six", "five", "four", "three", "two", "one"});
  // a was q1, -q2, q3 and is now q6, -q5, q4; b was -q4, q5 and is now -q3, q2.
  CHECK(q.scales[0].items == Key{{5, false}, {4, true}, {3, false}});
  CHECK(q.scales[1].items == Key{{2, true}, {1, false}});
  CHECK(q.unscored == std::vector<std::size_t>{0});
}

TEST_CASE("a permutation keeps reliability and norms") {
  const Questionnaire q = variant("order: [q2, q1, q3, q4, q5, q6]\n").questionnaire;
  CHECK(q.scales[0].reliability);
  CHECK(q.norms.size() == 1);
}

TEST_CASE("a short form's items leave their scales, and with them what was published of the longer form") {
  const Reading reading = variant("order: [q5, q2, q1, q4]\nscales: { a: { min_answered: 2 } }\n");
  CHECK(reading.mistakes.empty());
  const Questionnaire& q = reading.questionnaire;
  CHECK(ids(q) == Words{"q1", "q2", "q3", "q4"});
  CHECK(texts(q) == Words{"five", "two", "one", "four"});
  CHECK(q.scales[0].items == Key{{2, false}, {1, true}});
  CHECK(q.scales[1].items == Key{{3, true}, {0, false}});
  CHECK_FALSE(q.scales[0].reliability);
  CHECK(q.scales[1].reliability);  // still all its items
  CHECK(q.norms.empty());
  CHECK(q.unscored.empty());
}

TEST_CASE("a short form that keeps too high a min_answered is refused") {
  for (const std::string scales : {"", "scales: { b: { title: B } }\n", "scales: { a: { title: A } }\n"}) {
    CAPTURE(scales);
    const Mistakes mistakes = variant("order: [q1, q2, q4, q5]\n" + scales).mistakes;
    REQUIRE(mistakes.size() == 1);
    CHECK(mistakes[0].problem() == "min_answered is 3, but scale a has 2 items");
    CHECK(mistakes[0].place().line >= 4);
  }
}

TEST_CASE("a short form that leaves a scale without items is refused") {
  CHECK_FALSE(variant("order: [q1, q2, q3]\nscales: { b: { title: B } }\n").mistakes.empty());
  CHECK_FALSE(variant("order: [q1, q2, q3]\n").mistakes.empty());
}

TEST_CASE("an order of unknown or repeated items is refused at the item") {
  const struct {
    std::string order, place, problem;
  } cases[] = {{"order: [q1, q1]\n", "4:13", "\"q1\" stands in the order twice"},
               {"order: [q1, item]\n", "4:13", "there is no item \"item\""},
               {"order: [~, item]\n", "4:12", "there is no item \"item\""},
               {"order: q1\n", "4:8", "expected the order as a list of items, found \"q1\""}};
  for (const auto& [order, place, problem] : cases) {
    const auto order_shown = order;
    CAPTURE(order_shown);
    const Mistakes mistakes = variant(order).mistakes;
    const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&, problem = problem](const Error& mistake) {
      return mistake.problem() == problem;
    });
    REQUIRE(found != mistakes.end());
    CHECK(std::to_string(found->place().line) + ":" + std::to_string(found->place().column) == place);
  }
}

TEST_CASE("a variant cannot state the items anew") {
  const Mistakes mistakes = variant("items: { prefix: q, count: 3 }\n").mistakes;
  REQUIRE(mistakes.size() == 1);
  CHECK(mistakes[0].place().line == 4);
  CHECK(holds(mistakes[0].problem(), "those of \"base\""));
  CHECK(holds(mistakes[0].remedy(), "\"order\""));
}

TEST_CASE("wording is given for all items in order or for some by id") {
  CHECK(texts(variant("wording: [a, b, c, d, e, f]\n").questionnaire) == Words{"a", "b", "c", "d", "e", "f"});
  CHECK(texts(variant("wording: { q2: zwei }\n").questionnaire) ==
        Words{"one", "zwei", "three", "four", "five", "six"});
}

TEST_CASE("wording in a variant of another order is by the variant's own numbers") {
  CHECK(texts(variant("order: [q6, q5, q4, q3, q2, q1]\nwording: { q1: sechs }\n").questionnaire).front() == "sechs");
}

TEST_CASE("of thousands of wrong names a hundred are noted") {
  std::string yaml = "items: { prefix: q, count: 2000 }\nunscored:\n";
  for (int n = 0; n < 10'000; ++n) yaml += "  - abcdefgh" + std::to_string(n) + "\n";
  CHECK(reading_of(yaml).mistakes.size() == 100);
}

}  // namespace attune
