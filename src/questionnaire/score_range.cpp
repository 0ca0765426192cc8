#include "questionnaire/score_range.h"

namespace attune {

std::pair<double, double> score_range(const Questionnaire& questionnaire, std::size_t scale) {
  const Scale& of = questionnaire.scales[scale];
  const auto [min, max] = std::pair<double, double>(questionnaire.response.min, questionnaire.response.max);
  const auto items = static_cast<double>(of.items.size());
  if (of.method == ScoreMethod::mean) return {min, max};
  if (of.method == ScoreMethod::sum) return {items * min, items * max};
  std::pair<double, double> range{of.constant, of.constant};
  for (const CombineTerm& term : of.terms) {
    const auto [low, high] = score_range(questionnaire, term.scale);
    range.first += term.weight * (term.weight > 0 ? low : high);
    range.second += term.weight * (term.weight > 0 ? high : low);
  }
  return range;
}

}  // namespace attune
