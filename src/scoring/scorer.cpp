#include "scoring/scorer.h"

#include <algorithm>
#include <cmath>

#include "questionnaire/reported_error.h"
#include "questionnaire/score_range.h"
#include "scoring/measurement_error.h"

namespace attune {
namespace {

// Of all parts, whether they are there or not.
long double weight_of(const Scale& scale) {
  long double weight = 0;
  for (const KeyedItem& keyed : scale.items) weight += std::abs(keyed.weight);
  for (const CombineTerm& term : scale.terms) weight += std::abs(term.weight);
  return weight;
}

}  // namespace

Scorer::Scorer(const Questionnaire& questionnaire)
    : items_(questionnaire.items.size()),
      scales_(questionnaire.scales),
      order_(questionnaire.parts_first()),
      profiles_(questionnaire.profiles) {
  for (std::size_t item = 0; item < items_; ++item) {
    const ResponseScale& response = questionnaire.response_of(item);
    reflections_.push_back(response.min + response.max);
  }
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    simple_.push_back(scales_[s].is_simple());
    adders_.emplace_back(scales_[s].items, reflections_);
    weighted_.emplace_back(questionnaire, scales_[s].items);
    has_error_.push_back(questionnaire.has_standard_error(s));
    reported_errors_.push_back(reported_standard_error(scales_[s], questionnaire.response));
    margins_.push_back(score_margin(scales_[s]));
  }
}

Scores Scorer::score(std::span<const Answer> answers) const {
  Scores scores;
  score(answers, scores);
  return scores;
}

void Scorer::clear(Scores& scores) const {
  scores.scores.assign(scales_.size(), kNoScore);
  scores.standard_errors.assign(scales_.size(), kNoScore);
  scores.answered.assign(scales_.size(), 0);
  scores.precise.assign(scales_.size(), static_cast<long double>(kNoScore));
}

void Scorer::score(std::span<const Answer> answers, Scores& out) const {
  clear(out);
  for (const std::size_t s : order_) {
    if (simple_[s]) add_up(answers, s, out);
    else take_parts(answers, s, out);
  }
  find_profile(out);
}

void Scorer::add_up(std::span<const Answer> answers, std::size_t s, Scores& out) const {
  Sums sums{};
  for (const KeyedItem& keyed : scales_[s].items) {
    const int answer = answers[keyed.item];
    if (answer == kMissing) continue;
    const std::int64_t counted = keyed.reversed ? reflections_[keyed.item] - answer : answer;
    sums.sum += counted;
    sums.squares += counted * counted;
    ++sums.answered;
  }
  take_sums(s, sums, out);
}

bool Scorer::suffices(std::size_t s, std::int64_t there) const {
  return there > 0 && there >= static_cast<std::int64_t>(scales_[s].min_answered);
}

// What the mean of the answered items is multiplied by.
std::int64_t Scorer::factor(std::size_t s, std::int64_t answered) const {
  const Scale& scale = scales_[s];
  if (scale.method == ScoreMethod::mean) return 1;
  return scale.prorated ? static_cast<std::int64_t>(scale.items.size()) : answered;
}

long double Scorer::transformed(std::size_t s, long double score) const {
  return score * scales_[s].transform.multiply + scales_[s].transform.add;
}

double Scorer::simple_score(std::size_t s, Sums sums) const {
  const std::int64_t numerator = sums.sum * factor(s, sums.answered);
  // One division of two whole numbers, so that the result is the double nearest to the true value.
  if (scales_[s].transform == Transform{}) return static_cast<double>(numerator) / static_cast<double>(sums.answered);
  return static_cast<double>(
      transformed(s, static_cast<long double>(numerator) / static_cast<long double>(sums.answered)));
}

double Scorer::simple_error(std::size_t s, Sums sums) const {
  if (reported_errors_[s]) return *reported_errors_[s];
  if (!has_error_[s]) return kNoScore;
  return static_cast<double>(factor(s, sums.answered)) * std::abs(scales_[s].transform.multiply) *
         conditional_standard_error(sums.sum, sums.squares, sums.answered);
}

void Scorer::take_sums(std::size_t s, Sums sums, Scores& out) const {
  out.answered[s] = static_cast<std::uint16_t>(sums.answered);
  if (!suffices(s, sums.answered)) return;
  out.standard_errors[s] = simple_error(s, sums);
  out.scores[s] = simple_score(s, sums);
  out.precise[s] = transformed(
      s, static_cast<long double>(sums.sum * factor(s, sums.answered)) / static_cast<long double>(sums.answered));
}

void Scorer::take_parts(std::span<const Answer> answers, std::size_t s, Scores& out) const {
  const WeightedSums key = weighted_[s].add(answers);
  out.answered[s] = static_cast<std::uint16_t>(key.answered);
  Parts parts{.sum = key.sum, .weight = key.weight, .there = key.answered};
  if (key.answered > 0 && has_error_[s] && !reported_errors_[s]) {
    // The error of the mean, times how many there are, is that of the sum. Its items count alike, in whole numbers.
    const double error = static_cast<double>(key.answered) *
                         conditional_standard_error(static_cast<std::int64_t>(key.sum),
                                                    static_cast<std::int64_t>(key.squares), key.answered);
    parts.variance = error * error;
  }
  for (const CombineTerm& term : scales_[s].terms) {
    if (std::isnan(out.scores[term.scale])) continue;
    parts.sum += term.weight * out.precise[term.scale];
    parts.weight += std::abs(term.weight);
    parts.variance += term.weight * term.weight * out.standard_errors[term.scale] * out.standard_errors[term.scale];
    ++parts.there;
  }
  take_score(s, parts, out);
}

void Scorer::take_score(std::size_t s, const Parts& parts, Scores& out) const {
  const Scale& scale = scales_[s];
  if (!suffices(s, parts.there)) return;
  const bool all = parts.there == static_cast<std::int64_t>(scale.parts());
  long double share = 1;  // what the sum is multiplied by
  if (scale.method == ScoreMethod::mean) share = 1 / parts.weight;
  else if (scale.prorated && !all) share = weight_of(scale) / parts.weight;
  if (!std::isfinite(share)) return;  // nothing but parts that weigh nothing
  out.precise[s] = transformed(s, parts.sum * share);
  out.scores[s] = static_cast<double>(out.precise[s]);
  if (reported_errors_[s]) out.standard_errors[s] = *reported_errors_[s];
  else if (has_error_[s])
    out.standard_errors[s] =
        std::abs(scale.transform.multiply) * static_cast<double>(share) * std::sqrt(parts.variance);
}

void Scorer::find_profile(Scores& out) const {
  out.profile = kNoProfile;
  out.tied = false;
  out.probabilities.fill(kNoScore);
  if (const auto* quadrants = std::get_if<QuadrantRule>(&profiles_)) {
    out.profile = quadrant(*quadrants, out.scores[quadrants->x], out.scores[quadrants->y]);
    out.probabilities = profile_probabilities(*quadrants, out.scores[quadrants->x], out.standard_errors[quadrants->x],
                                              out.scores[quadrants->y], out.standard_errors[quadrants->y]);
    return;
  }
  if (const auto* highest = std::get_if<HighestRule>(&profiles_)) find_highest(*highest, out);
}

// The quarters stand in the order of QuadrantRule::kProfiles: anxiety counts one, avoidance two.
std::int8_t Scorer::quadrant(const QuadrantRule& rule, double x, double y) const {
  if (std::isnan(x) || std::isnan(y)) return kNoProfile;
  const bool x_high = x >= rule.x_cut - margins_[rule.x], y_high = y >= rule.y_cut - margins_[rule.y];
  return static_cast<std::int8_t>((x_high ? 1 : 0) + (y_high ? 2 : 0));
}

void Scorer::find_highest(const HighestRule& rule, Scores& out) const {
  const auto score = [&](std::size_t p) { return out.scores[rule.prototypes[p].second]; };
  std::size_t best = 0;
  for (std::size_t p = 0; p < rule.prototypes.size(); ++p) {
    if (std::isnan(score(p))) return;
    if (score(p) > score(best)) best = p;
  }
  const auto reaches = [&](std::size_t p) {
    const double margin = std::max(margins_[rule.prototypes[p].second], margins_[rule.prototypes[best].second]);
    return p != best && score(p) + margin >= score(best);
  };
  for (std::size_t p = 0; p < rule.prototypes.size(); ++p) out.tied = out.tied || reaches(p);
  if (!out.tied) out.profile = static_cast<std::int8_t>(best);
}

void Scorer::score(const AnswerBlock& block, ScoreBlock& out, ScoreWanted wanted) const {
  make_room(block.rows, out);
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    if (simple_[s]) adders_[s].add(block, out.sums[s]);
  }
  const bool all_simple = std::find(simple_.begin(), simple_.end(), false) == simple_.end();
  if (all_simple && !std::holds_alternative<HighestRule>(profiles_)) score_columns(out, wanted);
  else score_rows(block, out);
}

void Scorer::make_room(std::size_t rows, ScoreBlock& out) const {
  out.rows = rows;
  out.tied = 0;
  out.sums.resize(scales_.size());
  out.scores.resize(scales_.size());
  out.answered.resize(scales_.size());
  out.standard_errors.resize(scales_.size());
  out.probabilities.resize(std::holds_alternative<QuadrantRule>(profiles_) ? QuadrantRule::kProfiles.size() : 0);
  for (auto& column : out.scores) column.assign(rows, kNoScore);
  for (auto& column : out.standard_errors) column.assign(rows, kNoScore);
  for (auto& column : out.probabilities) column.assign(rows, kNoScore);
  for (auto& column : out.answered) column.assign(rows, 0);
  out.profiles.assign(rows, kNoProfile);
}

// Column by column, which is several times faster than row by row, where all scales are simple.
void Scorer::score_columns(ScoreBlock& out, ScoreWanted wanted) const {
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    const KeySums& of = out.sums[s];
    for (std::size_t r = 0; r < out.rows; ++r) {
      const Sums sums{.sum = of.sums[r], .squares = of.squares[r], .answered = of.answered[r]};
      out.answered[s][r] = static_cast<std::uint16_t>(sums.answered);
      if (!suffices(s, sums.answered)) continue;
      out.scores[s][r] = simple_score(s, sums);
      if (wanted.standard_errors || wanted.probabilities) out.standard_errors[s][r] = simple_error(s, sums);
    }
  }
  if (const auto* rule = std::get_if<QuadrantRule>(&profiles_)) find_quadrants(*rule, out, wanted);
}

void Scorer::find_quadrants(const QuadrantRule& rule, ScoreBlock& out, ScoreWanted wanted) const {
  const auto &x = out.scores[rule.x], &y = out.scores[rule.y];
  const auto &x_errors = out.standard_errors[rule.x], &y_errors = out.standard_errors[rule.y];
  for (std::size_t r = 0; r < out.rows; ++r) {
    out.profiles[r] = quadrant(rule, x[r], y[r]);
    if (!wanted.probabilities) continue;
    const auto probabilities = profile_probabilities(rule, x[r], x_errors[r], y[r], y_errors[r]);
    for (std::size_t p = 0; p < probabilities.size(); ++p) out.probabilities[p][r] = probabilities[p];
  }
}

void Scorer::score_rows(const AnswerBlock& block, ScoreBlock& out) const {
  Scores one;
  for (std::size_t r = 0; r < out.rows; ++r) {
    clear(one);
    for (const std::size_t s : order_) {
      const KeySums& sums = out.sums[s];
      if (!simple_[s]) take_parts(block.row(r), s, one);
      else take_sums(s, {.sum = sums.sums[r], .squares = sums.squares[r], .answered = sums.answered[r]}, one);
    }
    find_profile(one);
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
