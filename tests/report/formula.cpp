#include "report/formula.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {
namespace {

// Items q1 to q3 with answers 1 to 5, the last of its own 0 to 10, and a scale "a".
Questionnaire with_items() {
  Questionnaire made;
  made.response = {.min = 1, .max = 5};
  made.items = {{.id = "q1", .text = {}, .note = {}},
                {.id = "q2", .text = {}, .note = {}},
                {.id = "q3", .text = {}, .note = {}, .response = ResponseScale{.min = 0, .max = 10}}};
  made.scales = {{.id = "a", .items = {{.item = 0}}, .min_answered = 1}};
  return made;
}

std::string formula_of(const Scale& scale) { return score_formula(scale, with_items()); }

}  // namespace

TEST_CASE("the formula of a score names each item as it counts") {
  CHECK(formula_of({.items = {{.item = 0}, {.item = 1, .reversed = true}, {.item = 2, .reversed = true}},
                    .min_answered = 2}) ==
        "mean of the answered of q1, 6 − q2, 10 − q3; empty with fewer than 2 answers");
  CHECK(formula_of({.method = ScoreMethod::sum, .items = {{.item = 0}, {.item = 1}}, .min_answered = 1}) ==
        "2 × mean of the answered of q1, q2; empty with fewer than 1 answer");
  CHECK(formula_of(
            {.method = ScoreMethod::sum, .items = {{.item = 0}, {.item = 1}}, .min_answered = 1, .prorated = false}) ==
        "sum of the answered of q1, q2; empty with fewer than 1 answer");
  CHECK(formula_of(
            {.items = {{.item = 0, .weight = 2}, {.item = 1, .reversed = true, .weight = 0.5}}, .min_answered = 1}) ==
        "sum of the answered of 2 × q1, 0.5 × (6 − q2), divided by the sum of their weights without signs; empty with "
        "fewer than 1 answer");
  CHECK(formula_of({.items = {{.item = 0, .values = {{1, 0}, {2, 2.5}}}},
                    .min_answered = 1,
                    .transform = {.multiply = 25, .add = -25}}) ==
        "mean of the answered of q1 (1 → 0, 2 → 2.5); times 25, less 25; empty with fewer than 1 answer");
}

TEST_CASE("a scale made of scales says which, and when it is empty") {
  Scale made{.method = ScoreMethod::sum,
             .min_answered = 1,
             .terms = {{.scale = 0, .weight = -0.5}},
             .transform = {.multiply = 1, .add = 6}};
  CHECK(formula_of(made) == "6 − 0.5 × a; empty when a part is");
  made.method = ScoreMethod::mean;
  CHECK(combination_text(made, with_items()) == "mean of -0.5 × a; plus 6");
}

TEST_CASE("a scale is described by its method") {
  const Questionnaire q = with_items();
  CHECK(method_text({.items = {{.item = 0}, {.item = 1}}, .min_answered = 2}, q) == "Mean of 2 items");
  CHECK(method_text({.method = ScoreMethod::sum, .items = {{.item = 0}, {.item = 1}}, .min_answered = 1}, q) ==
        "Sum (prorated) of 2 items");
  CHECK(method_text({.method = ScoreMethod::sum,
                     .items = {{.item = 0, .weight = 2}},
                     .min_answered = 1,
                     .terms = {{.scale = 0}},
                     .prorated = false},
                    q) == "Weighted sum of the answered of 1 item and of a");
}

TEST_CASE("bands are ranges with their names") {
  CHECK(bands_text({.bands = {{.from = {}, .to = 4, .label = "low"},
                              {.from = 5, .to = 9, .label = "middle"},
                              {.from = 10, .to = {}, .label = "high"}}}) == "up to 4 low, 5 to 9 middle, from 10 high");
}

}  // namespace attune
