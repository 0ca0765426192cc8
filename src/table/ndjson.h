#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "table/record.h"

namespace attune {

/// The keys of the objects in `lines`, in the order in which they first appear. Throws Error (data) as NdjsonParser
/// does.
std::vector<std::string> ndjson_keys(const ByteBlock& lines, const std::string& file);

/// What objects have in common that one program wrote one after the other: all but the values. Objects of a known shape
/// are read without parsing them.
class ObjectShape {
 public:
  using Columns = std::unordered_map<std::string_view, std::size_t>;

  /// The shape of `line`, which is known to hold an object with keys among `columns`, none of them twice. Nothing where
  /// a value is none of those that read() takes.
  static std::optional<ObjectShape> of(std::string_view line, const Columns& columns);

  /// Reads an object of this shape whose values are null, short whole numbers, and strings of ASCII without escapes.
  /// For any other, says false and leaves `cells` half done.
  bool read(std::string_view line, std::vector<Cell>& cells) const;

 private:
  std::vector<std::string> before_;   // what stands before each value
  std::vector<std::size_t> columns_;  // that each value belongs to
  std::string after_;
};

/// Reads JSON objects, one a line, as records with the columns `names`; a key that is absent or null is an empty cell.
/// Throws Error (data) for what is not an object, a key twice, and a key that is not among the columns.
class NdjsonParser : public RecordParser {
 public:
  /// Cells refer to `store`, which must outlive them.
  NdjsonParser(const ByteBlock& block, const std::vector<std::string>& names, const std::string& file,
               TextStore& store);

  bool next(Record& record) override;

 private:
  void read_any(std::string_view line, const Place& place, Record& record);

  std::string_view rest_;
  const std::string& file_;
  TextStore& store_;
  ObjectShape::Columns columns_;
  std::size_t line_;
  std::optional<ObjectShape> shape_;  // of the object before
};

/// Appends `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& json, std::string_view text);

}  // namespace attune
