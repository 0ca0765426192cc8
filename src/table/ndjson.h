#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"
#include "table/alike_rows.h"
#include "table/record.h"

namespace attune {

/// The keys of the objects in `lines`, in the order in which they first appear. Throws Error (data) as NdjsonParser
/// does.
std::vector<std::string> ndjson_keys(const ByteBlock& lines, const std::string& file);

/// Columns by their keys.
using KeyColumns = std::unordered_map<std::string_view, std::size_t>;

/// How values are written that are null, short whole numbers, or strings of ASCII without escapes.
ValueGrammar simple_value_grammar();

/// The values of `line`, which is known to hold an object with keys among `columns`, none of them twice. Nothing where
/// simple_value_grammar() does not hold for all of them.
std::vector<PlacedValue> place_values(std::string_view line, const KeyColumns& columns);

/// What objects have in common that one program wrote one after the other: all but the values. Objects of a known shape
/// are read without parsing them.
class ObjectShape {
 public:
  /// The shape of `line`, an object with `values` (from place_values()).
  ObjectShape(std::string_view line, const std::vector<PlacedValue>& values);

  /// Reads an object of this shape whose values simple_value_grammar() holds for. For any other, says false and leaves
  /// `cells` half done.
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

  /// What is still to be read, and the line on which it begins.
  std::string_view rest() const { return rest_; }
  std::size_t line() const { return line_; }
  const KeyColumns& columns() const { return columns_; }
  /// Leaves out objects that take `lines` lines, in the next `bytes`.
  void skip(std::size_t bytes, std::size_t lines) {
    rest_.remove_prefix(bytes);
    line_ += lines;
  }

 private:
  void read_any(std::string_view line, const Place& place, Record& record);

  std::string_view rest_;
  const std::string& file_;
  TextStore& store_;
  KeyColumns columns_;
  std::size_t line_;
  std::optional<ObjectShape> shape_;  // of the object before
};

/// Appends `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& json, std::string_view text);

}  // namespace attune
