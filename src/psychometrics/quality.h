#pragma once

#include <cstddef>
#include <span>

#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What one person's answers say about how they were given: indices of careless responding as Curran (2016, J. Exp.
/// Soc. Psychol. 66, 4–19) describes them. `answers` are raw, one for each item of the questionnaire, in its order;
/// where people met the items in another order, a run of one answer means little.
///
/// Where items have answers of their own (Questionnaire::one_response()), what compares or adds up answers to different
/// items says nothing: the functions that know the questionnaire then return not a number, and no run is conspicuous.

/// Consecutive items that have one answer.
struct AnswerRun {
  std::size_t first = 0;  ///< index of the first of the items
  std::size_t length = 0;
};

/// The longest run, the first of those that are equally long (Johnson, 2005, J. Res. Pers. 39, 103–129). An item
/// without answer ends a run, as it does in R's careless::longstring; without any answer the length is 0.
AnswerRun longest_run(std::span<const Answer> answers);

/// Standard deviation (n − 1) of the raw answers given: intra-individual response variability (Dunn, Heggestad, Shanock
/// & Theilgard, 2018, J. Bus. Psychol. 33, 105–121), R's careless::irv. Not a number for fewer than two.
double answer_sd(std::span<const Answer> answers);

/// How many of the items have no answer, from 0 to 1.
double share_missing(std::span<const Answer> answers);

/// Even–odd consistency, from −1 to 1, higher being more consistent: each scale's keyed items are taken apart into
/// those at even and those at odd places of the key, and the means of both are correlated over the scales and corrected
/// for the halving by Spearman and Brown's 2r / (1 + r), held to −1.
///
/// Over two scales a correlation can only be ±1, so with fewer than three scales of two items or more each scale is
/// taken apart further, into pairs of consecutive keyed items; an odd item at the end is left out. The number is minus
/// that of R's careless::evenodd (1.2.0 and later; before, the same) for keyed answers and the lengths of the scales,
/// or twos for pairs.
///
/// Not a number where fewer than three scales or pairs have answers on both sides, or one side does not vary.
double even_odd_consistency(const Questionnaire& questionnaire, std::span<const Answer> answers);

/// How well the answers to positively and to negatively keyed items agree, from 0 to 1: for each scale with both, 1 −
/// the difference between the mean keyed answers of the two halves, as a share of the response range. Over the scales,
/// the mean; each counts by the answers in the smaller of its halves, since one item more or less decides little there.
/// Not a number where no scale has answers of both kinds.
double keyed_agreement(const Questionnaire& questionnaire, std::span<const Answer> answers);

/// Whether the run is a reason to look: half of the items or more (Curran, 2016), at least kShortestLongRun, and among
/// them two of one scale that are keyed in opposite directions: one answer to statements of one kind can be meant.
bool is_conspicuous(AnswerRun run, const Questionnaire& questionnaire);

/// Of nine or twelve items, half come to have one answer by chance in some honest respondents in a thousand; eight
/// hardly ever do.
inline constexpr std::size_t kShortestLongRun = 8;

/// Below this agreement, opposite statements have been answered alike. No limit has been published. Of simulated
/// attentive respondents to any questionnaire of the catalogue fewer than 1 % fall below this one, even with scales of
/// alpha .80; who gives one answer throughout, near an end of the scale, does.
inline constexpr double kLeastAgreement = 0.4;

/// Below this p of a Mahalanobis distance a pattern is unusual: the customary limit for multivariate outliers
/// (Tabachnick & Fidell, 2007, Using multivariate statistics).
inline constexpr double kLeastP = 0.001;

/// From this share on, more is missing than a score should rest on: no questionnaire of the catalogue scores a scale of
/// which half is left out.
inline constexpr double kMostMissing = 0.5;

}  // namespace attune
