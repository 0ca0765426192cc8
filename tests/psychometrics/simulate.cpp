#include "psychometrics/simulate.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::shipped;

constexpr std::size_t kMany = 20'000;

SimulatedBlock simulated(const Questionnaire& questionnaire, const SimulationModel& model, std::size_t n,
                         std::uint64_t seed = 20261122) {
  SimulatedBlock block;
  Simulator(questionnaire, model, seed).next(n, block);
  return block;
}

double covariance(const std::vector<double>& x, const std::vector<double>& y) {
  double sum_x = 0, sum_y = 0, products = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    sum_x += x[i];
    sum_y += y[i];
    products += x[i] * y[i];
  }
  const auto n = static_cast<double>(x.size());
  return (products - sum_x * sum_y / n) / (n - 1);
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  return covariance(x, y) / std::sqrt(covariance(x, x) * covariance(y, y));
}

std::vector<double> item(const SimulatedBlock& block, std::size_t index) {
  std::vector<double> answers;
  for (std::size_t row = 0; row < block.answers.rows; ++row) answers.push_back(block.answers.row(row)[index]);
  return answers;
}

// Alpha by its definition (Cronbach, 1951): k / (k − 1) · (1 − Σ item variances / variance of their sum).
double alpha(const SimulatedBlock& block, const Scale& scale) {
  std::vector<double> sum(block.answers.rows);
  double variances = 0;
  for (const KeyedItem& keyed : scale.items) {
    const auto answers = item(block, keyed.item);
    variances += covariance(answers, answers);
    for (std::size_t row = 0; row < sum.size(); ++row) sum[row] += keyed.reversed ? -answers[row] : answers[row];
  }
  const auto k = static_cast<double>(scale.items.size());
  return k / (k - 1) * (1 - variances / covariance(sum, sum));
}

std::vector<double> score(const SimulatedBlock& block, const Scale& scale) {
  std::vector<double> sum(block.answers.rows);
  for (const KeyedItem& keyed : scale.items) {
    const auto answers = item(block, keyed.item);
    for (std::size_t row = 0; row < sum.size(); ++row) sum[row] += keyed.reversed ? -answers[row] : answers[row];
  }
  return sum;
}

const Scale& scale_of(const Questionnaire& questionnaire, const std::string& id) {
  return *std::find_if(questionnaire.scales.begin(), questionnaire.scales.end(),
                       [&](const Scale& scale) { return scale.id == id; });
}

bool all_the_same(std::span<const Answer> answers) {
  return std::all_of(answers.begin(), answers.end(), [&](Answer answer) { return answer == answers.front(); });
}

Questionnaire tiny(int min, int max) {
  Questionnaire made;
  made.id = "tiny";
  made.response = {.min = min, .max = max, .labels = {}};
  for (const char* id : {"q1", "q2", "q3"}) made.items.push_back({.id = id, .text = {}, .note = {}});
  made.scales = {{.id = "all", .items = {{0, false}, {1, true}, {2, false}}, .min_answered = 1}};
  return made;
}

}  // namespace

TEST_CASE("scales made of one another over and over point their items at once") {
  Questionnaire q;
  q.response = {.min = 1, .max = 5};
  q.items.resize(2);
  q.scales.push_back({.id = "s0", .items = {{.item = 0}, {.item = 1, .reversed = true}}});
  for (std::size_t s = 1; s < 60; ++s)
    q.scales.push_back({.id = "s" + std::to_string(s), .terms = {{.scale = s - 1}, {.scale = s < 2 ? 0 : s - 2}}});
  const SimulatedBlock block = simulated(q, {}, kMany);
  CHECK(correlation(item(block, 0), item(block, 1)) < -0.2);
}

TEST_CASE("scales have the alpha that was asked for") {
  // The standard error of alpha, √(2k / (k − 1) / n) · (1 − α) (van Zyl, Neudecker & Nel, 2000), is below .004 here.
  for (const char* id : {"ecr", "ecr-5pt", "ecr-r", "ecr-rs", "ecr-s", "aas-r", "attune-24"}) {
    const Questionnaire questionnaire = shipped(id);
    for (const double reliability : {0.7, 0.9}) {
      const SimulatedBlock block = simulated(questionnaire, {.reliability = reliability}, kMany);
      for (const Scale& scale : questionnaire.scales) {
        if (!scale.has_key()) continue;
        CAPTURE(id);
        CAPTURE(scale.id);
        CHECK(std::abs(alpha(block, scale) - reliability) < 0.01);
      }
    }
  }
}

TEST_CASE("an item in several scales is as good as the longest of them needs") {
  const Questionnaire support = shipped("support-12");
  const SimulatedBlock block = simulated(support, {.reliability = 0.9}, kMany);
  CHECK(std::abs(alpha(block, scale_of(support, "support")) - 0.9) < 0.01);
  // Twelve items of alpha .9 correlate .9 / (12 − .9 · 11) = 3/7; three of them have alpha 3 · 3/7 / (1 + 2 · 3/7).
  CHECK(std::abs(alpha(block, scale_of(support, "emotional")) - 9.0 / 13) < 0.02);
}

TEST_CASE("freed from error, anxiety and avoidance correlate as was asked for") {
  const Questionnaire ecr = shipped("ecr-r");
  for (const double asked : {-0.4, 0.0, 0.6}) {
    const SimulatedBlock block = simulated(ecr, {.reliability = 0.9, .correlation = asked}, kMany);
    const double observed = correlation(score(block, ecr.scales[0]), score(block, ecr.scales[1]));
    // Spearman (1904): r / √(.9 · .9). Three standard errors of about 1/√n.
    CHECK(std::abs(observed / 0.9 - asked) < 0.024);
  }
}

TEST_CASE("reversed items are written as they are answered") {
  const Questionnaire ecr = shipped("ecr-r");
  const SimulatedBlock block = simulated(ecr, {}, 2'000);
  CHECK(correlation(item(block, 0), item(block, 8)) < -0.2);  // q1 and -q9
  CHECK(correlation(item(block, 0), item(block, 1)) > 0.2);
}

TEST_CASE("a combined scale passes its direction on by the sign of each weight") {
  // avoidance = 6 − (close + depend) / 2
  const Questionnaire aas = shipped("aas-r");
  const SimulatedBlock block = simulated(aas, {.correlation = 0.6}, kMany);
  const auto close = score(block, scale_of(aas, "close")), depend = score(block, scale_of(aas, "depend"));
  CHECK(std::abs(correlation(close, depend) - 0.9) < 0.02);
  CHECK(std::abs(correlation(close, score(block, scale_of(aas, "anxiety"))) + 0.6 * 0.9) < 0.02);
}

TEST_CASE("prototypes look to their corners of the plane") {
  // Ratings of one item correlate by their reliability times the cosine of the angle between their corners.
  const SimulatedBlock block = simulated(shipped("rq"), {.reliability = 0.8, .correlation = 0}, kMany);
  const auto secure = item(block, 0), fearful = item(block, 1), preoccupied = item(block, 2),
             dismissing = item(block, 3);
  CHECK(std::abs(correlation(secure, fearful) + 0.8) < 0.02);
  CHECK(std::abs(correlation(preoccupied, dismissing) + 0.8) < 0.02);
  CHECK(std::abs(correlation(secure, preoccupied)) < 0.024);
  CHECK(std::abs(correlation(fearful, dismissing)) < 0.024);
}

TEST_CASE("an item that is not scored has nothing to do with the others") {
  const SimulatedBlock block = simulated(shipped("rsq"), {}, kMany);
  CHECK(std::abs(correlation(item(block, 3), item(block, 2))) < 0.024);  // q4, unscored; q3, secure
  CHECK(std::abs(correlation(item(block, 3), item(block, 6))) < 0.024);  // q7, unscored
}

TEST_CASE("without a profile rule, scales share one dimension") {
  Questionnaire two = tiny(1, 5);
  two.scales = {{.id = "a", .items = {{0, false}}, .min_answered = 1},
                {.id = "b", .items = {{1, false}}, .min_answered = 1}};
  const SimulatedBlock block = simulated(two, {.reliability = 0.7}, kMany);
  CHECK(std::abs(correlation(item(block, 0), item(block, 1)) - 0.7) < 0.02);
}

TEST_CASE("answers lie on the response scale and use all of it") {
  for (const auto& [min, max] : std::vector<std::pair<int, int>>{{0, 1}, {-3, 3}, {0, 100}}) {
    const SimulatedBlock block = simulated(tiny(min, max), {.careless = 0.3}, kMany);
    const auto [lowest, highest] = std::minmax_element(block.answers.answers.begin(), block.answers.answers.end());
    CHECK(*lowest == min);
    CHECK(*highest == max);
  }
}

TEST_CASE("answers are missing at the rate that was asked for") {
  const SimulatedBlock block = simulated(shipped("ecr"), {.missing_rate = 0.07}, kMany);
  const auto missing = std::count(block.answers.answers.begin(), block.answers.answers.end(), kMissing);
  // Four standard errors: 4 √(.07 · .93 / 720,000)
  CHECK(std::abs(static_cast<double>(missing) / static_cast<double>(block.answers.answers.size()) - 0.07) < 0.0012);
}

TEST_CASE("as many are careless as was asked for, half of them with one answer throughout") {
  const SimulatedBlock block = simulated(shipped("ecr"), {.careless = 0.2}, kMany);
  int careless = 0, careless_alike = 0, others_alike = 0;
  for (std::size_t row = 0; row < kMany; ++row) {
    const bool alike = all_the_same(block.answers.row(row));
    careless += block.careless[row];
    if (alike) ++(block.careless[row] == 1 ? careless_alike : others_alike);
  }
  // Four standard errors: 4 √(.2 · .8 / 20,000) and 4 √(.1 · .9 / 20,000)
  CHECK(std::abs(careless / double{kMany} - 0.2) < 0.0114);
  CHECK(std::abs(careless_alike / double{kMany} - 0.1) < 0.0085);
  CHECK(others_alike == 0);
}

TEST_CASE("the other careless give any answer, whatever the item says") {
  const Questionnaire ecr = shipped("ecr-r");
  const SimulatedBlock block = simulated(ecr, {.careless = 1}, kMany);
  std::array<int, 8> counts{};
  int rows = 0;
  for (std::size_t row = 0; row < kMany; ++row) {
    if (all_the_same(block.answers.row(row))) continue;
    ++counts[static_cast<std::size_t>(block.answers.row(row)[17])];
    ++rows;
  }
  for (std::size_t answer = 1; answer <= 7; ++answer)  // four standard errors for n of about 10,000
    CHECK(std::abs(counts[answer] / static_cast<double>(rows) - 1.0 / 7) < 0.014);
}

TEST_CASE("demographics are plausible") {
  const SimulatedBlock block = simulated(shipped("rq"), {}, kMany);
  CHECK(*std::min_element(block.ages.begin(), block.ages.end()) == 18);
  CHECK(*std::max_element(block.ages.begin(), block.ages.end()) <= 77);
  CHECK(std::count_if(block.ages.begin(), block.ages.end(), [](int age) { return age < 40; }) > kMany / 2);
  for (const int gender : {1, 2, 3}) CHECK(std::count(block.genders.begin(), block.genders.end(), gender) > 200);
  for (std::size_t country = 0; country < SimulatedBlock::kCountries.size(); ++country)
    CHECK(std::count(block.countries.begin(), block.countries.end(), static_cast<std::int8_t>(country)) > 400);
}

TEST_CASE("respondents do not depend on the blocks in which they are asked for, nor on how many follow") {
  const SimulationModel model{.missing_rate = 0.1, .careless = 0.1};
  const Questionnaire ecr = shipped("ecr-s");
  const SimulatedBlock whole = simulated(ecr, model, 100);
  Simulator simulator(ecr, model, 20261122);
  std::vector<Answer> answers;
  std::vector<std::uint16_t> careless, ages;
  SimulatedBlock part;
  for (const std::size_t rows : {1U, 7U, 40U, 2U}) {
    simulator.next(rows, part);
    answers.insert(answers.end(), part.answers.answers.begin(), part.answers.answers.end());
    careless.insert(careless.end(), part.careless.begin(), part.careless.end());
    ages.insert(ages.end(), part.ages.begin(), part.ages.end());
  }
  CHECK(std::equal(answers.begin(), answers.end(), whole.answers.answers.begin()));
  CHECK(std::equal(careless.begin(), careless.end(), whole.careless.begin()));
  CHECK(std::equal(ages.begin(), ages.end(), whole.ages.begin()));
}

TEST_CASE("another seed gives other respondents") {
  const Questionnaire ecr = shipped("ecr");
  CHECK(simulated(ecr, {}, 10, 1).answers.answers != simulated(ecr, {}, 10, 2).answers.answers);
}

TEST_CASE("a missing rate takes answers away and changes no other") {
  const Questionnaire ecr = shipped("ecr");
  const auto complete = simulated(ecr, {}, 200).answers.answers;
  const auto with_gaps = simulated(ecr, {.missing_rate = 0.2}, 200).answers.answers;
  for (std::size_t i = 0; i < complete.size(); ++i) {
    if (with_gaps[i] != kMissing) CHECK(with_gaps[i] == complete[i]);
  }
}

TEST_CASE("a share of careless respondents changes nobody else's answers") {
  const Questionnaire ecr = shipped("ecr");
  const SimulatedBlock careful = simulated(ecr, {}, 200), mixed = simulated(ecr, {.careless = 0.5}, 200);
  for (std::size_t row = 0; row < 200; ++row) {
    if (mixed.careless[row] == 1) continue;
    CHECK(std::ranges::equal(mixed.answers.row(row), careful.answers.row(row)));
  }
}

TEST_CASE("numbers out of their range are refused by name") {
  const Questionnaire ecr = shipped("ecr");
  const auto refused = [&](const SimulationModel& model, const std::string& what) {
    const Error error = error_of([&] { Simulator(ecr, model, 1); });
    CHECK(error.code() == ExitCode::usage);
    CHECK(holds(error.problem(), what));
  };
  for (const double reliability : {0.0, 1.0, -0.5, std::nan("")}) refused({.reliability = reliability}, "reliability");
  for (const double asked : {-1.0, 1.0, std::nan("")}) refused({.correlation = asked}, "correlation");
  for (const double rate : {-0.1, 1.0, std::nan("")}) refused({.missing_rate = rate}, "missing rate");
  for (const double share : {-0.1, 1.1, std::nan("")}) refused({.careless = share}, "careless");
}

TEST_CASE("a questionnaire without scales is refused") {
  Questionnaire empty = tiny(1, 5);
  empty.scales.clear();
  const Error error = error_of([&] { Simulator(empty, {}, 1); });
  CHECK(error.code() == ExitCode::data);
  CHECK(holds(error.what(), "tiny: no scale"));
}

TEST_CASE("answers are those that each item can have") {
  Questionnaire q = shipped("ecr-rs");
  q.items[0].response = ResponseScale{.min = 0, .max = 100};
  q.items[1].response =
      ResponseScale{.min = 0, .max = 10, .labels = {{0, "a"}, {5, "b"}, {10, "c"}}, .only_labelled = true};
  SimulatedBlock block;
  Simulator(q, {}, 1).next(500, block);
  int highest = 0;
  for (std::size_t row = 0; row < 500; ++row) {
    const auto answers = block.answers.row(row);
    highest = std::max<int>(highest, answers[0]);
    for (std::size_t item = 0; item < 3; ++item) CHECK(q.response_of(item).allows(answers[item]));
  }
  CHECK(highest > 60);
}

TEST_CASE("scales whose answers stand for other values are not simulated") {
  Questionnaire q = shipped("rq");
  q.scales[0].items[0].values = {{1, 0}, {2, 1}};
  CHECK(testing::error_of([&] { Simulator(q, {}, 1); }).code() == ExitCode::data);
}

}  // namespace attune
