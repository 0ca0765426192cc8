#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

// The key of `entry`, which stands in `map`, as a value that can be read.
Node key_of(const Node::Entry& entry, const Node& map) {
  Node key;
  key.kind = Node::Kind::scalar;
  key.scalar = entry.key;
  key.line = entry.key_place.line;
  key.column = entry.key_place.column;
  key.file = map.file;
  return key;
}

bool read_limits(MapReader& map, ResponseScale& response, Mistakes& mistakes) {
  const Node* min = map.require("min", "It is the lowest answer: response: { min: 1, max: 7 }.");
  const Node* max = map.require("max", "It is the highest answer: response: { min: 1, max: 7 }.");
  const Node* labels = map.get("labels");
  if (min == nullptr || max == nullptr) return false;
  const auto low = read_whole(*min, -kAnswerLimit, kAnswerLimit, mistakes);
  const auto high = read_whole(*max, -kAnswerLimit, kAnswerLimit, mistakes);
  if (!low || !high) return false;
  if (*low >= *high) {
    mistake(mistakes, max->place(), fmt::format("the highest answer, {}, is not above the lowest, {}", *high, *low));
    return false;
  }
  response.min = *low;
  response.max = *high;
  if (labels != nullptr) response.labels = read_labels(*labels, *low, *high, mistakes);
  return true;
}

bool read_choices(const Node& choices, MapReader& map, ResponseScale& response, Mistakes& mistakes) {
  for (const char* key : {"min", "max", "labels"}) {
    if (const Node* node = map.get(key))
      mistake(mistakes, node->place(),
              fmt::format("\"choices\" are all answers there are, so \"{}\" says nothing", key), "Keep one of them.");
  }
  response.labels = read_labels(choices, -kAnswerLimit, kAnswerLimit, mistakes);
  if (response.labels.size() < 2) {
    if (choices.kind == Node::Kind::map) mistake(mistakes, choices.place(), "fewer than two choices are no choice");
    return false;
  }
  response.min = response.labels.begin()->first;
  response.max = response.labels.rbegin()->first;
  const auto between = static_cast<std::size_t>(response.max - response.min + 1);
  response.only_labelled = response.labels.size() < between;
  return true;
}

void read_codes(const Node& node, ResponseScale& response, Mistakes& mistakes) {
  MapReader map(node, "codes", mistakes);
  for (const Node::Entry& entry : node.entries) {
    const auto answer = read_whole(entry.value, response.min, response.max, mistakes);
    if (!answer) continue;
    const auto label = std::find_if(response.labels.begin(), response.labels.end(),
                                    [&](const auto& other) { return fold(other.second) == fold(entry.key); });
    if (!response.allows(*answer)) mistake(mistakes, entry.value.place(), fmt::format("{} is not an answer", *answer));
    else if (trim(entry.key).empty() || parse_number(trim(entry.key)))
      mistake(mistakes, entry.key_place, fmt::format("\"{}\" cannot be a code", entry.key),
              "In a file of answers, empty means not answered, and a number means itself.");
    else if (label != response.labels.end() && label->first != *answer)
      mistake(mistakes, entry.key_place, fmt::format("\"{}\" is the label of answer {}", entry.key, label->first));
    else response.codes[entry.key] = *answer;
  }
}

void read_missing_codes(const Node& node, ResponseScale& response, Mistakes& mistakes) {
  for (const std::string& code : read_texts(node, mistakes).value_or(std::vector<std::string>())) {
    const auto number = parse_whole(code);
    if (number && response.allows(*number))
      mistake(mistakes, node.place(), fmt::format("{} is an answer, so it cannot mean that there is none", code));
    else response.missing.insert(code);
  }
}

}  // namespace

std::map<int, std::string> read_labels(const Node& node, int least, int most, Mistakes& mistakes) {
  std::map<int, std::string> labels;
  if (node.kind != Node::Kind::map) {
    mistake(mistakes, node.place(),
            fmt::format("expected labels as a map (answer: label), found {}", description(node)));
    return labels;
  }
  std::set<std::string> seen;
  for (const Node::Entry& entry : node.entries) {
    const auto answer = read_whole(key_of(entry, node), least, most, mistakes);
    const auto label = read_text(entry.value, mistakes);
    if (!answer || !label) continue;
    if (const auto number = parse_number(*label); number && *number != *answer) {
      mistake(mistakes, entry.value.place(),
              fmt::format("the label \"{}\" of answer {} is another number", *label, *answer),
              "In a file of answers it could mean either.");
    }
    if (!seen.insert(fold(*label)).second) {
      mistake(mistakes, entry.value.place(), fmt::format("the label \"{}\" stands for two answers", *label),
              "Give each answer its own label.");
    }
    labels[*answer] = *label;
  }
  return labels;
}

std::optional<ResponseScale> read_response_scale(const Node& node, Mistakes& mistakes) {
  MapReader map(node, "response", mistakes);
  if (!map.is_map()) return std::nullopt;
  ResponseScale response;
  const Node* choices = map.get("choices");
  const Node* codes = map.get("codes");
  const Node* missing = map.get("missing");
  const bool read =
      choices != nullptr ? read_choices(*choices, map, response, mistakes) : read_limits(map, response, mistakes);
  map.finish();
  if (!read) return std::nullopt;
  if (codes != nullptr) read_codes(*codes, response, mistakes);
  if (missing != nullptr) read_missing_codes(*missing, response, mistakes);
  return response;
}

void read_response(const Node& node, Questionnaire& questionnaire, Mistakes& mistakes) {
  if (auto response = read_response_scale(node, mistakes)) questionnaire.response = std::move(*response);
}

}  // namespace attune
