#include "scoring/reliable_change.h"

#include <cmath>

namespace attune {
namespace {

ChangeVerdict verdict_of(double index, std::optional<Better> better) {
  if (std::abs(index) <= kReliableIndex) return ChangeVerdict::no_reliable_change;
  const bool higher = index > 0;
  if (!better) return higher ? ChangeVerdict::higher : ChangeVerdict::lower;
  return higher == (*better == Better::higher) ? ChangeVerdict::better : ChangeVerdict::worse;
}

}  // namespace

const std::vector<std::string>& verdict_words() {
  static const std::vector<std::string> words{"better", "worse", "higher", "lower", "no reliable change"};
  return words;
}

Change reliable_change(const Measurement& before, const Measurement& after, std::optional<Better> better) {
  Change change;
  change.difference = after.score - before.score;
  const double error = std::hypot(before.standard_error, after.standard_error);
  if (std::isnan(change.difference) || std::isnan(error) || error == 0) return change;
  change.index = change.difference / error;
  change.verdict = verdict_of(change.index, better);
  return change;
}

}  // namespace attune
