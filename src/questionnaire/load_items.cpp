#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

std::string without_digits(std::string text) {
  std::erase_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return text;
}

std::vector<Item> counted_items(const Node& node, Mistakes& mistakes) {
  MapReader map(node, "items", mistakes);
  std::string prefix;
  map.text("prefix", prefix);
  if (prefix.empty())
    mistake(mistakes, node.place(), "items has no \"prefix\"", "Write, for example, items: { prefix: q, count: 36 }.");
  else if (!is_part_id(prefix + "1"))
    mistake(mistakes, node.find("prefix")->place(),
            fmt::format("\"{}\" cannot begin an item's id", shorten(prefix, 40)),
            "Use letters and digits, a letter first.");
  const Node* count = map.require("count", "It says how many items there are.");
  const auto number = count == nullptr ? std::optional<int>() : read_whole(*count, 1, kMostItems, mistakes);
  map.finish();
  std::vector<Item> items;
  for (int n = 1; n <= number.value_or(0); ++n)
    items.push_back({.id = prefix + std::to_string(n), .text = {}, .note = {}});
  return items;
}

std::vector<Item> listed_items(const Node& node, Mistakes& mistakes) {
  std::vector<Item> items;
  if (node.elements.size() > static_cast<std::size_t>(kMostItems)) {
    mistake(mistakes, node.place(), fmt::format("more than {} items", grouped(kMostItems)));
    return items;
  }
  std::set<std::string> seen;
  for (const Node& element : node.elements) {
    MapReader map(element, "an item", mistakes);
    Item item;
    map.require("id", "The id is the name of the item's column in answer files.");
    map.text("id", item.id);
    map.text("text", item.text);
    map.text("note", item.note);
    map.text("stem", item.stem);
    if (const Node* response = map.get("response")) item.response = read_response_scale(*response, mistakes);
    map.finish();
    if (item.id.empty()) continue;
    const Place place = element.find("id")->place();
    if (!is_part_id(item.id)) {
      mistake(mistakes, place, fmt::format("\"{}\" cannot be an item's id", shorten(item.id, 40)),
              "Use letters, digits, \"_\", \".\" and \"-\", a letter first, at most 64.");
    }
    if (!seen.insert(fold(item.id)).second) {
      mistake(mistakes, place, fmt::format("a second item \"{}\"", item.id),
              "Columns are found by id whatever their case, so ids must differ in more than that.");
      continue;
    }
    items.push_back(std::move(item));
  }
  return items;
}

// The scales' keys in the new numbering; an item that is left out leaves its scales.
void renumber(Questionnaire& questionnaire, const std::vector<std::optional<std::size_t>>& place_of) {
  for (Scale& scale : questionnaire.scales) {
    std::erase_if(scale.items, [&](const KeyedItem& keyed) { return !place_of[keyed.item]; });
    for (KeyedItem& keyed : scale.items) keyed.item = *place_of[keyed.item];
  }
  std::erase_if(questionnaire.unscored, [&](std::size_t item) { return !place_of[item]; });
  for (std::size_t& item : questionnaire.unscored) item = *place_of[item];
}

}  // namespace

bool is_part_id(const std::string& name) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto allowed = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-'; };
  return !name.empty() && name.size() <= 64 && letter(name.front()) && std::all_of(name.begin(), name.end(), allowed);
}

std::optional<std::size_t> find_item(const std::string& id, const Place& place, const Questionnaire& questionnaire,
                                     Mistakes& mistakes) {
  const auto& items = questionnaire.items;
  const auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  if (found != items.end()) return static_cast<std::size_t>(found - items.begin());
  if (mistakes.size() >= kMostMistakes) return std::nullopt;
  std::vector<std::string> ids;
  for (const Item& item : items) {
    // Numbers are near one another without being meant: q37 is not a mistyped q3.
    if (without_digits(item.id) != without_digits(id)) ids.push_back(item.id);
  }
  const auto meant = did_you_mean(id, ids);
  std::string remedy;
  if (meant) remedy = fmt::format("Did you mean \"{}\"?", *meant);
  else if (!items.empty()) remedy = fmt::format("The items are {} to {}.", items.front().id, items.back().id);
  mistake(mistakes, place, fmt::format("there is no item \"{}\"", shorten(id, 40)), remedy);
  return std::nullopt;
}

void read_items(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  if (!questionnaire.items.empty()) {
    mistake(mistakes, node.place(),
            fmt::format("the items are those of \"{}\" and cannot be stated anew", questionnaire.extends),
            "Use \"order\" for another order or a short form, \"wording\" for their texts.");
    return;
  }
  questionnaire.items =
      node.kind == Node::Kind::sequence ? listed_items(node, mistakes) : counted_items(node, mistakes);
  for (Item& item : questionnaire.items) {
    if (item.response == questionnaire.response) item.response.reset();
  }
}

void read_order(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  if (questionnaire.extends.empty()) {
    mistake(mistakes, node.place(), "\"order\" needs \"extends\": it renumbers the items of another definition");
    return;
  }
  if (node.kind != Node::Kind::sequence) {
    mistake(mistakes, node.place(), fmt::format("expected the order as a list of items, found {}", description(node)));
    return;
  }
  std::vector<Item> items;
  std::vector<std::optional<std::size_t>> place_of(questionnaire.items.size());
  for (const Node& element : node.elements) {
    const auto id = read_text(element, mistakes);
    const auto item = id ? find_item(*id, element.place(), questionnaire, mistakes) : std::nullopt;
    if (!item) continue;
    if (place_of[*item]) {
      mistake(mistakes, element.place(), fmt::format("\"{}\" stands in the order twice", *id));
      continue;
    }
    place_of[*item] = items.size();
    // The n-th item goes by the name of the base's n-th: whoever shuffles a form numbers it anew.
    Item moved = questionnaire.items[*item];
    moved.id = questionnaire.items[items.size()].id;
    items.push_back(std::move(moved));
  }
  const bool shortened = items.size() < questionnaire.items.size();
  questionnaire.items = std::move(items);
  renumber(questionnaire, place_of);
  if (shortened) questionnaire.norms.clear();
}

void read_wording(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  auto& items = questionnaire.items;
  if (node.kind == Node::Kind::sequence) {
    const auto texts = read_texts(node, mistakes);
    if (!texts || texts->size() != node.elements.size()) return;
    if (texts->size() != items.size()) {
      mistake(mistakes, node.place(),
              fmt::format("{} for {}", counted(texts->size(), "statement"), counted(items.size(), "item")),
              "Give one for each item, in the items' order.");
      return;
    }
    for (std::size_t i = 0; i < items.size(); ++i) items[i].text = (*texts)[i];
    return;
  }
  if (node.kind != Node::Kind::map) {
    mistake(mistakes, node.place(),
            fmt::format("expected the wording as a list of statements or a map (item: statement), found {}",
                        description(node)));
    return;
  }
  for (const Node::Entry& entry : node.entries) {
    const auto item = find_item(entry.key, entry.key_place, questionnaire, mistakes);
    const auto text = read_text(entry.value, mistakes);
    if (item && text) items[*item].text = *text;
  }
}

void read_unscored(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence) {
    mistake(mistakes, node.place(), fmt::format("expected unscored as a list of items, found {}", description(node)));
    return;
  }
  questionnaire.unscored.clear();
  for (const Node& element : node.elements) {
    const auto id = read_text(element, mistakes);
    const auto item = id ? find_item(*id, element.place(), questionnaire, mistakes) : std::nullopt;
    if (item) questionnaire.unscored.push_back(*item);
  }
}

}  // namespace attune
