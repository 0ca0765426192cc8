#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "questionnaire/questionnaire.h"

/// What the answers of many respondents say about the items and scales of a questionnaire. Whatever is not defined for
/// the answers at hand is not a number (NaN). Standard deviations and covariances have n − 1 in the denominator.
namespace attune {

inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// Whose answers count where some are missing.
enum class MissingUse {
  pairwise,  ///< for each figure, all respondents who gave the answers that it needs
  complete,  ///< for each scale, only respondents who answered all of its items
};

/// The raw answers to one item.
struct ItemStatistics {
  std::size_t n = 0;
  std::size_t missing = 0;
  double mean = kUndefined;
  double sd = kUndefined;
};

/// How many scores lie between low + i · width (included) and low + (i + 1) · width (excluded; the last bar holds the
/// highest score too).
struct Histogram {
  double low = 0;
  double width = 1;
  std::vector<std::size_t> counts = {};
};

/// The scores on one scale of those who have one.
struct ScoreDistribution {
  std::size_t n = 0;
  double mean = kUndefined;
  double sd = kUndefined;
  double skewness = kUndefined;  ///< third central moment over SD³ (b₁ of Joanes & Gill, 1998; type 3 in R's psych)
  double min = kUndefined;
  double max = kUndefined;
  Histogram histogram = {};
};

/// How two scales go together, in those who have a score on both.
struct ScoreCorrelation {
  std::size_t first = 0;  ///< indices into Questionnaire::scales
  std::size_t second = 0;
  std::size_t n = 0;
  double r = kUndefined;
};

/// An item as part of a scale, keyed.
struct KeyedItemStatistics {
  std::size_t n = 0;
  double mean = kUndefined;
  double sd = kUndefined;
  double item_rest_r = kUndefined;       ///< correlation with the sum of the scale's other items
  double alpha_if_dropped = kUndefined;  ///< alpha of the scale without the item
  double loading = kUndefined;           ///< on one factor, by minimum residual
};

/// How well the items of a scale measure one thing.
struct Consistency {
  std::size_t n = 0;  ///< respondents; in pairwise use the fewest behind any covariance
  double alpha = kUndefined;
  double alpha_low = kUndefined;  ///< 95 % confidence interval (Feldt, 1965, Psychometrika 30, 357–370)
  double alpha_high = kUndefined;
  double alpha_standardized = kUndefined;       ///< alpha of the items after division by their SD
  double omega_total = kUndefined;              ///< of one factor (McDonald, 1999, Test Theory)
  double lambda_6 = kUndefined;                 ///< Guttman (1945, Psychometrika 10, 255–282)
  double mean_r = kUndefined;                   ///< mean correlation of two items
  std::vector<KeyedItemStatistics> items = {};  ///< in the order of Scale::items
};

/// What the answers say of the directions in a scale's key. Numbers index Scale::items.
struct KeyCheck {
  std::vector<std::size_t> negative = {};  ///< items whose item–rest r is below 0
  std::vector<std::size_t> reverse =
      {};                           ///< items whose reversal makes the scale consistent; all others as well would do
  double alpha_after = kUndefined;  ///< alpha once `reverse` is reversed; undefined where that is empty
  bool beyond_chance = false;       ///< one of `reverse` goes with the others, once reversed, more than chance explains
};

struct ScaleStatistics {
  ScoreDistribution scores = {};
  std::optional<Consistency> consistency = {};  ///< none for a scale of scales, or of one item
  KeyCheck key = {};
};

struct SampleStatistics {
  MissingUse use = MissingUse::pairwise;
  std::size_t respondents = 0;
  std::vector<ItemStatistics> items = {};           ///< of Questionnaire::items
  std::vector<ScaleStatistics> scales = {};         ///< of Questionnaire::scales
  std::vector<ScoreCorrelation> correlations = {};  ///< of every two scales
};

}  // namespace attune
