#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

constexpr int kOldest = 150;
constexpr int kMostPeople = 1'000'000'000;

void read_norm_scale(const Node::Entry& entry, const Questionnaire& questionnaire, const Norms& norms, NormGroup& group,
                     Mistakes& mistakes) {
  const auto scale = find_scale(entry.key, entry.key_place, questionnaire, mistakes);
  MapReader map(entry.value, "a norm", mistakes);
  const Node* mean = map.require("mean", "A norm gives mean and sd.");
  const Node* sd = map.require("sd", "A norm gives mean and sd.");
  const Node* percentiles = map.get("percentiles");
  map.finish();
  if (!scale || mean == nullptr || sd == nullptr) return;
  NormScale norm{.scale = *scale,
                 .mean = read_number(*mean, mistakes).value_or(0),
                 .sd = read_number(*sd, mistakes).value_or(1),
                 .percentiles = {}};
  if (norm.sd <= 0) mistake(mistakes, sd->place(), "a standard deviation is above 0");
  if (percentiles != nullptr) {
    norm.percentiles = read_numbers(*percentiles, mistakes).value_or(std::vector<double>());
    if (norm.percentiles.size() != norms.percentiles.size()) {
      mistake(mistakes, percentiles->place(),
              fmt::format("{} for {}", counted(norm.percentiles.size(), "score"),
                          counted(norms.percentiles.size(), "percentile")),
              "The norms' own \"percentiles\" say at which percents the scores stand.");
    } else if (!std::is_sorted(norm.percentiles.begin(), norm.percentiles.end())) {
      mistake(mistakes, percentiles->place(), "the scores at rising percentiles must not fall");
    }
  }
  group.scales.push_back(std::move(norm));
}

NormGroup read_group(const Node::Entry& entry, const Questionnaire& questionnaire, const Norms& norms,
                     Mistakes& mistakes) {
  NormGroup group;
  group.id = entry.key;
  MapReader map(entry.value, fmt::format("group {}", shorten(entry.key, 40)), mistakes);
  if (const Node* n = map.require("n", "It is the number of people in the group.")) {
    group.n = static_cast<std::size_t>(read_whole(*n, 1, kMostPeople, mistakes).value_or(0));
  }
  if (const Node* age = map.get("age")) group.age = read_range(*age, 0, kOldest, mistakes);
  map.text("gender", group.gender);
  if (const Node* scales = map.require("scales", "It gives mean and sd of each scale.")) {
    MapReader scale_map(*scales, "scales", mistakes);
    for (const Node::Entry& scale : scales->entries) read_norm_scale(scale, questionnaire, norms, group, mistakes);
  }
  map.finish();
  return group;
}

Norms read_norm(const Node& node, const Questionnaire& questionnaire, Mistakes& mistakes) {
  Norms norms;
  norms.response = {questionnaire.response.min, questionnaire.response.max};
  MapReader map(node, "norms", mistakes);
  if (map.require("sample", "It says who the people were.") != nullptr) map.text("sample", norms.sample);
  if (map.require("source", "A figure without its source cannot be checked.") != nullptr)
    map.text("source", norms.source);
  map.text("caution", norms.caution);
  if (const Node* range = map.require("response", "Norms hold for one range of answers only: response: [1, 5].")) {
    if (const auto read = read_range(*range, -kAnswerLimit, kAnswerLimit, mistakes))
      norms.response = {read->first, read->second};
  }
  if (const Node* percentiles = map.get("percentiles")) {
    norms.percentiles = read_numbers(*percentiles, mistakes).value_or(std::vector<double>());
    const auto& at = norms.percentiles;
    const bool rising = std::adjacent_find(at.begin(), at.end(), std::greater_equal<>()) == at.end();
    if (!rising || (!at.empty() && (at.front() <= 0 || at.back() >= 100)))
      mistake(mistakes, percentiles->place(), "percentiles must rise and lie between 0 and 100");
  }
  if (const Node* groups = map.require("groups", "It holds the figures: groups: { all: { n: 500, scales: … } }.")) {
    MapReader group_map(*groups, "groups", mistakes);
    for (const Node::Entry& entry : groups->entries)
      norms.groups.push_back(read_group(entry, questionnaire, norms, mistakes));
  }
  map.finish();
  return norms;
}

}  // namespace

void read_norms(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence) {
    mistake(mistakes, node.place(), fmt::format("expected norms as a list of samples, found {}", description(node)));
    return;
  }
  questionnaire.norms.clear();
  for (const Node& sample : node.elements) questionnaire.norms.push_back(read_norm(sample, questionnaire, mistakes));
}

}  // namespace attune
