#include "psychometrics/sample.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "support.h"

namespace attune {
namespace {

using testing::shipped;

// Each row gives all items the same answer but for those in `others`.
void add_row(AnswerBlock& block, std::size_t items, Answer answer,
             const std::vector<std::pair<std::size_t, Answer>>& others = {}) {
  block.items = items;
  ++block.rows;
  block.answers.insert(block.answers.end(), items, answer);
  for (const auto& [item, other] : others) block.answers[block.answers.size() - items + item] = other;
}

SampleStatistics statistics_of(const Questionnaire& questionnaire, const AnswerBlock& block, MissingUse use) {
  Sample sample(questionnaire, use);
  sample.add(block);
  return sample.statistics();
}

}  // namespace

TEST_CASE("raw items are counted as answered, in a scale they are keyed") {
  AnswerBlock block;
  add_row(block, 18, 2);
  add_row(block, 18, 5, {{0, kMissing}});
  const SampleStatistics of = statistics_of(shipped("aas-r"), block, MissingUse::pairwise);
  CHECK(of.respondents == 2);
  CHECK(of.items[0].n == 1);
  CHECK(of.items[0].missing == 1);
  CHECK(of.items[7].mean == 3.5);
  const std::vector<KeyedItemStatistics>& close = of.scales[0].consistency->items;  // 1 6 −8 12 −13 −17
  CHECK(close[1].mean == 3.5);
  CHECK(close[2].mean == 2.5);
  CHECK(close[2].sd == doctest::Approx(std::sqrt(4.5)).epsilon(1e-15));  // 2 and 5
}

TEST_CASE("pairwise, scores follow the missing rule; complete, they need every answer of their own scale") {
  AnswerBlock block;
  add_row(block, 18, 3);
  add_row(block, 18, 4, {{0, kMissing}});
  add_row(block, 18, 2);
  const Questionnaire aas = shipped("aas-r");
  CHECK(statistics_of(aas, block, MissingUse::pairwise).scales[0].scores.n == 3);
  const SampleStatistics complete = statistics_of(aas, block, MissingUse::complete);
  CHECK(complete.scales[0].scores.n == 2);
  CHECK(complete.scales[0].consistency->n == 2);
  CHECK(complete.scales[0].consistency->items[1].n == 2);
  CHECK(complete.scales[2].scores.n == 3);
  CHECK(complete.items[0].n == 2);
  CHECK(complete.items[1].n == 3);
}

TEST_CASE("pairwise, a scale's consistency rests on the fewest respondents behind any two items") {
  AnswerBlock block;
  add_row(block, 18, 3);
  add_row(block, 18, 4, {{0, kMissing}});
  add_row(block, 18, 2, {{5, kMissing}});
  CHECK(statistics_of(shipped("aas-r"), block, MissingUse::pairwise).scales[0].consistency->n == 1);
}

TEST_CASE("a scale of scales, or of one item, has scores but no consistency") {
  AnswerBlock block;
  add_row(block, 4, 3, {{0, 7}});
  add_row(block, 4, 2);
  const SampleStatistics of = statistics_of(shipped("rq"), block, MissingUse::pairwise);
  for (const ScaleStatistics& scale : of.scales) {
    CHECK(scale.scores.n == 2);
    CHECK_FALSE(scale.consistency);
  }
}

TEST_CASE("an item in two scales with opposite signs counts in each by its sign") {
  AnswerBlock block;
  add_row(block, 30, 3, {{5, 5}});
  add_row(block, 30, 2, {{5, 4}});
  const SampleStatistics of = statistics_of(shipped("rsq"), block, MissingUse::pairwise);
  CHECK(of.scales[2].consistency->items[0].mean == 1.5);  // preoccupied −6 8 16 25
  CHECK(of.scales[3].consistency->items[1].mean == 4.5);  // dismissing 2 6 19 22 26
}

TEST_CASE("every two scales have a correlation") {
  AnswerBlock block;
  for (const Answer answer : {Answer{1}, Answer{3}, Answer{4}}) add_row(block, 18, answer, {{2, 3}});
  const SampleStatistics of = statistics_of(shipped("aas-r"), block, MissingUse::pairwise);
  CHECK(of.correlations.size() == 6);
  CHECK(of.correlations[0].n == 3);
}

TEST_CASE("nobody's answers have no figures, and do no harm") {
  for (const MissingUse use : {MissingUse::pairwise, MissingUse::complete}) {
    const SampleStatistics of = statistics_of(shipped("ecr-r"), {.rows = 0, .items = 36, .answers = {}}, use);
    CHECK(of.respondents == 0);
    CHECK(std::isnan(of.scales[0].consistency->alpha));
    CHECK(std::isnan(of.correlations[0].r));
  }
}

TEST_CASE("threads that share the work find to the last bit what one alone finds") {
  std::mt19937 random(3);
  const Questionnaire questionnaire = shipped("ecr-r");
  for (const MissingUse use : {MissingUse::pairwise, MissingUse::complete}) {
    Sample alone(questionnaire, use), shared(questionnaire, use);
    SamplePart parts[2] = {shared.part(), shared.part()};
    for (int number = 0; number < 7; ++number) {
      AnswerBlock block{.rows = 0, .items = 36, .answers = {}};
      for (auto rows = 20 + random() % 30; rows > 0; --rows) {
        const auto answer = static_cast<Answer>(random() % 7 + 1);
        const std::size_t item = random() % 36;
        add_row(block, 36, answer, {{item, random() % 3 == 0 ? kMissing : Answer{4}}});
      }
      alone.add(block);
      SamplePart& part = parts[random() % 2];
      shared.add(block, part);
      shared.take_scores(part);
    }
    for (const SamplePart& part : parts) shared.take(part);
    const SampleStatistics one = alone.statistics(), both = shared.statistics();
    CHECK(one.respondents == both.respondents);
    for (std::size_t s = 0; s < one.scales.size(); ++s) {
      CHECK(one.scales[s].scores.mean == both.scales[s].scores.mean);
      CHECK(one.scales[s].scores.sd == both.scales[s].scores.sd);
      CHECK(one.scales[s].consistency->alpha == both.scales[s].consistency->alpha);
    }
    CHECK(one.correlations[0].r == both.correlations[0].r);
  }
}

TEST_CASE("scales whose answers stand for other values have no item statistics") {
  Questionnaire q = testing::shipped("rq");
  q.scales[0].items[0].values = {{1, 0}, {2, 1}};
  CHECK(testing::error_of([&] { Sample(q, MissingUse::pairwise); }).code() == ExitCode::data);
}

TEST_CASE("weights count in alpha, and an item is reversed by its own range") {
  Questionnaire q;
  q.response = {.min = 1, .max = 3};
  q.items.resize(2);
  q.items[1].response = ResponseScale{.min = 0, .max = 10};
  q.scales = {{.id = "s",
               .method = ScoreMethod::sum,
               .items = {{.item = 0, .weight = 2}, {.item = 1, .reversed = true}},
               .min_answered = 2}};
  Sample sample(q, MissingUse::pairwise);
  sample.add(AnswerBlock{.rows = 3, .items = 2, .answers = {1, 10, 2, 7, 3, 6}});
  const ScaleStatistics scale = sample.statistics().scales[0];
  // Counted: 2, 4, 6 and 0, 3, 4. Variances 4 and 13/3, covariance 4: alpha = 2 · (2 · 4) / (4 + 13/3 + 8) = 48/49.
  CHECK(scale.consistency->alpha == doctest::Approx(48.0 / 49).epsilon(1e-12));
  CHECK(scale.consistency->items[0].mean == doctest::Approx(4).epsilon(1e-12));
  CHECK(scale.consistency->items[1].mean == doctest::Approx(7.0 / 3).epsilon(1e-12));
}

}  // namespace attune
