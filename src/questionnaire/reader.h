#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "questionnaire/document.h"

namespace attune {

/// The mistakes found in a definition, in the order in which they were found.
using Mistakes = std::vector<Error>;

/// After so many mistakes no more are noted: a broken file is not worth the time, nor a reader's.
inline constexpr std::size_t kMostMistakes = 100;

/// Notes a mistake at `place`.
void mistake(Mistakes& mistakes, const Place& place, const std::string& problem, const std::string& remedy = {});

/// "a map", "the text "x"" …: what stands at `node`, for messages that say what was expected instead.
std::string description(const Node& node);

/// The values below. Each takes a node of any kind; where it is not what the name says, or lies outside the limits,
/// notes the mistake and returns nothing.
std::optional<std::string> read_text(const Node& node, Mistakes& mistakes);
std::optional<double> read_number(const Node& node, Mistakes& mistakes);
/// From −`most` to `most`.
std::optional<double> read_number(const Node& node, double most, Mistakes& mistakes);
std::optional<int> read_whole(const Node& node, int least, int most, Mistakes& mistakes);
std::optional<std::vector<std::string>> read_texts(const Node& node, Mistakes& mistakes);
std::optional<std::vector<double>> read_numbers(const Node& node, Mistakes& mistakes);
/// [low, high], two whole numbers from `least` to `most`, the second not below the first.
std::optional<std::pair<int, int>> read_range(const Node& node, int least, int most, Mistakes& mistakes);

/// Reads a map key by key. finish() then notes every key that nobody asked for, with the one that was probably meant.
class MapReader {
 public:
  /// `what` names the map in messages: "the definition", "a scale".
  MapReader(const Node& node, std::string what, Mistakes& mistakes);

  /// False where the node is no map at all, which has been noted; every key is then absent.
  bool is_map() const { return node_.kind == Node::Kind::map; }
  const Node& node() const { return node_; }

  /// The value of `key`, or null where it is absent.
  const Node* get(std::string_view key);
  /// As get(), but notes its absence.
  const Node* require(std::string_view key, std::string_view why);

  /// Sets `target` where `key` is there and a text.
  void text(std::string_view key, std::string& target);
  void number(std::string_view key, std::optional<double>& target);
  void number(std::string_view key, double most, std::optional<double>& target);

  void finish();

 private:
  const Node& node_;
  std::string what_;
  Mistakes& mistakes_;
  std::vector<std::string> asked_;  // each once
};

}  // namespace attune
