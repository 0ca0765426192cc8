#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

void read_key(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence) {
    mistake(mistakes, node.place(),
            fmt::format("expected the key as a list such as [q1, -q2], found {}", description(node)));
    return;
  }
  scale.items.clear();
  scale.reliability.reset();
  std::set<std::size_t> seen;
  for (const Node& element : node.elements) {
    const auto name = read_text(element, mistakes);
    if (!name) continue;
    const bool reversed = name->front() == '-';
    const auto item = find_item(reversed ? name->substr(1) : *name, element.place(), questionnaire, mistakes);
    if (!item) continue;
    if (!seen.insert(*item).second)
      mistake(mistakes, element.place(), fmt::format("\"{}\" is in this scale twice", questionnaire.items[*item].id));
    else scale.items.push_back({.item = *item, .reversed = reversed});
  }
  scale.min_answered = scale.items.size();
}

void read_alpha(const Node& node, Reliability& reliability, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence) {
    if (const auto alpha = read_number(node, mistakes)) reliability.alpha = {*alpha, *alpha};
  } else if (const auto range = read_numbers(node, mistakes);
             range && range->size() == 2 && (*range)[0] <= (*range)[1]) {
    reliability.alpha = {(*range)[0], (*range)[1]};
  } else {
    mistake(mistakes, node.place(), "expected alpha as a number or a range such as [0.77, 0.86]");
  }
  if (reliability.alpha && !(reliability.alpha->first > 0 && reliability.alpha->second < 1)) {
    mistake(mistakes, node.place(), "alpha lies between 0 and 1");
    reliability.alpha.reset();
  }
}

void read_reliability(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  Reliability reliability;
  reliability.response = {questionnaire.response.min, questionnaire.response.max};
  MapReader map(node, "reliability", mistakes);
  if (const Node* alpha = map.get("alpha")) read_alpha(*alpha, reliability, mistakes);
  map.number("sd", reliability.sd);
  map.number("retest", reliability.retest);
  map.text("interval", reliability.interval);
  if (const Node* n = map.get("n")) reliability.n = read_whole(*n, 2, 1'000'000'000, mistakes);
  if (const Node* range = map.get("response")) {
    if (const auto read = read_range(*range, -kAnswerLimit, kAnswerLimit, mistakes))
      reliability.response = {read->first, read->second};
  }
  if (map.require("source", "A figure without its source cannot be checked.") != nullptr)
    map.text("source", reliability.source);
  map.finish();
  if (reliability.sd && *reliability.sd <= 0)
    mistake(mistakes, node.find("sd")->place(), "a standard deviation is above 0");
  if (reliability.retest && std::abs(*reliability.retest) > 1)
    mistake(mistakes, node.find("retest")->place(), "a correlation lies between -1 and 1");
  scale.reliability = std::move(reliability);
}

void read_method(const Node& node, Scale& scale, Mistakes& mistakes) {
  const ScoreMethod before = scale.method;
  if (node.scalar == "mean") scale.method = ScoreMethod::mean;
  else if (node.scalar == "sum") scale.method = ScoreMethod::sum;
  else
    mistake(mistakes, node.place(), fmt::format("expected score: mean or score: sum, found {}", description(node)),
            "A scale made of scales has \"combine\" instead.");
  if (scale.method != before) scale.reliability.reset();
}

void read_better(const Node& node, Scale& scale, Mistakes& mistakes) {
  if (node.scalar == "higher") scale.better = Better::higher;
  else if (node.scalar == "lower") scale.better = Better::lower;
  else
    mistake(mistakes, node.place(),
            fmt::format("expected better: higher or better: lower, found {}", description(node)),
            "Leave it out where neither is better.");
}

// A scale made of scales. Its terms are read once all scales are known, since they may name later ones.
void begin_combined(MapReader& map, Scale& scale, Mistakes& mistakes) {
  for (const char* key : {"items", "score", "min_answered"}) {
    if (const Node* node = map.get(key))
      mistake(mistakes, node->place(), fmt::format("scale {} is made of scales and has no \"{}\"", scale.id, key),
              "Keep \"combine\" or a key of items.");
  }
  if (map.node().find("combine") != nullptr || map.node().find("constant") != nullptr) scale.reliability.reset();
  scale.method = ScoreMethod::combine;
  scale.items.clear();
  scale.min_answered = 0;
  if (const Node* constant = map.get("constant")) scale.constant = read_number(*constant, mistakes).value_or(0);
}

// A scale of items, whatever it was before.
void read_keyed(MapReader& map, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  if (scale.method == ScoreMethod::combine) scale = {.id = scale.id, .title = scale.title, .better = scale.better};
  if (const Node* items = map.get("items")) read_key(*items, questionnaire, scale, mistakes);
  if (const Node* method = map.get("score")) read_method(*method, scale, mistakes);
  if (const Node* least = map.get("min_answered")) {
    if (const auto read = read_whole(*least, 1, kMostItems, mistakes))
      scale.min_answered = static_cast<std::size_t>(*read);
  }
  if (const Node* constant = map.get("constant")) {
    mistake(mistakes, constant->place(), fmt::format("scale {} has a \"constant\" but no \"combine\"", scale.id),
            "A constant is added to scales made of scales only.");
  }
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
  const bool combined =
      map.get("combine") != nullptr || (scale.method == ScoreMethod::combine && entry.value.find("items") == nullptr);
  if (combined) begin_combined(map, scale, mistakes);
  else read_keyed(map, questionnaire, scale, mistakes);
  map.get("reliability");
  map.finish();
}

void read_terms(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  MapReader map(node, "combine", mistakes);
  scale.terms.clear();
  for (const Node::Entry& entry : node.entries) {
    const auto part = find_scale(entry.key, entry.key_place, questionnaire, mistakes);
    const auto weight = read_number(entry.value, mistakes);
    if (part && weight) scale.terms.push_back({.scale = *part, .weight = *weight});
  }
  if (map.is_map() && node.entries.empty()) mistake(mistakes, node.place(), "combine names no scale");
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

// Scales without a key, and missing rules that no answers can meet.
void check_keys(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes) {
  const Node* scales = document.find("scales");
  const Node* order = document.find("order");
  for (const Scale& scale : questionnaire.scales) {
    if (scale.method == ScoreMethod::combine) continue;
    const Node* own = scales == nullptr ? nullptr : scales->find(scale.id);
    const Node* items = own == nullptr ? nullptr : own->find("items");
    const Node* least = own == nullptr ? nullptr : own->find("min_answered");
    const Node& nearest = least != nullptr ? *least : own != nullptr ? *own : order != nullptr ? *order : document;
    if (scale.items.empty() && (items == nullptr || items->elements.empty())) {
      mistake(mistakes, (items != nullptr ? *items : nearest).place(), fmt::format("scale {} has no items", scale.id),
              "Give it \"items\", or \"combine\" for a scale made of scales.");
    } else if (!scale.items.empty() && scale.min_answered > scale.items.size()) {
      mistake(mistakes, nearest.place(),
              fmt::format("min_answered is {}, but scale {} has {}", scale.min_answered, scale.id,
                          counted(scale.items.size(), "item")),
              "No answers could ever give a score.");
    }
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
  std::vector<std::string> ids;
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    if (questionnaire.scales[s].id == id) return s;
    ids.push_back(questionnaire.scales[s].id);
  }
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
    if (const Node* reliability = entry.value.find("reliability"))
      read_reliability(*reliability, questionnaire, scale, mistakes);
  }
  check_circles(node, questionnaire, mistakes);
}

void check_scales(const Node& document, const Questionnaire& questionnaire, Mistakes& mistakes) {
  check_keys(document, questionnaire, mistakes);
  check_better(document, questionnaire, mistakes);
}

}  // namespace attune
