#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/load_parts.h"
#include "questionnaire/score_range.h"

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

// `combine` is read after all scales are known, since it may name later ones.
void read_combine(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  MapReader map(node, "combine", mistakes);
  scale.method = ScoreMethod::combine;
  scale.terms.clear();
  scale.reliability.reset();
  for (const Node::Entry& entry : node.entries) {
    const auto part = find_scale(entry.key, entry.key_place, questionnaire, mistakes);
    const auto weight = read_number(entry.value, mistakes);
    if (part && weight) scale.terms.push_back({.scale = *part, .weight = *weight});
  }
  if (map.is_map() && node.entries.empty()) mistake(mistakes, node.place(), "combine names no scale");
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

void read_scale(const Node::Entry& entry, Questionnaire& questionnaire, Mistakes& mistakes) {
  const auto known = std::find_if(questionnaire.scales.begin(), questionnaire.scales.end(),
                                  [&](const Scale& s) { return s.id == entry.key; });
  Scale scale = known == questionnaire.scales.end() ? Scale{} : *known;
  scale.id = entry.key;
  MapReader map(entry.value, fmt::format("scale {}", entry.key), mistakes);
  map.text("title", scale.title);
  const Node* combine = map.get("combine");
  const Node* items = map.get("items");
  const Node* method = map.get("score");
  if (items != nullptr) read_key(*items, questionnaire, scale, mistakes);
  if (method != nullptr) read_method(*method, scale, mistakes);
  if (const Node* least = map.get("min_answered")) {
    if (const auto read = read_whole(*least, 1, kMostItems, mistakes))
      scale.min_answered = static_cast<std::size_t>(*read);
  }
  if (const Node* constant = map.get("constant")) scale.constant = read_number(*constant, mistakes).value_or(0);
  if (const Node* reliability = map.get("reliability")) read_reliability(*reliability, questionnaire, scale, mistakes);
  map.finish();
  if (combine != nullptr && (items != nullptr || method != nullptr || map.node().find("min_answered") != nullptr)) {
    mistake(mistakes, entry.value.place(), fmt::format("scale {} has both \"combine\" and a key of items", entry.key),
            "Keep one of them.");
  }
  if (combine == nullptr && scale.method != ScoreMethod::combine && scale.items.empty() && items == nullptr) {
    mistake(mistakes, entry.value.place(), fmt::format("scale {} has neither \"items\" nor \"combine\"", entry.key));
  }
  if (known == questionnaire.scales.end()) questionnaire.scales.push_back(std::move(scale));
  else *known = std::move(scale);
}

void check_min_answered(const Node& node, const Questionnaire& questionnaire, Mistakes& mistakes) {
  for (const Scale& scale : questionnaire.scales) {
    if (scale.method == ScoreMethod::combine || scale.min_answered <= scale.items.size()) continue;
    const Node* own = node.find(scale.id);
    const Node* stated = own == nullptr ? nullptr : own->find("min_answered");
    mistake(mistakes,
            (stated != nullptr ? *stated
             : own != nullptr  ? *own
                               : node)
                .place(),
            fmt::format("min_answered is {}, but scale {} has {}", scale.min_answered, scale.id,
                        counted(scale.items.size(), "item")));
  }
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

std::optional<std::size_t> read_scale_name(MapReader& map, std::string_view key, const Questionnaire& questionnaire,
                                           Mistakes& mistakes) {
  const Node* node = map.require(key, "It names a scale.");
  const auto id = node == nullptr ? std::optional<std::string>() : read_text(*node, mistakes);
  return id ? find_scale(*id, node->place(), questionnaire, mistakes) : std::nullopt;
}

void read_cut(const Node& cuts, std::size_t scale, const Questionnaire& questionnaire, double& target,
              Mistakes& mistakes) {
  const std::string& id = questionnaire.scales[scale].id;
  const Node* node = cuts.find(id);
  if (node == nullptr) {
    mistake(mistakes, cuts.place(), fmt::format("no cut for scale {}", id), "Both dimensions need one.");
    return;
  }
  const auto cut = read_number(*node, mistakes);
  if (!cut) return;
  const auto [low, high] = score_range(questionnaire, scale);
  if (*cut <= low || *cut > high) {
    mistake(mistakes, node->place(),
            fmt::format("the cut {} lies outside the scores of {}, {} to {}", number_text(*cut), id, number_text(low),
                        number_text(high)),
            "At or below the lowest score everybody would be high; above the highest, nobody.");
  }
  target = *cut;
}

void read_quadrants(MapReader& map, Questionnaire& questionnaire, Mistakes& mistakes) {
  const auto* inherited = std::get_if<QuadrantRule>(&questionnaire.profiles);
  QuadrantRule rule = inherited == nullptr ? QuadrantRule{} : *inherited;
  bool axes = inherited != nullptr;
  const bool x_stated = map.get("x") != nullptr;
  const bool y_stated = map.get("y") != nullptr;
  if (!axes || x_stated || y_stated) {
    const auto x = read_scale_name(map, "x", questionnaire, mistakes);
    const auto y = read_scale_name(map, "y", questionnaire, mistakes);
    axes = x && y;
    if (axes) rule.x = *x, rule.y = *y;
    if (axes && rule.x == rule.y) mistake(mistakes, map.node().place(), "both dimensions are the same scale");
  }
  const Node* cuts =
      map.require("cut", "It says from which score a dimension is high: cut: { anxiety: 4, avoidance: 4 }.");
  if (cuts == nullptr || !axes) return;
  MapReader cut_map(*cuts, "cut", mistakes);
  cut_map.get(questionnaire.scales[rule.x].id);
  cut_map.get(questionnaire.scales[rule.y].id);
  cut_map.finish();
  if (!cut_map.is_map()) return;
  read_cut(*cuts, rule.x, questionnaire, rule.x_cut, mistakes);
  read_cut(*cuts, rule.y, questionnaire, rule.y_cut, mistakes);
  questionnaire.profiles = rule;
}

void read_highest(MapReader& map, Questionnaire& questionnaire, Mistakes& mistakes) {
  const Node* of =
      map.require("of", "It names a scale for each profile: of: { secure: secure, anxious: preoccupied }.");
  if (of == nullptr) return;
  HighestRule rule;
  MapReader prototypes(*of, "of", mistakes);
  for (const Node::Entry& entry : of->entries) {
    const auto id = read_text(entry.value, mistakes);
    const auto scale = id ? find_scale(*id, entry.value.place(), questionnaire, mistakes) : std::nullopt;
    if (!is_part_id(entry.key))
      mistake(mistakes, entry.key_place, fmt::format("\"{}\" cannot be a profile's name", shorten(entry.key, 40)));
    else if (scale) rule.prototypes.emplace_back(entry.key, *scale);
  }
  if (prototypes.is_map() && of->entries.size() < 2)
    mistake(mistakes, of->place(), "the highest of fewer than two scales says nothing");
  if (of->entries.size() > kMostProfiles)
    mistake(mistakes, of->place(), fmt::format("more than {} profiles", kMostProfiles));
  questionnaire.profiles = std::move(rule);
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
    if (is_part_id(entry.key)) read_scale(entry, questionnaire, mistakes);
    else
      mistake(mistakes, entry.key_place, fmt::format("\"{}\" cannot be a scale's id", shorten(entry.key, 40)),
              "Use letters, digits, \"_\", \".\" and \"-\", a letter first, at most 64.");
  }
  for (const Node::Entry& entry : node.entries) {
    const Node* combine = entry.value.find("combine");
    if (combine == nullptr || !is_part_id(entry.key)) continue;
    const auto scale = find_scale(entry.key, entry.key_place, questionnaire, mistakes);
    read_combine(*combine, questionnaire, questionnaire.scales[*scale], mistakes);
  }
  check_min_answered(node, questionnaire, mistakes);
  check_circles(node, questionnaire, mistakes);
}

void read_profiles(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  MapReader map(node, "profiles", mistakes);
  if (!map.is_map()) return;
  std::string kind = std::holds_alternative<QuadrantRule>(questionnaire.profiles) ? "quadrants" : "";
  const Node* stated = map.get("kind");
  map.text("kind", kind);
  if (kind == "quadrants") {
    read_quadrants(map, questionnaire, mistakes);
  } else if (kind == "highest") {
    read_highest(map, questionnaire, mistakes);
  } else {
    mistake(mistakes, (stated != nullptr ? *stated : node).place(),
            fmt::format("expected kind: quadrants or kind: highest, found {}",
                        stated != nullptr ? description(*stated) : "neither"));
    return;
  }
  map.finish();
}

}  // namespace attune
