#include "questionnaire/score_range.h"

#include <optional>
#include <vector>

namespace attune {
namespace {

using Range = std::pair<double, double>;

// Each scale once, however often others are made of it.
Range range_of(const Questionnaire& questionnaire, std::size_t scale, std::vector<std::optional<Range>>& known) {
  if (known[scale]) return *known[scale];
  const Scale& of = questionnaire.scales[scale];
  const Range answers(questionnaire.response.min, questionnaire.response.max);
  const auto items = static_cast<double>(of.items.size());
  Range range = answers;
  if (of.method == ScoreMethod::sum) range = {items * answers.first, items * answers.second};
  if (of.method == ScoreMethod::combine) {
    range = {of.constant, of.constant};
    for (const CombineTerm& term : of.terms) {
      const auto [low, high] = range_of(questionnaire, term.scale, known);
      range.first += term.weight * (term.weight > 0 ? low : high);
      range.second += term.weight * (term.weight > 0 ? high : low);
    }
  }
  known[scale] = range;
  return range;
}

}  // namespace

std::pair<double, double> score_range(const Questionnaire& questionnaire, std::size_t scale) {
  std::vector<std::optional<Range>> known(questionnaire.scales.size());
  return range_of(questionnaire, scale, known);
}

}  // namespace attune
