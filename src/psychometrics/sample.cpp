#include "psychometrics/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "psychometrics/key_check.h"
#include "psychometrics/reliability.h"

namespace attune {
namespace {

using Eigen::Index;

Questionnaire with_rule(Questionnaire questionnaire, MissingUse use) {
  if (use == MissingUse::complete) {
    for (Scale& scale : questionnaire.scales) scale.min_answered = scale.parts();
  }
  return questionnaire;
}

std::size_t fewest_pairs(const ItemMoments& moments, const std::vector<std::size_t>& places) {
  std::size_t fewest = moments.count(places[0], places[0]);
  for (const std::size_t a : places) {
    for (const std::size_t b : places) fewest = std::min(fewest, moments.count(a, b));
  }
  return fewest;
}

// Reversal changes the sign of a covariance; a weight counts with each of the two.
Eigen::MatrixXd keyed_covariances(const Eigen::MatrixXd& raw, const std::vector<KeyedItem>& key,
                                  const std::vector<std::size_t>& places) {
  const Eigen::MatrixXd chosen = raw(places, places);
  Eigen::VectorXd counts(chosen.rows());
  for (std::size_t i = 0; i < key.size(); ++i)
    counts[static_cast<Index>(i)] = (key[i].reversed ? -1 : 1) * key[i].weight;
  return counts.asDiagonal() * chosen * counts.asDiagonal();
}

// The moments are those of the answers themselves.
void refuse_values(const Questionnaire& questionnaire) {
  for (const Scale& scale : questionnaire.scales) {
    for (const KeyedItem& keyed : scale.items) {
      if (keyed.values.empty()) continue;
      throw Error(
          ExitCode::data, {.file = questionnaire.id},
          fmt::format("in scale {} answers stand for other values, of which there are no item statistics", scale.id),
          "Its scores can be computed (attune score) and compared with norms (attune norms).");
    }
  }
}

}  // namespace

Sample::Sample(const Questionnaire& questionnaire, MissingUse use)
    : questionnaire_(questionnaire), use_(use), scorer_(with_rule(questionnaire, use)), taken_(part()) {
  refuse_values(questionnaire);
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    distributions_.emplace_back(questionnaire, s);
    for (std::size_t earlier = 0; earlier < s; ++earlier) correlations_.emplace_back(earlier, s);
  }
}

void Sample::add(const AnswerBlock& block) {
  add(block, taken_);
  take_scores(taken_);
}

SamplePart Sample::part() const {
  SamplePart part{.items = ItemMoments(questionnaire_.items.size()), .complete = {}};
  if (use_ == MissingUse::pairwise) return part;
  for (const Scale& scale : questionnaire_.scales) {
    std::vector<std::size_t> items;
    for (const KeyedItem& keyed : scale.items) items.push_back(keyed.item);
    part.complete.emplace_back(std::move(items), MissingUse::complete);
  }
  return part;
}

void Sample::add(const AnswerBlock& block, SamplePart& part) const {
  part.respondents += block.rows;
  part.items.add(block);
  for (ItemMoments& scale : part.complete) scale.add(block);
  scorer_.score(block, part.scores, {.standard_errors = false, .probabilities = false});
}

void Sample::take_scores(const SamplePart& part) {
  const auto& scores = part.scores.scores;
  for (std::size_t s = 0; s < distributions_.size(); ++s) distributions_[s].add(scores[s]);
  for (ScoreComoment& pair : correlations_) pair.add(scores[pair.first()], scores[pair.second()]);
}

void Sample::take(const SamplePart& part) {
  taken_.respondents += part.respondents;
  taken_.items.add(part.items);
  for (std::size_t s = 0; s < part.complete.size(); ++s) taken_.complete[s].add(part.complete[s]);
}

SampleStatistics Sample::statistics() const {
  SampleStatistics statistics{.use = use_, .respondents = taken_.respondents, .items = item_statistics()};
  for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) statistics.scales.push_back(scale_statistics(s));
  for (const ScoreComoment& pair : correlations_) statistics.correlations.push_back(pair.correlation());
  return statistics;
}

std::vector<ItemStatistics> Sample::item_statistics() const {
  const Eigen::VectorXd means = taken_.items.means();
  const Eigen::VectorXd sds = taken_.items.covariances().diagonal().cwiseSqrt();
  std::vector<ItemStatistics> items;
  for (std::size_t i = 0; i < taken_.items.size(); ++i) {
    const std::size_t n = taken_.items.count(i, i);
    items.push_back({.n = n,
                     .missing = taken_.respondents - n,
                     .mean = means[static_cast<Index>(i)],
                     .sd = sds[static_cast<Index>(i)]});
  }
  return items;
}

ScaleStatistics Sample::scale_statistics(std::size_t scale) const {
  ScaleStatistics statistics{.scores = distributions_[scale].distribution()};
  const std::vector<KeyedItem>& key = questionnaire_.scales[scale].items;
  if (key.size() < 2) return statistics;
  const auto [moments, places] = items_of(scale);
  const Eigen::VectorXd means = moments->means();
  const Eigen::MatrixXd covariances = keyed_covariances(moments->covariances(), key, places);
  const std::size_t n = fewest_pairs(*moments, places);
  statistics.consistency = consistency_of(covariances, n);
  statistics.key = check_key(covariances, n);
  for (std::size_t i = 0; i < key.size(); ++i) {
    KeyedItemStatistics& item = statistics.consistency->items[i];
    const double mean = means[static_cast<Index>(places[i])];
    item.n = moments->count(places[i], places[i]);
    const ResponseScale& response = questionnaire_.response_of(key[i].item);
    item.mean = key[i].weight * (key[i].reversed ? response.min + response.max - mean : mean);
    item.sd = std::sqrt(covariances(static_cast<Index>(i), static_cast<Index>(i)));
  }
  return statistics;
}

Sample::ScaleItems Sample::items_of(std::size_t scale) const {
  std::vector<std::size_t> places;
  for (const KeyedItem& keyed : questionnaire_.scales[scale].items)
    places.push_back(use_ == MissingUse::complete ? places.size() : keyed.item);
  return {.moments = use_ == MissingUse::complete ? &taken_.complete[scale] : &taken_.items,
          .places = std::move(places)};
}

}  // namespace attune
