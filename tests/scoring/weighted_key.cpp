#include "scoring/weighted_key.h"

#include <doctest/doctest.h>

namespace attune {

TEST_CASE("answers count by value, direction and weight") {
  Questionnaire q;
  q.response = {.min = 1, .max = 4};
  q.items.resize(3);
  q.items[2].response = ResponseScale{.min = 0, .max = 10};
  const WeightedKey key(q, {{.item = 0, .weight = 2},
                            {.item = 1, .reversed = true, .values = {{1, 0}, {2, 0}, {3, 1}, {4, 1.5}}},
                            {.item = 2, .reversed = true, .weight = -0.5}});
  // 2 · 3; 5 − 1.5 = 3.5; −0.5 · (10 − 4) = −3.
  const WeightedSums sums = key.add(std::vector<Answer>{3, 4, 4});
  CHECK(sums.sum == 6.5L);
  CHECK(sums.weight == 3.5L);
  CHECK(sums.squares == 9 + 12.25L + 36);
  CHECK(sums.answered == 3);
}

TEST_CASE("what is not answered counts nothing") {
  Questionnaire q;
  q.response = {.min = 1, .max = 4};
  q.items.resize(2);
  const WeightedSums sums =
      WeightedKey(q, {{.item = 0, .weight = 2}, {.item = 1}}).add(std::vector<Answer>{kMissing, 4});
  CHECK(sums.sum == 4);
  CHECK(sums.weight == 1);
  CHECK(sums.answered == 1);
}

}  // namespace attune
