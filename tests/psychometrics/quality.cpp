#include "psychometrics/quality.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::shipped;

constexpr Answer kNone = kMissing;

// Answers 1 to 7; keys as people write them: -3 is the third item, reversed.
Questionnaire with_keys(std::size_t items, const std::vector<std::vector<int>>& keys) {
  Questionnaire made;
  made.response = {.min = 1, .max = 7, .labels = {}};
  for (std::size_t item = 1; item <= items; ++item)
    made.items.push_back({.id = "q" + std::to_string(item), .text = {}, .note = {}});
  for (const auto& key : keys) {
    Scale scale;
    for (const int item : key)
      scale.items.push_back({.item = static_cast<std::size_t>(std::abs(item)) - 1, .reversed = item < 0});
    made.scales.push_back(std::move(scale));
  }
  return made;
}

double even_odd(const Questionnaire& questionnaire, const std::vector<Answer>& answers) {
  return even_odd_consistency(questionnaire, answers);
}

double agreement(const Questionnaire& questionnaire, const std::vector<Answer>& answers) {
  return keyed_agreement(questionnaire, answers);
}

}  // namespace

TEST_CASE("the longest run is found at the start, within and at the end") {
  const auto run = [](const std::vector<Answer>& answers) {
    const AnswerRun found = longest_run(answers);
    return std::pair(found.first, found.length);
  };
  CHECK(run({2, 2, 2, 1, 1}) == std::pair<std::size_t, std::size_t>(0, 3));
  CHECK(run({1, 3, 3, 3, 3, 1}) == std::pair<std::size_t, std::size_t>(1, 4));
  CHECK(run({1, 2, 5, 5}) == std::pair<std::size_t, std::size_t>(2, 2));
  CHECK(run({4, 4, 4}) == std::pair<std::size_t, std::size_t>(0, 3));
}

TEST_CASE("of runs that are equally long the first counts") {
  CHECK(longest_run(std::vector<Answer>{1, 1, 2, 2}).first == 0);
}

TEST_CASE("an item without answer ends a run and is none itself") {
  CHECK(longest_run(std::vector<Answer>{4, 4, kNone, 4, kNone, kNone, kNone}).length == 2);
  CHECK(longest_run(std::vector<Answer>{kNone, kNone}).length == 0);
}

TEST_CASE("the standard deviation of answers is that of the given ones, with n − 1") {
  // 1, 2, 6: mean 3, squared deviations 4 + 1 + 9 = 14, 14 / 2 = 7
  CHECK(answer_sd(std::vector<Answer>{1, kNone, 2, 6}) == doctest::Approx(std::sqrt(7.0)).epsilon(1e-15));
  CHECK(answer_sd(std::vector<Answer>{5, 5, 5}) == 0);
}

TEST_CASE("one answer alone has no standard deviation") {
  CHECK(std::isnan(answer_sd(std::vector<Answer>{kNone, 3})));
  CHECK(std::isnan(answer_sd(std::vector<Answer>{kNone, kNone})));
}

TEST_CASE("the share missing is that of all items") {
  CHECK(share_missing(std::vector<Answer>{1, kNone, 2, 6}) == 0.25);
  CHECK(share_missing(std::vector<Answer>{1, 2}) == 0);
  CHECK(share_missing(std::vector<Answer>{kNone, kNone}) == 1);
}

TEST_CASE("even–odd consistency correlates the halves of three scales, corrected for the halving") {
  const Questionnaire scales = with_keys(12, {{1, 2, 3, 4}, {5, 6, 7, -8}, {9, 10, 11, 12}});
  // Odd places (1+1)/2, (2+2)/2, (2+4)/2 = 1, 2, 3; even ones (1+1)/2, (2+4)/2 with 8 − 4 = 4, (2+2)/2 = 1, 3, 2.
  // r = (1 + 0 + 0) / (√2 · √2) = .5, and 2 · .5 / 1.5 = 2/3.
  const std::vector<Answer> answers{1, 1, 1, 1, 2, 2, 2, 4, 2, 2, 4, 2};
  CHECK(even_odd(scales, answers) == doctest::Approx(2.0 / 3).epsilon(1e-14));
}

TEST_CASE("with fewer than three scales even–odd consistency runs over pairs of consecutive keyed items") {
  // Pairs (1, 1), (2, 3), (3, 2) as above; item 5 has no partner.
  const Questionnaire scales = with_keys(7, {{1, 2, 3, -4, 5}, {6, 7}});
  const std::vector<Answer> answers{1, 1, 2, 5, 7, 3, 2};
  CHECK(even_odd(scales, answers) == doctest::Approx(2.0 / 3).epsilon(1e-14));
}

TEST_CASE("scales made of scales or of one item do not count for even–odd consistency") {
  // Else these would be four scales and no pairs.
  Questionnaire scales = with_keys(7, {{1, 2, 3, -4, 5}, {6, 7}, {1}});
  scales.scales.push_back({.method = ScoreMethod::sum});
  const std::vector<Answer> answers{1, 1, 2, 5, 7, 3, 2};
  CHECK(even_odd(scales, answers) == doctest::Approx(2.0 / 3).epsilon(1e-14));
}

TEST_CASE("a pair with an answer missing is left out of even–odd consistency") {
  const Questionnaire scale = with_keys(10, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}});
  CHECK(even_odd(scale, {1, 1, 2, 3, kNone, 7, 3, 2, 1, kNone}) == doctest::Approx(2.0 / 3).epsilon(1e-14));
}

TEST_CASE("a half of a scale is the mean of what was answered in it") {
  const Questionnaire scales = with_keys(12, {{1, 2, 3, 4}, {5, 6, 7, -8}, {9, 10, 11, 12}});
  const std::vector<Answer> answers{1, 1, kNone, 1, kNone, 2, 2, 4, 3, 2, kNone, 2};
  CHECK(even_odd(scales, answers) == doctest::Approx(2.0 / 3).epsilon(1e-14));
}

TEST_CASE("even–odd consistency is 1 at best and −1 at worst") {
  const Questionnaire scale = with_keys(6, {{1, 2, 3, 4, 5, 6}});
  CHECK(even_odd(scale, {1, 2, 3, 4, 5, 6}) == doctest::Approx(1).epsilon(1e-14));
  CHECK(even_odd(scale, {1, 3, 2, 2, 3, 1}) == -1);
  // (1, 2), (2, 3), (3, 1): r = −.5, and 2 · −.5 / .5 = −2 is held to −1.
  CHECK(even_odd(scale, {1, 2, 2, 3, 3, 1}) == -1);
}

TEST_CASE("there is no even–odd consistency over two pairs, or where a side does not vary") {
  const Questionnaire scale = with_keys(6, {{1, 2, 3, 4, 5, 6}});
  CHECK(std::isnan(even_odd(scale, {1, 2, 3, 4, kNone, kNone})));
  CHECK(std::isnan(even_odd(scale, {4, 1, 4, 2, 4, 3})));
  CHECK(std::isnan(even_odd(scale, {1, 4, 2, 4, 3, 4})));
  CHECK(std::isnan(even_odd(scale, std::vector<Answer>(6, kNone))));
}

TEST_CASE("keyed agreement compares the halves of each scale, weighted by the smaller half") {
  const Questionnaire scales = with_keys(7, {{1, 2, -3}, {4, 5, -6, -7}});
  // First: (6 + 4) / 2 = 5 and 8 − 2 = 6, so 1 − 1/6, weight 1. Second: 1 and 8 − 1 = 7, so 0, weight 2.
  CHECK(agreement(scales, {6, 4, 2, 1, 1, 1, 1}) == doctest::Approx(5.0 / 18).epsilon(1e-14));
}

TEST_CASE("keyed agreement is 1 for opposite answers to opposite statements and 0 for the same extreme one") {
  const Questionnaire scale = with_keys(4, {{1, 2, -3, -4}});
  CHECK(agreement(scale, {6, 6, 2, 2}) == 1);
  CHECK(agreement(scale, {7, 7, 7, 7}) == 0);
  CHECK(agreement(scale, {4, 4, 4, 4}) == 1);
}

TEST_CASE("keyed agreement rests on the answers given, and needs some of both kinds") {
  const Questionnaire scale = with_keys(4, {{1, 2, -3, -4}});
  CHECK(agreement(scale, {6, kNone, 2, kNone}) == 1);
  CHECK(std::isnan(agreement(scale, {6, 6, kNone, kNone})));
  CHECK(std::isnan(agreement(with_keys(2, {{1, 2}}), {1, 7})));
}

TEST_CASE("a run is conspicuous from half of the items on, where they are keyed in both directions") {
  const Questionnaire ecr = shipped("ecr-r");  // 36 items; 9 and 11 reversed in anxiety
  CHECK(is_conspicuous({.first = 0, .length = 18}, ecr));
  CHECK_FALSE(is_conspicuous({.first = 0, .length = 17}, ecr));
  CHECK(is_conspicuous({.first = 18, .length = 18}, ecr));
}

TEST_CASE("a run over items of one direction is not conspicuous, as it can be meant") {
  CHECK_FALSE(
      is_conspicuous({.first = 0, .length = 12}, with_keys(12, {{1, 2, 3, 4, 5, 6}, {-7, -8, -9, -10, -11, -12}})));
  CHECK(is_conspicuous({.first = 0, .length = 12}, with_keys(12, {{1, 2, 3, 4, 5, -6}, {-7, -8, -9, -10, -11, -12}})));
}

TEST_CASE("a run of fewer than eight is not conspicuous in a short questionnaire") {
  const Questionnaire short_form = shipped("ecr-s");  // 12 items
  CHECK_FALSE(is_conspicuous({.first = 0, .length = 7}, short_form));
  CHECK(is_conspicuous({.first = 0, .length = 8}, short_form));
}

TEST_CASE("where items have answers of their own, what compares them is not known") {
  Questionnaire q = testing::shipped("ecr-r");
  std::vector<Answer> answers(q.items.size(), 3);
  answers[0] = 5;
  answers[19] = 1;
  const AnswerRun run{.first = 1, .length = 18};
  CHECK_FALSE(std::isnan(keyed_agreement(q, answers)));
  CHECK(is_conspicuous(run, q));
  q.items[0].response = ResponseScale{.min = 0, .max = 100};
  CHECK(std::isnan(keyed_agreement(q, answers)));
  CHECK(std::isnan(even_odd_consistency(q, answers)));
  CHECK_FALSE(is_conspicuous(run, q));
}

}  // namespace attune
