#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"
#include "scoring/key_sums.h"

namespace attune {

/// The value of a score that could not be computed. Test for it with std::isnan().
inline constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();
/// The profile of somebody who has none.
inline constexpr std::int8_t kNoProfile = -1;

/// What one person's answers say.
struct Scores {
  std::vector<double> scores;           ///< by scale; kNoScore where the missing rule is not met
  std::vector<std::uint16_t> answered;  ///< by scale, the items of its key that were answered; 0 for a combined scale
  std::vector<long double> precise;     ///< by scale, the score before it was rounded to a double
  std::vector<double> standard_errors;  ///< by scale; not a number without a score, or where it cannot be known
  /// Of each quarter, in the order of QuadrantRule::kProfiles; not a number where there is no rule of quadrants, no
  /// profile or no standard error.
  std::array<double, 4> probabilities{kNoScore, kNoScore, kNoScore, kNoScore};
  std::int8_t profile = kNoProfile;  ///< index into Questionnaire::profile_names(), or kNoProfile
  bool tied = false;                 ///< no profile because the highest prototype score is shared
};

/// What is computed of a block of answers besides scores, which takes longer than they do.
struct ScoreWanted {
  bool standard_errors = true;
  bool probabilities = true;  ///< which need the errors
};

/// The same for several respondents; each vector has one entry a row. What was not wanted is not a number.
struct ScoreBlock {
  std::size_t rows = 0;
  std::vector<std::vector<double>> scores;           ///< [scale][row]
  std::vector<std::vector<std::uint16_t>> answered;  ///< [scale][row]
  std::vector<std::vector<double>> standard_errors;  ///< [scale][row]
  std::vector<std::vector<double>> probabilities;    ///< [profile][row]; empty without a rule of quadrants
  std::vector<std::int8_t> profiles;
  std::size_t tied = 0;       ///< rows without profile because of a tie
  std::vector<KeySums> sums;  ///< [scale]: what the scores were made of; none for a combined scale
};

/// Computes scores and profiles from raw answers by the rules of one questionnaire.
///
/// A mean is the sum of the keyed answers divided by how many there are, a sum that mean times the items of the scale;
/// both are the double nearest to the exact value. Nothing is imputed. A scale with fewer answers than its rule asks
/// has no score, and who lacks a score that the profile rule needs has no profile.
///
/// A score's standard error comes from the reliability that the definition reports for this response range, else from
/// the spread of the person's own answers (measurement_error.h); that of a combined scale from those of its parts, as
/// independent errors.
///
/// Immutable once made: one scorer may be used from several threads.
class Scorer {
 public:
  explicit Scorer(const Questionnaire& questionnaire);

  std::size_t item_count() const { return items_; }
  std::size_t scale_count() const { return scales_.size(); }

  /// `answers`: one for each item of the questionnaire, in its order; each within the response scale or kMissing.
  Scores score(std::span<const Answer> answers) const;
  /// As above, reusing the memory of `out`.
  void score(std::span<const Answer> answers, Scores& out) const;
  /// All rows of `block`, reusing the memory of `out`. To the last bit what score() gives for each row.
  void score(const AnswerBlock& block, ScoreBlock& out, ScoreWanted wanted = {}) const;

 private:
  struct Sums {
    std::int64_t sum, squares, answered;
  };

  void clear(Scores& scores) const;
  bool is_combined(std::size_t scale) const { return scales_[scale].method == ScoreMethod::combine; }
  bool suffices(std::size_t scale, Sums sums) const;
  std::int64_t factor(std::size_t scale) const;
  double standard_error(std::size_t scale, Sums sums) const;
  void add_up(std::span<const Answer> answers, std::size_t scale, Scores& out) const;
  void take_sums(std::size_t scale, Sums sums, Scores& out) const;
  void combine(std::size_t scale, Scores& out) const;
  void find_profile(Scores& out) const;

  void make_room(std::size_t rows, ScoreBlock& out) const;
  void score_columns(ScoreBlock& out, ScoreWanted wanted) const;
  void find_quadrants(const QuadrantRule& rule, ScoreBlock& out, ScoreWanted wanted) const;
  void score_rows(ScoreBlock& out) const;

  std::size_t items_;
  int reflection_;  // min + max: what a keyed answer and its reverse add up to
  std::vector<Scale> scales_;
  std::vector<KeyAdder> adders_;                        // by scale
  std::vector<std::optional<double>> reported_errors_;  // by scale
  std::vector<std::size_t> order_;                      // scales, parts before what is made of them
  ProfileRule profiles_;
};

}  // namespace attune
