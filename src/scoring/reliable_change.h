#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "scoring/scorer.h"

namespace attune {

/// One person's score on one scale at one time.
struct Measurement {
  double score = kNoScore;
  double standard_error = kNoScore;
};

/// What a change says beyond the error of its two measurements.
enum class ChangeVerdict : std::int8_t {
  better,
  worse,
  higher,  ///< reliably, where nothing says which way is better
  lower,
  no_reliable_change,
};

/// The verdicts in words, in their order: "better" … "no reliable change".
const std::vector<std::string>& verdict_words();

/// From one measurement to a later one.
struct Change {
  double difference = kNoScore;          ///< after − before; not a number where a score is missing
  double index = kNoScore;               ///< the reliable change index; not a number where it cannot be known
  std::optional<ChangeVerdict> verdict;  ///< nothing without an index
};

/// Beyond this index, either way, a change is reliable: error alone goes so far in 5 of 100 cases.
inline constexpr double kReliableIndex = 1.96;

/// The reliable change index (Jacobson & Truax, 1991, J. Consult. Clin. Psychol. 59, 12–19): the difference divided by
/// its standard error, √(before² + after²) of the two standard errors, which are taken to be independent. With one
/// standard error for everybody, such as that of a reported reliability, this is their SEM · √2; with each person's
/// conditional errors it is its natural generalisation. Where both errors are 0, as after the same answer to every
/// item, or one is not a number, there is no index and no verdict.
Change reliable_change(const Measurement& before, const Measurement& after, std::optional<Better> better);

}  // namespace attune
