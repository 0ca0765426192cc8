#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/load_parts.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

// The item of the scale's key that the text at `place` names, or null, noted.
KeyedItem* find_keyed(const std::string& id, const Place& place, const Questionnaire& questionnaire, Scale& scale,
                      Mistakes& mistakes) {
  const auto item = find_item(id, place, questionnaire, mistakes);
  if (!item) return nullptr;
  const auto keyed = std::find_if(scale.items.begin(), scale.items.end(),
                                  [&](const KeyedItem& candidate) { return candidate.item == *item; });
  if (keyed != scale.items.end()) return &*keyed;
  mistake(mistakes, place, fmt::format("\"{}\" is not in the key of scale {}", id, scale.id));
  return nullptr;
}

// What each answer stands for, noted where an entry says neither an answer nor a number.
std::map<int, double> read_value_map(const std::vector<const Node::Entry*>& entries, Mistakes& mistakes) {
  std::map<int, double> values;
  for (const Node::Entry* entry : entries) {
    const auto answer = parse_whole(entry->key);
    const auto value = read_number(entry->value, mistakes);
    if (!answer) {
      mistake(mistakes, entry->key_place, fmt::format("expected an answer, found \"{}\"", shorten(entry->key, 40)),
              "Write answer: value, for example values: { 1: 0, 2: 0, 3: 1 }.");
    } else if (value && std::abs(*value) > kAnswerLimit) {
      mistake(mistakes, entry->value.place(), fmt::format("a value lies between -{0} and {0}", kAnswerLimit));
    } else if (value) {
      values[*answer] = *value;
    }
  }
  return values;
}

// Gives the item `values`, which must say something about each of its answers.
void take_values(const std::map<int, double>& values, const Place& place, const Questionnaire& questionnaire,
                 KeyedItem& keyed, Mistakes& mistakes) {
  keyed.values.clear();
  for (const int answer : questionnaire.response_of(keyed.item).answers()) {
    const auto value = values.find(answer);
    if (value == values.end()) {
      mistake(mistakes, place, fmt::format("no value for answer {} of {}", answer, questionnaire.items[keyed.item].id),
              "Say what each answer counts.");
      return;
    }
    keyed.values[answer] = value->second;
  }
}

std::vector<const Node::Entry*> entries_of(const Node& map) {
  std::vector<const Node::Entry*> entries;
  for (const Node::Entry& entry : map.entries) entries.push_back(&entry);
  return entries;
}

}  // namespace

void read_key(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence) {
    mistake(mistakes, node.place(),
            fmt::format("expected the key as a list such as [q1, -q2], found {}", description(node)));
    return;
  }
  scale.items.clear();
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
}

void read_weights(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  MapReader map(node, "weights", mistakes);
  for (const Node::Entry& entry : node.entries) {
    KeyedItem* keyed = find_keyed(entry.key, entry.key_place, questionnaire, scale, mistakes);
    const auto weight = read_number(entry.value, kLargestScore, mistakes);
    if (keyed != nullptr && weight) keyed->weight = *weight;
  }
}

void read_values(const Node& node, const Questionnaire& questionnaire, Scale& scale, Mistakes& mistakes) {
  MapReader map(node, "values", mistakes);
  // Answers are numbers and items are not, so both may be keys of the one map.
  std::vector<const Node::Entry*> of_all, of_one;
  for (const Node::Entry& entry : node.entries)
    (entry.value.kind == Node::Kind::map ? of_one : of_all).push_back(&entry);
  std::set<const KeyedItem*> own;
  for (const Node::Entry* entry : of_one) {
    KeyedItem* keyed = find_keyed(entry->key, entry->key_place, questionnaire, scale, mistakes);
    if (keyed == nullptr) continue;
    take_values(read_value_map(entries_of(entry->value), mistakes), entry->value.place(), questionnaire, *keyed,
                mistakes);
    own.insert(keyed);
  }
  if (of_all.empty()) return;
  if (scale.items.empty())
    mistake(mistakes, node.place(), fmt::format("scale {} has no items whose answers could have values", scale.id));
  const auto values = read_value_map(of_all, mistakes);
  for (KeyedItem& keyed : scale.items) {
    if (!own.contains(&keyed)) take_values(values, node.place(), questionnaire, keyed, mistakes);
  }
}

}  // namespace attune
