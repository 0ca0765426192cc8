#include "exchange/choices.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {
namespace {

using By = NumberedChoices::By;
using Labels = std::map<int, std::string>;

NumberedChoices numbered(const std::vector<Choice>& choices) { return number_choices(choices).value(); }

}  // namespace

TEST_CASE("choices are numbered by their codes where these are different whole numbers") {
  const NumberedChoices made = numbered({{.code = "0", .label = "no"}, {.code = "-1", .label = "yes"}});
  CHECK(made.by == By::code);
  CHECK(made.answers == std::vector<int>{0, -1});
  CHECK(made.response.labels == Labels{{-1, "yes"}, {0, "no"}});
  CHECK(made.response.codes.empty());
}

TEST_CASE("else by their values, else by what their codes end in, else by their place") {
  CHECK(numbered({{.code = "a", .label = "x", .value = 5}, {.code = "b", .label = "y", .value = 3}}).answers ==
        std::vector<int>{5, 3});
  CHECK(numbered({{.code = "A01", .label = "x"}, {.code = "A02", .label = "y"}}).answers == std::vector<int>{1, 2});
  CHECK(numbered({{.code = "A1", .label = "x"}, {.code = "B2", .label = "y"}}).by == By::place);
}

TEST_CASE("numbers beyond what an answer can be are no answers") {
  CHECK(numbered({{.code = "3000", .label = "x"}, {.code = "2000", .label = "y"}}).by == By::place);
}

TEST_CASE("where the last codes are no numbers, they go on from the others") {
  const NumberedChoices made =
      numbered({{.code = "0", .label = "no"}, {.code = "1", .label = "yes"}, {.code = "x", .label = "?"}});
  CHECK(made.answers == std::vector<int>{0, 1, 2});
  CHECK(made.by == By::place);
  CHECK(made.response.codes == std::map<std::string, int>{{"x", 2}});
}

TEST_CASE("a code that could mean another answer is told, and one that says the same as its label is not") {
  const auto why_not = [](const std::vector<Choice>& choices) {
    CHECK_FALSE(number_choices(choices));
    return why_not_numbered(choices);
  };
  const auto unclear = [](const std::string& code) { return "\"" + code + "\" could be either of two answers"; };
  CHECK(why_not({{.code = "L", .label = "M"}, {.code = "M", .label = "L"}}) == unclear("L"));
  CHECK(why_not({{.code = "a", .label = "yes"}, {.code = "A", .label = "no"}}) == unclear("A"));
  CHECK(why_not({{.code = "1", .label = "yes"}, {.code = "1", .label = "no"}}) == unclear("1"));
  // Each number has its place, but 1 would be the third.
  CHECK(why_not({{.code = "0", .label = "none"}, {.code = "0.5", .label = "some"}, {.code = "1", .label = "much"}}) ==
        unclear("1"));
  CHECK(why_not({{.code = "x", .label = "once"}, {.code = "1", .label = "twice"}}) == unclear("1"));
  const NumberedChoices same = numbered({{.code = "No", .label = "no"}, {.code = "y", .label = "Yes"}});
  CHECK(same.response.codes == std::map<std::string, int>{{"y", 2}});
}

TEST_CASE("values are noted where an answer counts something else") {
  using Values = std::vector<std::pair<int, double>>;
  CHECK(numbered({{.code = "1", .label = "x", .value = 0}, {.code = "2", .label = "y", .value = 0.5}}).values ==
        Values{{1, 0}, {2, 0.5}});
  CHECK(numbered({{.code = "1", .label = "x", .value = 1}, {.code = "2", .label = "y", .value = 2}}).values.empty());
  CHECK(numbered({{.code = "1", .label = "x", .value = 0}, {.code = "2", .label = "y"}}).values.empty());
}

TEST_CASE("a gap between the numbers is no answer, and a choice without label has its number") {
  const NumberedChoices made = numbered({{.code = "0", .label = ""}, {.code = "9", .label = "all"}});
  CHECK(made.response.only_labelled);
  CHECK(made.response.labels == Labels{{0, "0"}, {9, "all"}});
}

TEST_CASE("labels that could mean another answer get their number in front") {
  CHECK(numbered({{.code = "1", .label = "Same"}, {.code = "2", .label = "same"}}).response.labels ==
        Labels{{1, "Same"}, {2, "2: same"}});
  CHECK(numbered({{.code = "0", .label = "1"}, {.code = "1", .label = "2"}}).response.labels ==
        Labels{{0, "0: 1"}, {1, "1: 2"}});
}

TEST_CASE("one choice is none") { CHECK_FALSE(number_choices({{.code = "1", .label = "only"}})); }

TEST_CASE("the answers of most items are those of the questionnaire") {
  Questionnaire questionnaire;
  for (const int max : {5, 7, 7})
    questionnaire.items.push_back({.id = {}, .text = {}, .note = {}, .response = ResponseScale{.min = 1, .max = max}});
  share_response(questionnaire);
  CHECK(questionnaire.response.max == 7);
  CHECK(questionnaire.items[0].response->max == 5);
  CHECK_FALSE(questionnaire.items[1].response);
}

TEST_CASE("an introduction is shared where it is everybody's") {
  Questionnaire questionnaire;
  for (const char* stem : {"a", "a"}) questionnaire.items.push_back({.id = {}, .text = {}, .note = {}, .stem = stem});
  share_stem(questionnaire);
  CHECK(questionnaire.stem == "a");
  CHECK(questionnaire.items[1].stem.empty());
}

TEST_CASE("a code that is the least number there is is no answer") {
  CHECK(numbered({{.code = "-2147483648", .label = "x"}, {.code = "2147483647", .label = "y"}}).by == By::place);
}

TEST_CASE("an item has no more choices than there are answers") {
  std::vector<Choice> choices;
  for (int n = 0; n < 6000; ++n) choices.push_back({.code = std::to_string(n) + "c", .label = std::to_string(n)});
  CHECK_FALSE(number_choices(choices));
  CHECK(why_not_numbered(choices) == "more than 1,000 answers");
  choices.resize(1001);
  CHECK_FALSE(number_choices(choices));
  choices.resize(1000);
  CHECK(numbered(choices).response.max == 1000);
}

TEST_CASE("what all items offer together has an end") {
  const std::string file = "survey.txt";
  ChoiceCount count(file);
  NumberedChoices hundred;
  hundred.answers.resize(100);
  for (int item = 0; item < 2000; ++item) count.add(hundred);
  const Error error = testing::error_of([&] { count.add(hundred); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().file == file);
}

}  // namespace attune
