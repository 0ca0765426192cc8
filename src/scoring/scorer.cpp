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
std::int8_t quadrant(const QuadrantRule& rule, double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return kNoProfile;
  return static_cast<std::int8_t>((x >= rule.x_cut ? 1 : 0) + (y >= rule.y_cut ? 2 : 0));
}

}  // namespace

Scorer::Scorer(const Questionnaire& questionnaire)
    : items_(questionnaire.items.size()),
      reflection_(questionnaire.response.min + questionnaire.response.max),
      scales_(questionnaire.scales),
      profiles_(questionnaire.profiles) {
  for (const Scale& scale : scales_) {
    reported_errors_.push_back(reported_standard_error(scale, questionnaire.response));
    adders_.emplace_back(scale.items, items_, reflection_);
  }
  std::vector<bool> added(scales_.size(), false);
  for (std::size_t s = 0; s < scales_.size(); ++s) add_after_parts(scales_, s, added, order_);
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
    if (is_combined(s)) combine(s, out);
    else add_up(answers, s, out);
  }
  find_profile(out);
}

void Scorer::add_up(std::span<const Answer> answers, std::size_t s, Scores& out) const {
  Sums sums{};
  for (const KeyedItem& keyed : scales_[s].items) {
    const int answer = answers[keyed.item];
    if (answer == kMissing) continue;
    const std::int64_t counted = keyed.reversed ? reflection_ - answer : answer;
    sums.sum += counted;
    sums.squares += counted * counted;
    ++sums.answered;
  }
  take_sums(s, sums, out);
}

bool Scorer::suffices(std::size_t s, Sums sums) const {
  return sums.answered > 0 && sums.answered >= static_cast<std::int64_t>(scales_[s].min_answered);
}

// What the mean is multiplied by.
std::int64_t Scorer::factor(std::size_t s) const {
  return scales_[s].method == ScoreMethod::sum ? static_cast<std::int64_t>(scales_[s].items.size()) : 1;
}

double Scorer::standard_error(std::size_t s, Sums sums) const {
  if (reported_errors_[s]) return *reported_errors_[s];
  return static_cast<double>(factor(s)) * conditional_standard_error(sums.sum, sums.squares, sums.answered);
}

void Scorer::take_sums(std::size_t s, Sums sums, Scores& out) const {
  out.answered[s] = static_cast<std::uint16_t>(sums.answered);
  if (!suffices(s, sums)) return;
  // One division of two integers, so that the result is the double nearest to the true value.
  const std::int64_t numerator = sums.sum * factor(s);
  out.standard_errors[s] = standard_error(s, sums);
  out.scores[s] = static_cast<double>(numerator) / static_cast<double>(sums.answered);
  out.precise[s] = static_cast<long double>(numerator) / static_cast<long double>(sums.answered);
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
    out.profile = quadrant(*quadrants, out.scores[quadrants->x], out.scores[quadrants->y]);
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

void Scorer::score(const AnswerBlock& block, ScoreBlock& out, ScoreWanted wanted) const {
  make_room(block.rows, out);
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    if (!is_combined(s)) adders_[s].add(block, out.sums[s]);
  }
  bool by_columns = !std::holds_alternative<HighestRule>(profiles_);
  for (std::size_t s = 0; s < scales_.size(); ++s) by_columns = by_columns && !is_combined(s);
  if (by_columns) score_columns(out, wanted);
  else score_rows(out);
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

// Column by column, which is several times faster than row by row, where no score is made of others.
void Scorer::score_columns(ScoreBlock& out, ScoreWanted wanted) const {
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    const KeySums& of = out.sums[s];
    for (std::size_t r = 0; r < out.rows; ++r) {
      const Sums sums{.sum = of.sums[r], .squares = of.squares[r], .answered = of.answered[r]};
      out.answered[s][r] = static_cast<std::uint16_t>(sums.answered);
      if (!suffices(s, sums)) continue;
      out.scores[s][r] = static_cast<double>(sums.sum * factor(s)) / static_cast<double>(sums.answered);
      if (wanted.standard_errors || wanted.probabilities) out.standard_errors[s][r] = standard_error(s, sums);
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

void Scorer::score_rows(ScoreBlock& out) const {
  Scores one;
  for (std::size_t r = 0; r < out.rows; ++r) {
    clear(one);
    for (const std::size_t s : order_) {
      const KeySums& sums = out.sums[s];
      if (is_combined(s)) combine(s, one);
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
