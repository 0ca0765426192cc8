#include "exchange/score_formula.h"

#include <doctest/doctest.h>

#include "exchange/infix_formula.h"
#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

const FormulaLanguage kBracketed{
    .in_operators = Blanks::leave_none, .in_functions = Blanks::are_skipped, .bracketed = true};

// Items a, b, c with answers from 1 to 5, and the scale s.
Questionnaire three_items() {
  Questionnaire questionnaire;
  questionnaire.response = {.min = 1, .max = 5};
  for (const char* id : {"a", "b", "c"}) questionnaire.items.push_back({.id = id, .text = {}, .note = {}});
  questionnaire.scales.push_back({.id = "s"});
  return questionnaire;
}

std::optional<FormulaVariable> find(const std::string& variable) {
  if (variable == "s") return FormulaVariable{.is_scale = true, .index = 0};
  if (variable.size() != 1 || variable[0] < 'a' || variable[0] > 'c') return std::nullopt;
  return FormulaVariable{.index = static_cast<std::size_t>(variable[0] - 'a')};
}

Scale scale_of(const std::string& formula) {
  Scale scale;
  apply_formula(parse_infix_formula(formula, kBracketed), three_items(), find, scale);
  return scale;
}

std::string problem_of(const std::string& formula) {
  return error_of([&] { scale_of(formula); }).problem();
}

}  // namespace

TEST_CASE("a sum of all answers is a sum that needs them all") {
  const Scale scale = scale_of("[a]+[b]+[c]");
  CHECK(scale.method == ScoreMethod::sum);
  CHECK(scale.min_answered == 3);
  CHECK_FALSE(scale.prorated);
  CHECK(scale.items == std::vector<KeyedItem>{{.item = 0}, {.item = 1}, {.item = 2}});
  CHECK(scale.transform == Transform{});
}

TEST_CASE("sum() is of the answers that there are") {
  const Scale scale = scale_of("sum([a],[b])");
  CHECK(scale.min_answered == 1);
  CHECK_FALSE(scale.prorated);
}

TEST_CASE("a sum divided by how many there are is a mean") {
  const Scale scale = scale_of("([a]+(6-[b])+[c])/3");
  CHECK(scale.method == ScoreMethod::mean);
  CHECK(scale.min_answered == 3);
  CHECK(scale.transform == Transform{});
  CHECK(scale.items[1].reversed);
}

TEST_CASE("min + max minus an answer is a reversed item, whatever its weight") {
  CHECK(scale_of("[a]+(6-[b])").items[1] == KeyedItem{.item = 1, .reversed = true});
  CHECK(scale_of("[a]+2*(6-[b])").items[1] == KeyedItem{.item = 1, .reversed = true, .weight = 2});
}

TEST_CASE("another number minus an answer gives each answer its value") {
  // 5 − x, for 1 to 5.
  const std::map<int, double> values{{1, 4}, {2, 3}, {3, 2}, {4, 1}, {5, 0}};
  CHECK(scale_of("sum([a],5-[b])").items[1] == KeyedItem{.item = 1, .values = values});
}

TEST_CASE("what is done with the whole is a transform") {
  CHECK(scale_of("([a]+[b])*4+10").transform == Transform{.multiply = 4, .add = 10});
  CHECK(scale_of("(sum([a],[b])-2)/8*100").transform == Transform{.multiply = 12.5, .add = -25});
}

TEST_CASE("a mean times the number of its items is a prorated sum") {
  const Scale scale = scale_of("mean([a],[b],[c])*3");
  CHECK(scale.method == ScoreMethod::sum);
  CHECK(scale.prorated);
  CHECK(scale.transform == Transform{});
}

TEST_CASE("a score may be made of scores and items") {
  const Scale scale = scale_of("2*[s] - 1 + [a]");
  REQUIRE(scale.terms.size() == 1);
  CHECK(scale.terms[0].weight == 2);
  CHECK(scale.items.size() == 1);
  CHECK(scale.transform.add == -1);
}

TEST_CASE("what answers count by themselves goes into the formula") {
  const auto doubled = [](const std::string& variable) {
    auto found = find(variable);
    found->values = {{1, 10}, {2, 20}};
    return found;
  };
  Scale scale;
  apply_formula(parse_infix_formula("[a]+(50-[b])", kBracketed), three_items(), doubled, scale);
  CHECK(scale.items[0].values == std::map<int, double>{{1, 10}, {2, 20}});
  CHECK(scale.items[1].values == std::map<int, double>{{1, 40}, {2, 30}});
}

TEST_CASE("what cannot be a scale is refused") {
  CHECK(holds(problem_of("3"), "no sum"));
  CHECK(holds(problem_of("[x]+1"), "\"x\" is no item"));
  CHECK(holds(problem_of("[a]+[a]"), "twice"));
  CHECK(holds(problem_of("mean([s],6-[a],-[s])"), "twice"));
  CHECK(holds(problem_of("mean([a],6-[s])"), "signs"));
  CHECK(holds(problem_of("sum([a],[s]-1)"), "may be blank"));
}

}  // namespace attune
