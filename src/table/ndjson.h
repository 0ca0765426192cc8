#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "table/record.h"

namespace attune {

/// The keys of the objects in `lines`, in the order in which they first appear. Throws Error (data) as NdjsonParser
/// does.
std::vector<std::string> ndjson_keys(const ByteBlock& lines, const std::string& file);

/// Reads JSON objects, one a line, as records with the columns `names`; a key that is absent or null is an empty cell.
/// Throws Error (data) for what is not an object, a key twice, and a key that is not among the columns.
class NdjsonParser : public RecordParser {
 public:
  /// Cells refer to `store`, which must outlive them.
  NdjsonParser(const ByteBlock& block, const std::vector<std::string>& names, const std::string& file,
               TextStore& store);

  bool next(Record& record) override;

 private:
  std::string_view rest_;
  const std::string& file_;
  TextStore& store_;
  std::unordered_map<std::string_view, std::size_t> columns_;
  std::size_t line_;
};

/// Appends `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string& json, std::string_view text);

}  // namespace attune
