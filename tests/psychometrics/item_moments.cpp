#include "psychometrics/item_moments.h"

#include <doctest/doctest.h>

#include <cmath>

namespace attune {
namespace {

// Whole numbers and halves of few respondents: exact but for the last rounding.
constexpr double kExact = 1e-15;

AnswerBlock block_of(std::size_t items, std::vector<Answer> answers) {
  return {.rows = answers.size() / items, .items = items, .answers = std::move(answers)};
}

const AnswerBlock kSome = block_of(3, {1, 2, 5,         //
                                       3, 4, kMissing,  //
                                       5, 3, 1,         //
                                       kMissing, 5, 3});

ItemMoments moments_of(const AnswerBlock& block, MissingUse use) {
  ItemMoments moments({0, 1, 2}, use);
  moments.add(block);
  return moments;
}

}  // namespace

TEST_CASE("an item's mean and variance are those of all who answered it") {
  const ItemMoments moments = moments_of(kSome, MissingUse::pairwise);
  CHECK(moments.count(0, 0) == 3);
  CHECK(moments.means()[0] == doctest::Approx(3).epsilon(kExact));
  CHECK(moments.means()[1] == doctest::Approx(3.5).epsilon(kExact));
  CHECK(moments.covariances()(0, 0) == doctest::Approx(4).epsilon(kExact));        // 1 3 5: 8 / 2
  CHECK(moments.covariances()(1, 1) == doctest::Approx(5.0 / 3).epsilon(kExact));  // 2 4 3 5: 5 / 3
}

TEST_CASE("pairwise, a covariance is that of all who answered both items") {
  const ItemMoments moments = moments_of(kSome, MissingUse::pairwise);
  CHECK(moments.count(0, 1) == 3);
  CHECK(moments.covariances()(0, 1) == doctest::Approx(1).epsilon(kExact));  // (−2·−1 + 0·1 + 2·0) / 2
  CHECK(moments.count(2, 0) == 2);
  CHECK(moments.covariances()(2, 0) == doctest::Approx(-8).epsilon(kExact));  // (−2·2 + 2·−2) / 1
  CHECK(moments.covariances()(1, 2) == doctest::Approx(-1).epsilon(kExact));  // (−4/3·2 − 1/3·−2 + 5/3·0) / 2
}

TEST_CASE("in complete use only rows without a gap count") {
  const ItemMoments moments = moments_of(kSome, MissingUse::complete);
  CHECK(moments.count(1, 1) == 2);
  CHECK(moments.means()[1] == doctest::Approx(2.5).epsilon(kExact));
  CHECK(moments.covariances()(0, 1) == doctest::Approx(2).epsilon(kExact));  // (1, 2) and (5, 3): −2·−½ + 2·½
}

TEST_CASE("only the items asked for count, also for what is complete") {
  ItemMoments moments({1}, MissingUse::complete);
  moments.add(kSome);
  CHECK(moments.size() == 1);
  CHECK(moments.count(0, 0) == 4);
}

TEST_CASE("blocks add up") {
  ItemMoments moments({0, 1, 2}, MissingUse::pairwise);
  moments.add(block_of(3, {1, 2, 5, 3, 4, kMissing}));
  moments.add(block_of(3, {5, 3, 1, kMissing, 5, 3}));
  CHECK(moments.covariances() == moments_of(kSome, MissingUse::pairwise).covariances());
}

TEST_CASE("answers that are all alike have a variance of exactly 0, however many and large they are") {
  for (const Answer answer : {Answer{7}, Answer{-3}, Answer{1000}}) {
    ItemMoments moments({0}, MissingUse::pairwise);
    moments.add(block_of(1, std::vector<Answer>(5000, answer)));
    CHECK(moments.means()[0] == answer);
    CHECK(moments.covariances()(0, 0) == 0);
  }
}

TEST_CASE("thousands of the largest answers do not overflow") {
  std::vector<Answer> answers;
  for (int row = 0; row < 5000; ++row) answers.push_back(row % 2 == 0 ? 1000 : -1000);
  ItemMoments moments({0}, MissingUse::pairwise);
  moments.add(block_of(1, answers));
  CHECK(moments.covariances()(0, 0) == doctest::Approx(5000 * 1e6 / 4999).epsilon(kExact));
}

TEST_CASE("nobody's answers have no mean, and one person's no variance") {
  ItemMoments moments({0}, MissingUse::pairwise);
  CHECK(std::isnan(moments.means()[0]));
  moments.add(block_of(1, {4}));
  CHECK(moments.means()[0] == 4);
  CHECK(std::isnan(moments.covariances()(0, 0)));
}

}  // namespace attune
