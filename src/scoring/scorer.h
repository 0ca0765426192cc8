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
#include "scoring/weighted_key.h"

namespace attune {

/// The value of a score that could not be computed. Test for it with std::isnan().
inline constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();
/// The profile of somebody who has none.
inline constexpr std::int8_t kNoProfile = -1;

/// What one person's answers say.
struct Scores {
  std::vector<double> scores;           ///< by scale; kNoScore where the missing rule is not met
  std::vector<std::uint16_t> answered;  ///< by scale, the items of its key that were answered; 0 without a key
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

/// The same for several respondents; each vector has one entry a row. What was not wanted is either there all the
/// same or not a number.
struct ScoreBlock {
  std::size_t rows = 0;
  std::vector<std::vector<double>> scores;           ///< [scale][row]
  std::vector<std::vector<std::uint16_t>> answered;  ///< [scale][row]
  std::vector<std::vector<double>> standard_errors;  ///< [scale][row]
  std::vector<std::vector<double>> probabilities;    ///< [profile][row]; empty without a rule of quadrants
  std::vector<std::int8_t> profiles;
  std::size_t tied = 0;       ///< rows without profile because of a tie
  std::vector<KeySums> sums;  ///< [scale]: what the scores were made of, where all items count alike and themselves
};

/// Computes scores and profiles from raw answers by the rules of one questionnaire.
///
/// A mean is the sum of the keyed answers divided by how many there are; a sum that mean times the items of the scale,
/// or, where it is not prorated, what there is. Where all items count alike both are the double nearest to the exact
/// value. Scales that a scale is made of are parts like items, and each part counts times its weight. Nothing is
/// imputed. A scale with fewer parts than its rule asks has no score, and who lacks a score that the profile rule needs
/// has no profile.
///
/// A score's standard error comes from the reliability that the definition reports for this response range, else from
/// the spread of the person's own answers (measurement_error.h), where Questionnaire::has_standard_error(); that of a
/// scale made of scales from those of its parts, as independent errors.
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
  // What a scale whose parts do not count alike is made of, over those that there are.
  struct Parts {
    long double sum = 0;
    long double weight = 0;
    std::int64_t there = 0;
    double variance = 0;  // of the error of the sum
  };

  void clear(Scores& scores) const;
  bool suffices(std::size_t scale, std::int64_t there) const;
  std::int64_t factor(std::size_t scale, std::int64_t answered) const;
  long double transformed(std::size_t scale, long double score) const;
  double simple_score(std::size_t scale, Sums sums) const;
  double simple_error(std::size_t scale, Sums sums) const;
  void add_up(std::span<const Answer> answers, std::size_t scale, Scores& out) const;
  void take_sums(std::size_t scale, Sums sums, Scores& out) const;
  void take_parts(std::span<const Answer> answers, std::size_t scale, Scores& out) const;
  void take_score(std::size_t scale, const Parts& parts, Scores& out) const;
  void find_profile(Scores& out) const;
  std::int8_t quadrant(const QuadrantRule& rule, double x, double y) const;
  void find_highest(const HighestRule& rule, Scores& out) const;

  void make_room(std::size_t rows, ScoreBlock& out) const;
  void score_columns(ScoreBlock& out, ScoreWanted wanted) const;
  void find_quadrants(const QuadrantRule& rule, ScoreBlock& out, ScoreWanted wanted) const;
  void score_rows(const AnswerBlock& block, ScoreBlock& out) const;

  std::size_t items_;
  std::vector<int> reflections_;  // by item, min + max: what an answer and its reverse add up to
  std::vector<Scale> scales_;
  // By scale: whether it is a key of items that all count alike, and themselves, so that whole numbers add up to it.
  std::vector<bool> simple_;
  std::vector<KeyAdder> adders_;                        // by scale
  std::vector<WeightedKey> weighted_;                   // by scale
  std::vector<bool> has_error_;                         // by scale
  std::vector<std::optional<double>> reported_errors_;  // by scale
  std::vector<double> margins_;                         // by scale, score_margin()
  std::vector<std::size_t> order_;                      // scales, parts before what is made of them
  ProfileRule profiles_;
};

}  // namespace attune
