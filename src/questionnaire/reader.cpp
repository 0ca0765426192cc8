#include "questionnaire/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

template <typename Value, typename ReadElement>
std::optional<std::vector<Value>> read_list(const Node& node, std::string_view expected, Mistakes& mistakes,
                                            ReadElement read) {
  if (node.kind != Node::Kind::sequence) {
    mistake(mistakes, node.place(), fmt::format("expected {}, found {}", expected, description(node)));
    return std::nullopt;
  }
  std::vector<Value> values;
  for (const Node& element : node.elements) {
    if (auto value = read(element)) values.push_back(std::move(*value));
  }
  return values;
}

}  // namespace

void mistake(Mistakes& mistakes, const Place& place, const std::string& problem, const std::string& remedy) {
  if (mistakes.size() >= kMostMistakes) return;
  mistakes.emplace_back(ExitCode::data, place, problem, remedy);
}

std::string description(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null: return "nothing";
    case Node::Kind::sequence: return "a list";
    case Node::Kind::map: return "a map";
    case Node::Kind::scalar: break;
  }
  return fmt::format("\"{}\"", shorten(node.scalar, 40));
}

std::optional<std::string> read_text(const Node& node, Mistakes& mistakes) {
  if (node.kind == Node::Kind::scalar && !trim(node.scalar).empty()) return std::string(trim(node.scalar));
  mistake(mistakes, node.place(), fmt::format("expected a text, found {}", description(node)));
  return std::nullopt;
}

std::optional<double> read_number(const Node& node, Mistakes& mistakes) {
  if (node.kind == Node::Kind::scalar) {
    if (const auto value = parse_number(node.scalar)) return value;
  }
  mistake(mistakes, node.place(), fmt::format("expected a number, found {}", description(node)));
  return std::nullopt;
}

std::optional<double> read_number(const Node& node, double most, Mistakes& mistakes) {
  const auto number = read_number(node, mistakes);
  if (!number || std::abs(*number) <= most) return number;
  mistake(mistakes, node.place(),
          fmt::format("expected a number from {} to {}, found {}", number_text(-most), number_text(most),
                      description(node)));
  return std::nullopt;
}

std::optional<int> read_whole(const Node& node, int least, int most, Mistakes& mistakes) {
  if (node.kind == Node::Kind::scalar) {
    if (const auto value = parse_whole(node.scalar); value && *value >= least && *value <= most) return value;
  }
  mistake(mistakes, node.place(),
          fmt::format("expected a whole number from {} to {}, found {}", least, most, description(node)));
  return std::nullopt;
}

std::optional<std::vector<std::string>> read_texts(const Node& node, Mistakes& mistakes) {
  return read_list<std::string>(node, "a list of texts", mistakes,
                                [&](const Node& element) { return read_text(element, mistakes); });
}

std::optional<std::vector<double>> read_numbers(const Node& node, Mistakes& mistakes) {
  return read_list<double>(node, "a list of numbers", mistakes,
                           [&](const Node& element) { return read_number(element, mistakes); });
}

std::optional<std::pair<int, int>> read_range(const Node& node, int least, int most, Mistakes& mistakes) {
  if (node.kind != Node::Kind::sequence || node.elements.size() != 2) {
    mistake(mistakes, node.place(), fmt::format("expected a range such as [1, 7], found {}", description(node)));
    return std::nullopt;
  }
  const auto low = read_whole(node.elements[0], least, most, mistakes);
  const auto high = read_whole(node.elements[1], least, most, mistakes);
  if (!low || !high) return std::nullopt;
  if (*low > *high) {
    mistake(mistakes, node.place(), fmt::format("the range must not fall, but {} is above {}", *low, *high));
    return std::nullopt;
  }
  return std::pair(*low, *high);
}

MapReader::MapReader(const Node& node, std::string what, Mistakes& mistakes)
    : node_(node), what_(std::move(what)), mistakes_(mistakes) {
  if (!is_map())
    mistake(mistakes_, node_.place(),
            fmt::format("expected {} as a map (key: value), found {}", what_, description(node_)));
}

const Node* MapReader::get(std::string_view key) {
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
  return node_.find(key);
}

const Node* MapReader::require(std::string_view key, std::string_view why) {
  const Node* value = get(key);
  if (value == nullptr && is_map()) {
    mistake(mistakes_, node_.place(), fmt::format("{} has no \"{}\"", what_, key), std::string(why));
  }
  return value;
}

void MapReader::text(std::string_view key, std::string& target) {
  if (const Node* value = get(key)) {
    if (auto read = read_text(*value, mistakes_)) target = std::move(*read);
  }
}

void MapReader::number(std::string_view key, std::optional<double>& target) {
  number(key, std::numeric_limits<double>::max(), target);
}

void MapReader::number(std::string_view key, double most, std::optional<double>& target) {
  if (const Node* value = get(key)) {
    if (const auto read = read_number(*value, most, mistakes_)) target = read;
  }
}

void MapReader::finish() {
  for (const Node::Entry& entry : node_.entries) {
    if (mistakes_.size() >= kMostMistakes) return;
    if (std::find(asked_.begin(), asked_.end(), entry.key) != asked_.end()) continue;
    const auto meant = did_you_mean(entry.key, asked_);
    mistake(mistakes_, entry.key_place, fmt::format("{} has no key \"{}\"", what_, shorten(entry.key, 40)),
            meant ? fmt::format("Did you mean \"{}\"?", *meant)
                  : fmt::format("It can have: {}.", join_words(asked_, "and", 40)));
  }
}

}  // namespace attune
