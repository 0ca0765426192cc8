#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// A row of a small file of delimited text.
struct TextRow {
  std::size_t line = 0;  ///< on which it begins, from 1
  std::vector<std::string> cells;
};

/// The rows of a text in which `delimiter` stands between cells, as RFC 4180 has it: a cell in double quotes may hold
/// delimiters and line breaks, and double quotes as two. A byte order mark is left out, and so are rows without any
/// text. `file` is its name in messages. Throws Error (data) for what is not valid UTF-8, for a quote that does not
/// end, and beyond kMostTextCells cells.
std::vector<TextRow> read_delimited_text(std::string_view text, char delimiter, const std::string& file);

/// `cell` in quotes where it has to be.
std::string delimited_cell(std::string_view cell, char delimiter);

/// Cells by the name of their column.
using NamedCells = std::map<std::string, std::string>;

/// How the rows of a file are written.
struct RowForm {
  std::span<const char* const> columns;  ///< their names, which have to outlive it
  char delimiter;
  std::string_view end;  ///< of each row
};

/// A row, in which the columns that `cells` lacks are empty.
void append_row(std::string& text, const RowForm& form, const NamedCells& cells);

inline constexpr std::size_t kMostTextCells = 2'000'000;

}  // namespace attune
