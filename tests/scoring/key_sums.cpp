#include "scoring/key_sums.h"

#include <doctest/doctest.h>

#include <random>

namespace attune {
namespace {

AnswerBlock random_block(std::size_t rows, std::size_t items, int low, int high, std::mt19937& random) {
  AnswerBlock block{.rows = rows, .items = items, .answers = {}};
  std::uniform_int_distribution<int> answer(low, high);
  for (std::size_t i = 0; i < rows * items; ++i)
    block.answers.push_back(random() % 10 == 0 ? kMissing : static_cast<Answer>(answer(random)));
  return block;
}

void check_both_ways(const KeyAdder& adder, const AnswerBlock& block) {
  KeySums fast, plain;
  adder.add(block, fast);
  adder.add_plainly(block, plain);
  CAPTURE(block.items);
  CHECK(fast.sums == plain.sums);
  CHECK(fast.squares == plain.squares);
  CHECK(fast.answered == plain.answered);
}

}  // namespace

TEST_CASE("keyed answers are added up, and so are their squares") {
  // On a scale from 1 to 5 the reversed 2 counts 4: 5 + 4 = 9, 25 + 16 = 41; the second row lacks the first answer.
  const KeyAdder adder({{.item = 2, .reversed = false}, {.item = 0, .reversed = true}}, std::vector<int>(3, 6));
  const AnswerBlock block{.rows = 2, .items = 3, .answers = {2, 1, 5, kMissing, 1, 3}};
  KeySums sums;
  adder.add(block, sums);
  CHECK(sums.sums == std::vector<std::int32_t>{9, 3});
  CHECK(sums.squares == std::vector<std::int32_t>{41, 9});
  CHECK(sums.answered == std::vector<std::int32_t>{2, 1});
}

TEST_CASE("vectors and single answers add up to the same for any number of items and any range") {
  std::mt19937 random(11);
  for (const std::size_t items : {1u, 2u, 7u, 8u, 9u, 15u, 16u, 17u, 31u, 32u, 33u, 36u, 63u, 64u, 65u, 100u, 500u}) {
    for (const auto& [low, high] : {std::pair{1, 7}, {0, 1}, {-3, 3}, {-1000, 1000}}) {
      std::vector<KeyedItem> key;
      for (std::size_t item = 0; item < items; ++item) {
        if (random() % 2 == 0) key.push_back({.item = item, .reversed = random() % 2 == 0});
      }
      check_both_ways(KeyAdder(key, std::vector<int>(items, low + high)), random_block(50, items, low, high, random));
    }
  }
}

TEST_CASE("the largest questionnaire with the widest answers does not overflow") {
  const std::size_t items = 2000;
  std::vector<KeyedItem> key;
  for (std::size_t item = 0; item < items; ++item) key.push_back({.item = item, .reversed = false});
  const AnswerBlock block{.rows = 1, .items = items, .answers = std::vector<Answer>(items, -1000)};
  KeySums sums;
  KeyAdder(key, std::vector<int>(items, 0)).add(block, sums);
  CHECK(sums.sums[0] == -2'000'000);
  CHECK(sums.squares[0] == 2'000'000'000);
}

}  // namespace attune
