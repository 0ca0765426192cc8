#pragma once

#include <string>
#include <vector>

#include "table/table_reader.h"

namespace attune::testing {

/// A table as text: a line of names where the format has them, with labels behind colons; then its rows, each with its
/// line. JSON values stand in angle brackets.
inline std::string table_text(TableReader& reader) {
  std::string text;
  for (const TableColumn& column : reader.head().columns) {
    text += "|" + column.name;
    if (!column.labels.text.empty()) text += ":" + column.labels.text;
    for (const auto& [value, label] : column.labels.values()) text += " " + value + "=" + label;
  }
  if (!text.empty()) text += "\n";
  reader.read([&](const Record& record) {
    text += std::to_string(record.line);
    if (record.blank) text += " blank";
    for (const Cell& cell : record.blank ? std::vector<Cell>() : record.cells) {
      const std::string shown(cell.text);
      text += "|" + (cell.json ? "<" + shown + ">" : shown);
    }
    text += "\n";
    return true;
  });
  return text;
}

/// The rows that are given before `take` has had enough of them.
inline std::size_t rows_until(TableReader& reader, std::size_t enough) {
  std::size_t rows = 0;
  reader.read([&](const Record&) { return ++rows < enough; });
  return rows;
}

}  // namespace attune::testing
