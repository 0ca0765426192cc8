#include "exchange/scale_formula.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

// As a program writes it that has functions of its own.
const SkippingSyntax kSyntax{
    .sum = [](const auto& variables) { return fmt::format("sum({})", fmt::join(variables, ",")); },
    .count = [](const auto& variables) { return fmt::format("count({})", fmt::join(variables, ",")); },
    .if_else_blank = [](const auto& condition, const auto& then) { return fmt::format("{} ? {}", condition, then); }};

// Items a, b and c with answers from 1 to 5, in one scale; and a scale of it.
Questionnaire three_items() {
  Questionnaire questionnaire;
  questionnaire.response = {.min = 1, .max = 5};
  for (const char* id : {"a", "b", "c"}) questionnaire.items.push_back({.id = id, .text = {}, .note = {}});
  questionnaire.scales.push_back(
      {.id = "s", .items = {{.item = 0}, {.item = 1, .reversed = true}, {.item = 2}}, .min_answered = 2});
  questionnaire.scales.push_back({.id = "t",
                                  .method = ScoreMethod::sum,
                                  .min_answered = 1,
                                  .terms = {{.scale = 0, .weight = -0.5}},
                                  .transform = {.add = 6}});
  return questionnaire;
}

std::string expression_of(const Questionnaire& questionnaire, std::size_t scale = 0) {
  const auto formula = formula_of_scale(
      questionnaire, scale, [&](std::size_t item) { return questionnaire.items[item].id; },
      [&](std::size_t other) { return questionnaire.scales[other].id; });
  return skipping_expression(formula, kSyntax);
}

}  // namespace

TEST_CASE("a reversed item is taken away, and min and max are added for each answer") {
  CHECK(expression_of(three_items()) == "count(a,b,c) >= 2 ? (sum(a,c) - sum(b) + 6 * count(b)) / count(a,b,c)");
}

TEST_CASE("a sum of all needs them all") {
  Questionnaire questionnaire = three_items();
  questionnaire.scales[0].method = ScoreMethod::sum;
  questionnaire.scales[0].min_answered = 3;
  CHECK(expression_of(questionnaire) == "count(a,b,c) >= 3 ? sum(a,c) - sum(b) + 6 * count(b)");
}

TEST_CASE("a prorated sum is the mean times the number of items") {
  Questionnaire questionnaire = three_items();
  questionnaire.scales[0].method = ScoreMethod::sum;
  CHECK(expression_of(questionnaire) == "count(a,b,c) >= 2 ? ((sum(a,c) - sum(b) + 6 * count(b)) / count(a,b,c)) * 3");
}

TEST_CASE("weights, values on a line, and what is done with the score are numbers in it") {
  Questionnaire questionnaire = three_items();
  Scale& scale = questionnaire.scales[0];
  scale.method = ScoreMethod::sum;
  scale.prorated = false;
  scale.items[0].weight = 2;
  scale.items[2].values = {{1, 10}, {2, 13}, {3, 16}, {4, 19}, {5, 22}};  // 7 + 3 x
  scale.transform = {.multiply = 0.25, .add = -1};
  CHECK(expression_of(questionnaire) ==
        "count(a,b,c) >= 2 ? (2 * sum(a) - sum(b) + 6 * count(b) + 3 * sum(c) + 7 * count(c)) * 0.25 - 1");
}

TEST_CASE("a scale of a scale has its weight and constant") {
  CHECK(expression_of(three_items(), 1) == "count(s) >= 1 ? -0.5 * sum(s) + 6");
}

TEST_CASE("what is no such formula is refused with the reason") {
  Questionnaire questionnaire = three_items();
  questionnaire.scales[0].items[0].weight = 2;
  CHECK(holds(error_of([&] { expression_of(questionnaire); }).problem(), "weigh differently"));
  questionnaire.scales[0].items[0] = {.item = 0, .values = {{1, 0}, {2, 1}, {3, 0}, {4, 0}, {5, 0}}};
  CHECK(holds(error_of([&] { expression_of(questionnaire); }).problem(), "no multiples"));
}

}  // namespace attune
