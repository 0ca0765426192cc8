#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "psychometrics/random_numbers.h"
#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What simulated respondents are like.
struct SimulationModel {
  double reliability = 0.90;  ///< Cronbach's alpha of a scale of items, among who answers with care; in (0, 1)
  double correlation = 0.20;  ///< of the two latent dimensions; in (−1, 1)
  double missing_rate = 0;    ///< the share of answers that are left out, at random; in [0, 1)
  double careless = 0;        ///< the share of respondents who answer without reading; in [0, 1]
};

/// Simulated respondents; each vector but `answers` has one entry a respondent.
struct SimulatedBlock {
  static constexpr std::array<const char*, 6> kCountries{"US", "GB", "CA", "AU", "IN", "DE"};

  AnswerBlock answers;                  ///< raw, in the order of the questionnaire's items
  std::vector<std::uint16_t> careless;  ///< 1 who answered without reading, else 0
  std::vector<std::uint16_t> ages;      ///< in years, 18 to 77, more young than old
  std::vector<std::uint16_t> genders;   ///< 1 male, 2 female, 3 other
  std::vector<std::int8_t> countries;   ///< index into kCountries
};

/// Makes up respondents of a questionnaire, by a model of two latent dimensions, anxiety and avoidance.
///
/// A respondent stands somewhere on both dimensions, which are standard normal and correlate. Each scale looks in a
/// direction of that plane, and each of its items: the scales of a profile rule by quadrants along the two dimensions,
/// prototypes towards their corner (secure: low on both), the parts of a combined scale in its direction by the sign of
/// their weight, any other scale along the first dimension. A reversed item looks the other way, one in several scales
/// in the mean direction, one in none nowhere. The latent response to an item is how far the respondent stands in its
/// direction, times a loading, plus a deviate of its own; it is cut into answers by AnswerSteps.
///
/// The items of a scale are parallel: they correlate r = α / (k − α (k − 1)), so that k of them have the reliability α
/// (Spearman, 1910, and Brown, 1910, Br. J. Psychol. 3, solved for one item), and load by the root of the latent
/// correlation that gives r once the answers are cut. An item in several scales loads as the longest of them needs.
///
/// Half of the careless give one and the same answer throughout, half any answer to each item. Age, gender and country
/// have nothing to do with the answers.
///
/// A seed gives the same respondents on every machine (see RandomNumbers; what is computed in floating point is
/// rounded to 2⁻¹⁶ before it meets them), however many are asked for and in whatever blocks. Each respondent takes the
/// same number of random numbers, so that with the same seed another missing rate or share of careless respondents
/// changes nobody's other answers.
class Simulator {
 public:
  /// Throws Error: usage where a number of `model` is out of its range; data where the questionnaire has no scale, or
  /// where answers stand for other values, so that nothing says how they should correlate.
  Simulator(const Questionnaire& questionnaire, const SimulationModel& model, std::uint64_t seed);

  /// The next `rows` respondents, reusing the memory of `out`.
  void next(std::size_t rows, SimulatedBlock& out);

 private:
  // How an item's latent response comes about, each in RandomNumbers::kUnit: a weight for each of the two independent
  // deviates that the dimensions are made of, and for the item's own.
  struct ItemWeights {
    std::int64_t first = 0;
    std::int64_t second = 0;
    std::int64_t own = 0;
    std::vector<Answer> answers = {};  // rising
  };

  void answer_with_care(std::span<Answer> answers);
  bool answer_without_care(std::span<Answer> answers);
  void leave_out(std::span<Answer> answers);
  void describe(SimulatedBlock& out);

  SimulationModel model_;
  std::vector<ItemWeights> items_;
  RandomNumbers random_;
};

}  // namespace attune
