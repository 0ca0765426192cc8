#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// One value of a row. Its text belongs to the block that it was read from.
struct Cell {
  std::string_view text;
  bool json = false;       ///< `text` is a JSON value that is no string (a number, true, a list …); empty: null
  std::uint32_t line = 0;  ///< where the values of a row stand on several lines: its own; else 0
};

/// Bytes of whole records.
struct ByteBlock {
  std::string bytes;
  std::size_t first_line = 1;  ///< the line of the file on which it begins
};

/// One row, in the order of the file's columns.
struct Record {
  std::vector<Cell> cells;
  std::size_t line = 0;
  bool blank = false;  ///< an empty line
};

/// Texts that had to be made anew (unquoted, unescaped), kept while the cells that show them are in use.
using TextStore = std::deque<std::string>;

/// Takes the records of one block one by one.
class RecordParser {
 public:
  virtual ~RecordParser() = default;
  /// Reads the next record into `record`; false at the end. Throws Error (data) with the line.
  virtual bool next(Record& record) = 0;
};

}  // namespace attune
