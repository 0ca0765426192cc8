#include "psychometrics/norms.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace attune {

void ScoreCounts::add(double score) {
  ++counts_[score];
  ++n_;
}

double ScoreCounts::mean() const {
  long double sum = 0;
  for (const auto& [score, count] : counts_) sum += static_cast<long double>(score) * static_cast<long double>(count);
  return static_cast<double>(sum / static_cast<long double>(n_));
}

double ScoreCounts::sd() const {
  const double centre = mean();
  long double squares = 0;
  for (const auto& [score, count] : counts_) {
    const long double off = score - centre;
    squares += off * off * static_cast<long double>(count);
  }
  return static_cast<double>(std::sqrt(squares / static_cast<long double>(n_ - 1)));
}

double ScoreCounts::quantile(double percent) const {
  const double place = static_cast<double>(n_ - 1) * percent / 100;
  const auto below = static_cast<std::size_t>(place);
  const double low = at_rank(below);
  const double share = place - static_cast<double>(below);
  return share > 0 ? std::lerp(low, at_rank(below + 1), share) : low;
}

// Ranks count from 0.
double ScoreCounts::at_rank(std::size_t rank) const {
  std::size_t passed = 0;
  const auto found = std::find_if(counts_.begin(), counts_.end(), [&](const auto& value) {
    passed += value.second;
    return rank < passed;
  });
  return found->first;
}

NormSample::NormSample(const Questionnaire& questionnaire, std::vector<NormGroup> groups) {
  for (NormGroup& group : groups) {
    group.n = 0;
    group.scales.clear();
    counted_.push_back({std::move(group), std::vector<ScoreCounts>(questionnaire.scales.size())});
  }
}

void NormSample::add(const ScoreBlock& scores, std::size_t row, const Demographics& person) {
  for (Counted& counted : counted_) {
    if (!belongs_to(person, counted.group)) continue;
    ++counted.group.n;
    for (std::size_t s = 0; s < counted.scales.size(); ++s) counted.scales[s].add(scores.scores[s][row]);
  }
}

std::vector<NormGroup> NormSample::groups(std::span<const double> percents) const {
  std::vector<NormGroup> made;
  for (const Counted& counted : counted_) {
    NormGroup& group = made.emplace_back(counted.group);
    const bool differ = std::all_of(counted.scales.begin(), counted.scales.end(),
                                    [](const ScoreCounts& scale) { return scale.values() > 1; });
    for (std::size_t s = 0; differ && s < counted.scales.size(); ++s) {
      const ScoreCounts& scale = counted.scales[s];
      NormScale& figures =
          group.scales.emplace_back(NormScale{.scale = s, .mean = scale.mean(), .sd = scale.sd(), .percentiles = {}});
      for (const double percent : percents) figures.percentiles.push_back(scale.quantile(percent));
    }
  }
  return made;
}

}  // namespace attune
