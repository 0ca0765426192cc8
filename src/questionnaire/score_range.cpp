#include "questionnaire/score_range.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "questionnaire/keyed_answer.h"

namespace attune {
namespace {

using Range = std::pair<double, double>;

// What one part of a scale can be, and how much it counts.
struct Part {
  Range values;
  double weight;
};

Range range_of_item(const Questionnaire& questionnaire, const KeyedItem& keyed) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Range range{kInfinity, -kInfinity};
  const ResponseScale& response = questionnaire.response_of(keyed.item);
  // What counts itself rises from the lowest answer to the highest, or falls.
  const std::vector<int> answers = keyed.values.empty() ? std::vector{response.min, response.max} : response.answers();
  for (const int answer : answers) {
    const double counted = keyed_answer(keyed, response, answer);
    range = {std::min(range.first, counted), std::max(range.second, counted)};
  }
  return range;
}

// The lowest sum of at least `least` of `lows`; of the negated highest values, the negated highest sum.
double lowest_sum(std::vector<double> lows, std::size_t least) {
  std::sort(lows.begin(), lows.end());
  double sum = 0;
  for (std::size_t i = 0; i < lows.size(); ++i) {
    if (i < least || lows[i] < 0) sum += lows[i];
  }
  return sum;
}

// What the parts add up to when at least `least` of them are there.
Range range_of_sum(const std::vector<Part>& parts, std::size_t least) {
  std::vector<double> lows, negated_highs;
  for (const auto& [values, weight] : parts) {
    const double a = weight * values.first, b = weight * values.second;
    lows.push_back(std::min(a, b));
    negated_highs.push_back(-std::max(a, b));
  }
  return {lowest_sum(std::move(lows), least), -lowest_sum(std::move(negated_highs), least)};
}

double weight_of(const std::vector<Part>& parts) {
  double weight = 0;
  for (const Part& part : parts) weight += std::abs(part.weight);
  return weight;
}

// Σ w x / Σ |w| over any of the parts: no lower than the lowest, no higher than the highest of them.
Range range_of_mean(const std::vector<Part>& parts, bool all) {
  if (all) {
    const auto [low, high] = range_of_sum(parts, parts.size());
    return {low / weight_of(parts), high / weight_of(parts)};
  }
  Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const auto& [values, weight] : parts) {
    const double sign = std::copysign(1, weight), a = sign * values.first, b = sign * values.second;
    range = {std::min({range.first, a, b}), std::max({range.second, a, b})};
  }
  return range;
}

Range transformed(const Transform& transform, Range range) {
  const double a = range.first * transform.multiply + transform.add;
  const double b = range.second * transform.multiply + transform.add;
  return {std::min(a, b), std::max(a, b)};
}

// Each scale once, however often others are made of it.
Range range_of(const Questionnaire& questionnaire, std::size_t index, std::vector<std::optional<Range>>& known) {
  if (known[index]) return *known[index];
  const Scale& scale = questionnaire.scales[index];
  std::vector<Part> parts;
  for (const KeyedItem& keyed : scale.items) parts.push_back({range_of_item(questionnaire, keyed), keyed.weight});
  for (const CombineTerm& term : scale.terms)
    parts.push_back({range_of(questionnaire, term.scale, known), term.weight});
  const bool all = scale.min_answered >= parts.size();
  Range range{0, 0};
  if (scale.method == ScoreMethod::sum && (all || !scale.prorated)) {
    range = range_of_sum(parts, all ? parts.size() : std::max<std::size_t>(scale.min_answered, 1));
  } else if (!parts.empty()) {
    range = range_of_mean(parts, all);
    if (scale.method == ScoreMethod::sum) range = {range.first * weight_of(parts), range.second * weight_of(parts)};
  }
  return *(known[index] = transformed(scale.transform, range));
}

}  // namespace

std::pair<double, double> score_range(const Questionnaire& questionnaire, std::size_t scale) {
  std::vector<std::optional<Range>> known(questionnaire.scales.size());
  return range_of(questionnaire, scale, known);
}

std::vector<std::pair<double, double>> score_ranges(const Questionnaire& questionnaire) {
  std::vector<std::optional<Range>> known(questionnaire.scales.size());
  std::vector<Range> ranges;
  for (std::size_t s = 0; s < known.size(); ++s) ranges.push_back(range_of(questionnaire, s, known));
  return ranges;
}

}  // namespace attune
