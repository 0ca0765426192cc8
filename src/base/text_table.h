#pragma once

#include <string>
#include <vector>

namespace attune {

/// A table for people: columns aligned by display width, separated by two spaces, without lines or colour.
///
/// Cells are made printable() first, so untrusted text may be put in as it is.
class TextTable {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::left;
  };

  explicit TextTable(std::vector<Column> columns);

  /// Adds a row; `cells` has as many entries as there are columns.
  void add(std::vector<std::string> cells);

  /// The rows added since the last call, and before the first of all the titles. The first call settles how wide the
  /// columns are; a wider cell that comes later pushes what follows it. For tables too long to be kept whole.
  std::string take_rows();

  /// The table, each line ended by a line feed. The last column is wrapped so that lines fit `width` columns where that
  /// leaves it at least 15; width 0 wraps nothing.
  std::string text(int width = 0) const;

  /// As text(0), but columns beyond `width` go on in a further table below a blank line, which begins with the first
  /// column again.
  std::string folded_text(int width) const;

 private:
  std::vector<Column> columns_;
  std::vector<int> natural_widths() const;
  std::string lines_of(const std::vector<std::string>& cells, const std::vector<int>& widths) const;
  std::string titles(const std::vector<int>& widths) const;
  TextTable with_columns(const std::vector<std::size_t>& chosen) const;

  std::vector<std::vector<std::string>> rows_;
  std::vector<int> settled_;  // widths, once take_rows() has been called
};

}  // namespace attune
