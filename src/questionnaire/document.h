#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace attune {

/// A YAML document as a tree in which every part knows its place in the file.
struct Node {
  enum class Kind { null, scalar, sequence, map };
  struct Entry;

  Kind kind = Kind::null;
  std::string scalar;          ///< for scalar
  std::vector<Node> elements;  ///< for sequence
  std::vector<Entry> entries;  ///< for map, in the order of the file; no key twice
  std::shared_ptr<const std::string> file;
  std::size_t line = 0;    ///< from 1
  std::size_t column = 0;  ///< from 1

  Place place() const { return {.file = file ? *file : "", .line = line, .column = column}; }
  /// The value of a map's `key`, or null.
  const Node* find(std::string_view key) const;
};

struct Node::Entry {
  std::string key;
  Place key_place;
  Node value;
};

/// Reads one untrusted YAML document. `file` is its name in messages.
///
/// Throws Error (data) for what is not valid YAML or UTF-8, and for what a definition has no use for and could do harm:
/// more than 1 MiB, nesting beyond 16, more than 100,000 parts, aliases, tags, keys that are not scalars, a key twice
/// in one map, a second document, control characters and text direction overrides (escaped ones too).
Node parse_document(std::string_view yaml, const std::string& file);

/// The largest document that parse_document() takes, in bytes.
inline constexpr std::size_t kDocumentLimit = std::size_t{1} << 20;

}  // namespace attune
