#include "scoring/scorer.h"

#include <algorithm>
#include <cmath>

#include "questionnaire/reported_error.h"
#include "scoring/measurement_error.h"

namespace attune {
namespace {

void add_after_parts(const std::vector<Scale>& scales, std::size_t scale, std::vector<bool>& added,
                     std::vector<std::size_t>& order) {
  if (added[scale]) return;
  added[scale] = true;
  for (const CombineTerm& term : scales[scale].terms) add_after_parts(scales, term.scale, added, order);
  order.push_back(scale);
}

// The quarters stand in the order of QuadrantRule::kProfiles: anxiety counts one, avoidance two.
std::int8_t quadrant(const QuadrantRule& rule, const std::vector<double>& scores) {
  const double x = scores[rule.x];
  const double y = scores[rule.y];
  if (std::isnan(x) || std::isnan(y)) return kNoProfile;
  return static_cast<std::int8_t>((x >= rule.x_cut ? 1 : 0) + (y >= rule.y_cut ? 2 : 0));
}

}  // namespace

Scorer::Scorer(const Questionnaire& questionnaire)
    : items_(questionnaire.items.size()),
      reflection_(questionnaire.response.min + questionnaire.response.max),
      scales_(questionnaire.scales),
      profiles_(questionnaire.profiles) {
  for (const Scale& scale : scales_) reported_errors_.push_back(reported_standard_error(scale, questionnaire.response));
  std::vector<bool> added(scales_.size(), false);
  for (std::size_t s = 0; s < scales_.size(); ++s) add_after_parts(scales_, s, added, order_);
}

Scores Scorer::score(std::span<const Answer> answers) const {
  Scores scores;
  score(answers, scores);
  return scores;
}

void Scorer::score(std::span<const Answer> answers, Scores& out) const {
  out.scores.assign(scales_.size(), kNoScore);
  out.standard_errors.assign(scales_.size(), kNoScore);
  out.answered.assign(scales_.size(), 0);
  out.precise.assign(scales_.size(), static_cast<long double>(kNoScore));
  for (const std::size_t s : order_) {
    if (scales_[s].method == ScoreMethod::combine) combine(s, out);
    else score_items(answers, s, out);
  }
  find_profile(out);
}

void Scorer::score_items(std::span<const Answer> answers, std::size_t s, Scores& out) const {
  const Scale& scale = scales_[s];
  std::int64_t sum = 0;
  std::int64_t sum_of_squares = 0;
  std::int64_t answered = 0;
  for (const KeyedItem& keyed : scale.items) {
    const int answer = answers[keyed.item];
    if (answer == kMissing) continue;
    const std::int64_t counted = keyed.reversed ? reflection_ - answer : answer;
    sum += counted;
    sum_of_squares += counted * counted;
    ++answered;
  }
  out.answered[s] = static_cast<std::uint16_t>(answered);
  if (answered == 0 || answered < static_cast<std::int64_t>(scale.min_answered)) return;
  // One division of two integers, so that the result is the double nearest to the true value.
  const std::int64_t factor = scale.method == ScoreMethod::sum ? static_cast<std::int64_t>(scale.items.size()) : 1;
  const std::int64_t numerator = sum * factor;
  out.standard_errors[s] = reported_errors_[s].value_or(static_cast<double>(factor) *
                                                        conditional_standard_error(sum, sum_of_squares, answered));
  out.scores[s] = static_cast<double>(numerator) / static_cast<double>(answered);
  out.precise[s] = static_cast<long double>(numerator) / static_cast<long double>(answered);
}

void Scorer::combine(std::size_t s, Scores& out) const {
  long double total = scales_[s].constant;
  double variance = 0;  // of the error
  for (const CombineTerm& term : scales_[s].terms) {
    total += term.weight * out.precise[term.scale];
    variance += term.weight * term.weight * out.standard_errors[term.scale] * out.standard_errors[term.scale];
  }
  out.precise[s] = total;  // not a number where a part is not
  out.scores[s] = static_cast<double>(total);
  if (!std::isnan(out.scores[s])) out.standard_errors[s] = reported_errors_[s].value_or(std::sqrt(variance));
}

void Scorer::find_profile(Scores& out) const {
  out.profile = kNoProfile;
  out.tied = false;
  out.probabilities.fill(kNoScore);
  if (const auto* quadrants = std::get_if<QuadrantRule>(&profiles_)) {
    out.profile = quadrant(*quadrants, out.scores);
    out.probabilities = profile_probabilities(*quadrants, out.scores[quadrants->x], out.standard_errors[quadrants->x],
                                              out.scores[quadrants->y], out.standard_errors[quadrants->y]);
    return;
  }
  const auto* highest = std::get_if<HighestRule>(&profiles_);
  if (highest == nullptr) return;
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t p = 0; p < highest->prototypes.size(); ++p) {
    const double score = out.scores[highest->prototypes[p].second];
    if (std::isnan(score)) {
      out.profile = kNoProfile;
      out.tied = false;
      return;
    }
    if (score == best) out.tied = true;
    if (score > best) best = score, out.profile = static_cast<std::int8_t>(p), out.tied = false;
  }
  if (out.tied) out.profile = kNoProfile;
}

void Scorer::score(const AnswerBlock& block, ScoreBlock& out) const {
  out.rows = block.rows;
  out.tied = 0;
  out.scores.resize(scales_.size());
  out.answered.resize(scales_.size());
  out.standard_errors.resize(scales_.size());
  out.probabilities.resize(std::holds_alternative<QuadrantRule>(profiles_) ? QuadrantRule::kProfiles.size() : 0);
  for (auto& column : out.scores) column.resize(block.rows);
  for (auto& column : out.standard_errors) column.resize(block.rows);
  for (auto& column : out.probabilities) column.resize(block.rows);
  for (auto& column : out.answered) column.resize(block.rows);
  out.profiles.resize(block.rows);
  Scores one;
  for (std::size_t r = 0; r < block.rows; ++r) {
    score(block.row(r), one);
    for (std::size_t s = 0; s < scales_.size(); ++s) {
      out.scores[s][r] = one.scores[s];
      out.answered[s][r] = one.answered[s];
      out.standard_errors[s][r] = one.standard_errors[s];
    }
    for (std::size_t p = 0; p < out.probabilities.size(); ++p) out.probabilities[p][r] = one.probabilities[p];
    out.profiles[r] = one.profile;
    out.tied += one.tied ? 1 : 0;
  }
}

}  // namespace attune
