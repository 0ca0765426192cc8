#include <fmt/format.h>

#include <map>
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
  const auto between = static_cast<std::size_t>(response.max - response.min) + 1;
  response.only_labelled = response.labels.size() < between;
  return true;
}

// The answer that `text` names, whatever its case.
std::optional<int> answer_named(const std::string& text, const std::map<int, std::string>& labels) {
  for (const auto& [answer, label] : labels) {
    if (fold(label) == fold(text)) return answer;
  }
  return std::nullopt;
}

std::optional<int> answer_named(const std::string& text, const std::map<std::string, int>& codes) {
  for (const auto& [code, answer] : codes) {
    if (fold(code) == fold(text)) return answer;
  }
  return std::nullopt;
}

void read_code(const Node::Entry& entry, ResponseScale& response, Mistakes& mistakes) {
  const auto answer = read_whole(entry.value, response.min, response.max, mistakes);
  if (!answer) return;
  const auto labelled = answer_named(entry.key, response.labels), coded = answer_named(entry.key, response.codes);
  if (!response.allows(*answer)) mistake(mistakes, entry.value.place(), fmt::format("{} is not an answer", *answer));
  else if (trim(entry.key).empty() || parse_number(trim(entry.key)))
    mistake(mistakes, entry.key_place, fmt::format("\"{}\" cannot be a code", entry.key),
            "In a file of answers, empty means not answered, and a number means itself.");
  else if (labelled.value_or(*answer) != *answer)
    mistake(mistakes, entry.key_place, fmt::format("\"{}\" is the label of answer {}", entry.key, *labelled));
  else if (coded.value_or(*answer) != *answer)
    mistake(mistakes, entry.key_place, fmt::format("\"{}\" is a code of answer {} too", entry.key, *coded),
            "Codes are understood whatever their case, so those of two answers must differ in more than that.");
  else response.codes[entry.key] = *answer;
}

void read_codes(const Node& node, ResponseScale& response, Mistakes& mistakes) {
  const MapReader map(node, "codes", mistakes);
  for (const Node::Entry& entry : node.entries) read_code(entry, response, mistakes);
}

void read_missing_codes(const Node& node, ResponseScale& response, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence)
    mistake(mistakes, node.place(), fmt::format("expected a list of texts, found {}", description(node)));
  for (const Node& element : node.elements) {
    const auto code = read_text(element, mistakes);
    if (!code) continue;
    const auto number = parse_whole(*code);
    const auto labelled = answer_named(*code, response.labels), coded = answer_named(*code, response.codes);
    if (number && response.allows(*number))
      mistake(mistakes, element.place(), fmt::format("{} is an answer, so it cannot mean that there is none", *code));
    else if (labelled || coded)
      mistake(mistakes, element.place(),
              fmt::format("\"{}\" is a {} of answer {}, so it cannot mean that there is none", shorten(*code, 40),
                          labelled ? "label" : "code", labelled ? *labelled : *coded));
    else response.missing.insert(*code);
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
