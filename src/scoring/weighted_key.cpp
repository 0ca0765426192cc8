#include "scoring/weighted_key.h"

#include <cmath>
#include <utility>

#include "questionnaire/keyed_answer.h"

namespace attune {

WeightedKey::WeightedKey(const Questionnaire& questionnaire, const std::vector<KeyedItem>& key) {
  for (const KeyedItem& keyed : key) {
    const ResponseScale& response = questionnaire.response_of(keyed.item);
    Term term{.item = keyed.item, .lowest = response.min, .counted = {}, .weight = keyed.weight};
    for (int answer = response.min; answer <= response.max; ++answer)
      term.counted.push_back(keyed_answer(keyed, response, answer));
    terms_.push_back(std::move(term));
  }
}

WeightedSums WeightedKey::add(std::span<const Answer> answers) const {
  WeightedSums sums;
  for (const Term& term : terms_) {
    const Answer answer = answers[term.item];
    if (answer == kMissing) continue;
    const long double counted = term.counted[static_cast<std::size_t>(answer - term.lowest)];
    sums.sum += term.weight * counted;
    sums.weight += std::abs(term.weight);
    sums.squares += counted * counted;
    ++sums.answered;
  }
  return sums;
}

}  // namespace attune
