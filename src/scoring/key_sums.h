#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What the answers of several respondents add up to on one scale, keyed; each vector has one entry a row.
struct KeySums {
  std::vector<std::int32_t> sums;
  std::vector<std::int32_t> squares;  ///< sums of the squared answers
  std::vector<std::int32_t> answered;
};

/// Adds up answers by the key of one scale.
///
/// 32 bits hold what 2,000 items, the most that a definition may have, add up to with answers within ±1000.
class KeyAdder {
 public:
  /// For blocks of as many answers a row as there are `reflections`: a reversed answer to an item counts that of the
  /// item minus itself. Weights and values of the key are not looked at.
  KeyAdder(const std::vector<KeyedItem>& key, std::span<const int> reflections);

  /// Adds up all rows of `block`, reusing the memory of `out`.
  void add(const AnswerBlock& block, KeySums& out) const;
  /// As add(), one answer after the other: what add() has to agree with on every block.
  void add_plainly(const AnswerBlock& block, KeySums& out) const;

 private:
  struct Term {
    std::size_t item;
    std::int16_t sign;
    std::int16_t offset;  ///< a keyed answer is sign × answer + offset
  };

  std::vector<Term> key_;
  // The same by item, for items side by side: 0 for those that are not of the scale.
  std::vector<std::int16_t> signs_;
  std::vector<std::int16_t> offsets_;
};

}  // namespace attune
