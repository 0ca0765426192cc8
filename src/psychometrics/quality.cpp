#include "psychometrics/quality.h"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace attune {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
// Over two points a correlation is ±1, whatever they are.
constexpr std::size_t kFewestPoints = 3;

// A mean that grows answer by answer.
struct RunningMean {
  int sum = 0;
  int count = 0;

  void add(int answer) {
    sum += answer;
    ++count;
  }
  double value() const { return static_cast<double>(sum) / count; }
};

// Reversed where the key says so; what answers are worth to a score says nothing about how they were given.
int turned_answer(const KeyedItem& keyed, Answer answer, const ResponseScale& response) {
  return keyed.reversed ? response.min + response.max - answer : answer;
}

// The two sides of what even–odd consistency correlates.
struct Halves {
  std::vector<double> odd;
  std::vector<double> even;

  // Means of the answers at odd and even places of `items`, where there are answers on both sides.
  void add(std::span<const KeyedItem> items, std::span<const Answer> answers, const ResponseScale& response) {
    RunningMean sides[2];
    for (std::size_t place = 0; place < items.size(); ++place) {
      const Answer answer = answers[items[place].item];
      if (answer != kMissing) sides[place % 2].add(turned_answer(items[place], answer, response));
    }
    if (sides[0].count == 0 || sides[1].count == 0) return;
    odd.push_back(sides[0].value());
    even.push_back(sides[1].value());
  }
};

Halves halves_of(const Questionnaire& questionnaire, std::span<const Answer> answers) {
  const auto scales =
      static_cast<std::size_t>(std::count_if(questionnaire.scales.begin(), questionnaire.scales.end(),
                                             [](const Scale& scale) { return scale.items.size() >= 2; }));
  Halves halves;
  for (const Scale& scale : questionnaire.scales) {
    const std::span<const KeyedItem> items(scale.items);
    const std::size_t piece = scales >= kFewestPoints ? std::max<std::size_t>(items.size(), 1) : 2;
    for (std::size_t first = 0; first + piece <= items.size(); first += piece)
      halves.add(items.subspan(first, piece), answers, questionnaire.response);
  }
  return halves;
}

bool varies(const std::vector<double>& values) {
  return std::any_of(values.begin(), values.end(), [&](double value) { return value != values.front(); });
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto deviations = [](const std::vector<double>& values) {
    const Eigen::Map<const Eigen::VectorXd> all(values.data(), static_cast<Eigen::Index>(values.size()));
    return Eigen::VectorXd(all.array() - all.mean());
  };
  return deviations(x).normalized().dot(deviations(y).normalized());
}

}  // namespace

AnswerRun longest_run(std::span<const Answer> answers) {
  AnswerRun longest, run;
  for (std::size_t item = 0; item < answers.size(); ++item) {
    if (answers[item] == kMissing) run.length = 0;
    else if (run.length > 0 && answers[item] == answers[run.first]) ++run.length;
    else run = {.first = item, .length = 1};
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

double answer_sd(std::span<const Answer> answers) {
  std::int64_t count = 0, sum = 0, squares = 0;
  for (const Answer answer : answers) {
    if (answer == kMissing) continue;
    ++count;
    sum += answer;
    squares += std::int64_t{answer} * answer;
  }
  if (count < 2) return kUnknown;
  // Whole numbers up to the division, so that nothing cancels.
  return std::sqrt(static_cast<double>(count * squares - sum * sum) / static_cast<double>(count * (count - 1)));
}

double share_missing(std::span<const Answer> answers) {
  return static_cast<double>(std::count(answers.begin(), answers.end(), kMissing)) /
         static_cast<double>(answers.size());
}

double even_odd_consistency(const Questionnaire& questionnaire, std::span<const Answer> answers) {
  if (!questionnaire.one_response()) return kUnknown;
  const Halves halves = halves_of(questionnaire, answers);
  if (halves.odd.size() < kFewestPoints || !varies(halves.odd) || !varies(halves.even)) return kUnknown;
  const double r = std::clamp(correlation(halves.odd, halves.even), -1.0, 1.0);
  return std::max(-1.0, 2 * r / (1 + r));
}

double keyed_agreement(const Questionnaire& questionnaire, std::span<const Answer> answers) {
  if (!questionnaire.one_response()) return kUnknown;
  const ResponseScale& response = questionnaire.response;
  double agreement = 0;
  int weights = 0;
  for (const Scale& scale : questionnaire.scales) {
    RunningMean forward, reversed;
    for (const KeyedItem& keyed : scale.items) {
      const Answer answer = answers[keyed.item];
      if (answer != kMissing) (keyed.reversed ? reversed : forward).add(turned_answer(keyed, answer, response));
    }
    const int weight = std::min(forward.count, reversed.count);
    if (weight == 0) continue;
    weights += weight;
    agreement += weight * (1 - std::abs(forward.value() - reversed.value()) / (response.max - response.min));
  }
  return weights == 0 ? kUnknown : agreement / weights;
}

bool is_conspicuous(AnswerRun run, const Questionnaire& questionnaire) {
  if (!questionnaire.one_response()) return false;
  if (run.length < kShortestLongRun || 2 * run.length < questionnaire.items.size()) return false;
  const auto holds = [&](const Scale& scale, bool reversed) {
    return std::any_of(scale.items.begin(), scale.items.end(), [&](const KeyedItem& keyed) {
      return keyed.reversed == reversed && keyed.item >= run.first && keyed.item < run.first + run.length;
    });
  };
  return std::any_of(questionnaire.scales.begin(), questionnaire.scales.end(),
                     [&](const Scale& scale) { return holds(scale, true) && holds(scale, false); });
}

}  // namespace attune
