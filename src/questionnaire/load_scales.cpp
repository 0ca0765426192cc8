#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/text.h"
#include "questionnaire/load_parts.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

void read_method(const Node& node, Scale& scale, Mistakes& mistakes) {
  if (node.scalar == "mean") scale.method = ScoreMethod::mean;
  else if (node.scalar == "sum") scale.method = ScoreMethod::sum;
  else mistake(mistakes, node.place(), fmt::format("expected score: mean or score: sum, found {}", description(node)));
}

void read_better(const Node& node, Scale& scale, Mistakes& mistakes) {
  if (node.scalar == "higher") scale.better = Better::higher;
  else if (node.scalar == "lower") scale.better = Better::lower;
  else
    mistake(mistakes, node.place(),
            fmt::format("expected better: higher or better: lower, found {}", description(node)),
            "Leave it out where neither is better.");
}

// Leaves what does not say how the score is made; settle_inherited() judges what of that holds.
void forget_scoring(Scale& scale) {
  scale = {.id = scale.id,
           .title = scale.title,
           .bands = scale.bands,
           .reliability = scale.reliability,
           .better = scale.better};
}

// Which parts it is made of, where the definition says that. Scales are read once all are known, since a scale may
// name later ones.
void read_parts(MapReader& map, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  const Node* items = map.get("items");
  const bool combined = map.get("combine") != nullptr;
  if (items == nullptr && !combined) return;
  if (combined || !scale.terms.empty()) forget_scoring(scale);
  if (combined) scale.method = ScoreMethod::sum;
  if (items != nullptr) read_key(*items, questionnaire, scale, mistakes);
}

void read_constant(MapReader& map, Scale& scale, Mistakes& mistakes) {
  const Node* constant = map.get("constant");
  if (constant == nullptr) return;
  if (map.node().find("combine") == nullptr && scale.has_key()) {
    mistake(mistakes, constant->place(), fmt::format("scale {} has a \"constant\" but no \"combine\"", scale.id),
            "To other scores, transform: { add: … } adds it.");
  } else if (map.node().find("transform") != nullptr) {
    mistake(mistakes, constant->place(), fmt::format("scale {} has both \"constant\" and \"transform\"", scale.id),
            "Keep transform: { multiply: …, add: … }.");
  } else if (const auto read = read_number(*constant, kLargestScore, mistakes)) {
    scale.transform = {.multiply = 1, .add = *read};
  }
}

// What is made of missing parts, but for how many of them there may be.
void read_missing(MapReader& map, Scale& scale, Mistakes& mistakes) {
  const Node* missing = map.get("missing");
  if (missing == nullptr) return;
  const std::string& rule = missing->scalar;
  const Node* least = map.node().find("min_answered");
  if (rule != "prorate" && rule != "answered" && rule != "complete") {
    mistake(mistakes, missing->place(),
            fmt::format("expected missing: prorate, answered or complete, found {}", description(*missing)));
  } else if (rule == "complete" && least != nullptr) {
    mistake(mistakes, least->place(), "min_answered says nothing where missing: complete asks for all");
  } else if (rule != "complete" && scale.method == ScoreMethod::mean) {
    mistake(mistakes, missing->place(), fmt::format("missing: {} is for a sum, and scale {} is a mean", rule, scale.id),
            "A mean is always of the parts that there are; min_answered says how few are enough.");
  }
  scale.prorated = rule != "answered";
}

void read_scoring(MapReader& map, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  if (const Node* method = map.get("score")) read_method(*method, scale, mistakes);
  if (const Node* weights = map.get("weights")) read_weights(*weights, questionnaire, scale, mistakes);
  if (const Node* values = map.get("values")) read_values(*values, questionnaire, scale, mistakes);
  read_missing(map, scale, mistakes);
  if (const Node* transform = map.get("transform")) read_transform(*transform, scale, mistakes);
  read_constant(map, scale, mistakes);
  if (const Node* bands = map.get("bands")) read_bands(*bands, scale, mistakes);
}

Scale& scale_named(const std::string& id, Questionnaire& questionnaire) {
  auto& scales = questionnaire.scales;
  const auto known = std::find_if(scales.begin(), scales.end(), [&](const Scale& s) { return s.id == id; });
  if (known != scales.end()) return *known;
  scales.push_back({.id = id});
  return scales.back();
}

void read_scale(const Node::Entry& entry, Questionnaire& questionnaire, Mistakes& mistakes) {
  Scale& scale = scale_named(entry.key, questionnaire);
  MapReader map(entry.value, fmt::format("scale {}", entry.key), mistakes);
  map.text("title", scale.title);
  if (const Node* better = map.get("better")) read_better(*better, scale, mistakes);
  read_parts(map, questionnaire, scale, mistakes);
  read_scoring(map, questionnaire, scale, mistakes);
  map.get("min_answered");
  map.get("reliability");
  map.finish();
}

void read_terms(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  MapReader map(node, "combine", mistakes);
  scale.terms.clear();
  for (const Node::Entry& entry : node.entries) {
    const auto part = find_scale(entry.key, entry.key_place, questionnaire, mistakes);
    const auto weight = read_number(entry.value, kLargestScore, mistakes);
    if (weight == 0)
      mistake(mistakes, entry.value.place(), fmt::format("times 0, {} would add nothing", shorten(entry.key, 40)),
              "Leave it out.");
    else if (part && weight) scale.terms.push_back({.scale = *part, .weight = *weight});
  }
  if (map.is_map() && node.entries.empty()) mistake(mistakes, node.place(), "combine names no scale");
}

// How many parts a score needs: all of them, unless less is said.
void read_least(const Node& node, Scale& scale, Mistakes& mistakes) {
  const Node* missing = node.find("missing");
  const bool complete = missing != nullptr && missing->scalar == "complete";
  if (complete || node.find("items") != nullptr || node.find("combine") != nullptr) scale.min_answered = scale.parts();
  const Node* least = node.find("min_answered");
  const auto read = least == nullptr ? std::nullopt : read_whole(*least, 1, kMostItems, mistakes);
  if (read) scale.min_answered = static_cast<std::size_t>(*read);
}

// A mean divides by the weights, so none may take away from another.
void check_weights(const Node& node, const Scale& scale, Mistakes& mistakes) {
  if (scale.method != ScoreMethod::mean) return;
  const bool positive =
      std::all_of(scale.items.begin(), scale.items.end(), [](const KeyedItem& keyed) { return keyed.weight > 0; });
  const Node* weights = node.find("weights");
  if (!positive)
    mistake(mistakes, (weights != nullptr ? *weights : node).place(), "the weights of a mean are above 0",
            "To reverse an item, put a minus before it in \"items\".");
}

// Whether `scale` can be reached from itself through combine.
bool leads_to(const Questionnaire& questionnaire, std::size_t from, std::size_t scale, std::set<std::size_t>& visited) {
  for (const CombineTerm& term : questionnaire.scales[from].terms) {
    if (term.scale == scale) return true;
    if (visited.insert(term.scale).second && leads_to(questionnaire, term.scale, scale, visited)) return true;
  }
  return false;
}

void check_circles(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    std::set<std::size_t> visited;
    if (!leads_to(questionnaire, s, s, visited)) continue;
    Scale& scale = questionnaire.scales[s];
    const Node* own = node.find(scale.id);
    mistake(mistakes, (own != nullptr ? *own : node).place(), fmt::format("scale {} is made of itself", scale.id),
            "A combined scale needs parts that do not lead back to it.");
    scale.terms.clear();
  }
}

// Scales without parts, and missing rules that no answers can meet.
void check_keys(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes) {
  const Node* scales = document.find("scales");
  const Node* order = document.find("order");
  for (const Scale& scale : questionnaire.scales) {
    const Node* own = scales == nullptr ? nullptr : scales->find(scale.id);
    const Node* items = own == nullptr ? nullptr : own->find("items");
    const Node* least = own == nullptr ? nullptr : own->find("min_answered");
    const Node& nearest = least != nullptr ? *least : own != nullptr ? *own : order != nullptr ? *order : document;
    // A key that could not be read, and a combination that leads back to itself, have been noted.
    const bool noted = (items != nullptr && !items->elements.empty()) ||
                       (items == nullptr && own != nullptr && own->find("combine") != nullptr);
    if (scale.parts() == 0 && !noted) {
      mistake(mistakes, (items != nullptr ? *items : nearest).place(), fmt::format("scale {} has no items", scale.id),
              "Give it \"items\", or \"combine\" for a scale made of scales.");
    } else if (scale.parts() > 0 && scale.min_answered > scale.parts()) {
      mistake(mistakes, nearest.place(),
              fmt::format("min_answered is {}, but scale {} has {}", scale.min_answered, scale.id,
                          scale.terms.empty() ? counted(scale.items.size(), "item") : counted(scale.parts(), "part")),
              "No answers could ever give a score.");
    }
  }
}

// Each answer needs what it counts: those of a variant may be others than the base's.
void check_values(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes) {
  const Node* scales = document.find("scales");
  for (const Scale& scale : questionnaire.scales) {
    const Node* own = scales == nullptr ? nullptr : scales->find(scale.id);
    const Node* values = own == nullptr ? nullptr : own->find("values");
    for (const KeyedItem& keyed : scale.items) {
      if (keyed.values.empty() || values != nullptr) continue;
      const std::vector<int> answers = questionnaire.response_of(keyed.item).answers();
      if (std::all_of(answers.begin(), answers.end(), [&](int answer) { return keyed.values.contains(answer); }))
        continue;
      mistake(mistakes, (own != nullptr ? *own : document).place(),
              fmt::format("the values of scale {} do not hold for these answers", scale.id), "State \"values\" anew.");
      break;
    }
  }
}

// Numbers that are each within bounds can multiply to scores that are not.
void check_bounds(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes) {
  const auto ranges = score_ranges(questionnaire);
  for (std::size_t s = 0; s < ranges.size(); ++s) {
    const auto [low, high] = ranges[s];
    // As what is true, since what could not be computed is below and above nothing.
    if (low >= -kLargestScore && high <= kLargestScore && high - low <= kLargestScore) continue;
    const std::string& id = questionnaire.scales[s].id;
    const Node* scales = document.find("scales");
    const Node* own = scales == nullptr ? nullptr : scales->find(id);
    mistake(mistakes, (own != nullptr ? *own : document).place(),
            fmt::format("scores of {} could lie more than {} from 0 or from one another", id,
                        grouped(static_cast<std::size_t>(kLargestScore))),
            "Smaller weights or a smaller transform keep them nearer.");
    return;  // scales that are made of it would be noted as well
  }
}

// High on a dimension is never the secure side, whatever the scale is called.
void check_better(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes) {
  const auto* rule = std::get_if<QuadrantRule>(&questionnaire.profiles);
  if (rule == nullptr) return;
  for (const std::size_t axis : {rule->x, rule->y}) {
    const Scale& scale = questionnaire.scales[axis];
    if (scale.better != Better::higher) continue;
    const Node* scales = document.find("scales");
    const Node* own = scales == nullptr ? nullptr : scales->find(scale.id);
    const Node* better = own == nullptr ? nullptr : own->find("better");
    const Node* profiles = document.find("profiles");
    const Node& nearest = better != nullptr ? *better : profiles != nullptr ? *profiles : document;
    mistake(mistakes, nearest.place(),
            fmt::format("higher is said to be better on scale {}, a dimension of the profiles", scale.id),
            "Secure is low on both dimensions. Take \"better\" out, or reverse the scale.");
  }
}

}  // namespace

std::optional<std::size_t> find_scale(const std::string& id, const Place& place, const Questionnaire& questionnaire,
                                      Mistakes& mistakes) {
  const auto& scales = questionnaire.scales;
  const auto found = std::find_if(scales.begin(), scales.end(), [&](const Scale& scale) { return scale.id == id; });
  if (found != scales.end()) return static_cast<std::size_t>(found - scales.begin());
  if (mistakes.size() >= kMostMistakes) return std::nullopt;
  std::vector<std::string> ids;
  for (const Scale& scale : scales) ids.push_back(scale.id);
  const auto meant = did_you_mean(id, ids);
  mistake(mistakes, place, fmt::format("there is no scale \"{}\"", shorten(id, 40)),
          meant         ? fmt::format("Did you mean \"{}\"?", *meant)
          : ids.empty() ? ""
                        : fmt::format("There is {}.", join_words(ids)));
  return std::nullopt;
}

void read_scales(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  MapReader map(node, "scales", mistakes);
  if (node.entries.size() > kMostScales) {
    mistake(mistakes, node.place(), fmt::format("more than {} scales", kMostScales));
    return;
  }
  for (const Node::Entry& entry : node.entries) {
    if (is_part_id(entry.key)) {
      read_scale(entry, questionnaire, mistakes);
    } else {
      mistake(mistakes, entry.key_place, fmt::format("\"{}\" cannot be a scale's id", shorten(entry.key, 40)),
              "Use letters, digits, \"_\", \".\" and \"-\", a letter first, at most 64.");
    }
  }
  for (const Node::Entry& entry : node.entries) {
    if (!is_part_id(entry.key)) continue;
    Scale& scale = scale_named(entry.key, questionnaire);
    if (const Node* combine = entry.value.find("combine")) read_terms(*combine, questionnaire, scale, mistakes);
    read_least(entry.value, scale, mistakes);
    check_weights(entry.value, scale, mistakes);
    if (const Node* reliability = entry.value.find("reliability"))
      read_reliability(*reliability, questionnaire, scale, mistakes);
  }
  check_circles(node, questionnaire, mistakes);
}

void check_scales(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes) {
  check_keys(document, questionnaire, mistakes);
  check_values(document, questionnaire, mistakes);
  check_better(document, questionnaire, mistakes);
  // Where something else is wrong, scores are not what they will be.
  if (mistakes.empty()) check_bounds(document, questionnaire, mistakes);
}

}  // namespace attune
