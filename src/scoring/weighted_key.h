#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What one person's answers add up to on a scale whose items count differently.
struct WeightedSums {
  long double sum = 0;      ///< Σ weight × keyed answer
  long double weight = 0;   ///< Σ |weight| of the answered items
  long double squares = 0;  ///< Σ (keyed answer)², without weights
  std::int64_t answered = 0;
};

/// Adds up answers by a key with weights, or with values that answers stand for. Immutable once made.
class WeightedKey {
 public:
  WeightedKey(const Questionnaire& questionnaire, const std::vector<KeyedItem>& key);

  /// `answers`: one for each item of the questionnaire, each one of its answers or kMissing.
  WeightedSums add(std::span<const Answer> answers) const;

 private:
  struct Term {
    std::size_t item;
    int lowest;                   // answer
    std::vector<double> counted;  // by answer − lowest, keyed
    double weight;
  };

  std::vector<Term> terms_;
};

}  // namespace attune
