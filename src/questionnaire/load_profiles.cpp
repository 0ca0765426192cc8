#include <fmt/format.h>

#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/load_parts.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

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
  check_cut(*cut, scale, questionnaire, node->place(), mistakes);
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

void check_cut(double cut, std::size_t scale, const Questionnaire& questionnaire, const Place& place,
               Mistakes& mistakes) {
  // Where the answers or the key could not be read, that has been noted, and no cut can be judged.
  if (questionnaire.response.min == questionnaire.response.max || questionnaire.scales[scale].parts() == 0) return;
  const auto [low, high] = score_range(questionnaire, scale);
  if (cut > low && cut <= high) return;
  mistake(mistakes, place,
          fmt::format("the cut {} lies outside the scores of {}, {} to {}", number_text(cut),
                      questionnaire.scales[scale].id, number_text(low), number_text(high)),
          "At or below the lowest score everybody would be high; above the highest, nobody.");
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
