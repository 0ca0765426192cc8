#include "base/text_table.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/text.h"

namespace attune {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowestWrapped = 15;

std::string padded(const std::string& cell, int width, TextTable::Align align) {
  const std::string space(static_cast<std::size_t>(std::max(width - display_width(cell), 0)), ' ');
  return align == TextTable::Align::left ? cell + space : space + cell;
}

// A cell is one line; that its text had several does not matter to a reader of tables.
std::string cell_text(std::string_view text) {
  std::string cell = printable(text);
  std::replace(cell.begin(), cell.end(), '\n', ' ');
  return cell;
}

void end_line(std::string& text) {
  while (text.ends_with(' ')) text.pop_back();
  text += '\n';
}

}  // namespace

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {
  for (Column& column : columns_) column.title = cell_text(column.title);
}

void TextTable::add(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = cell_text(cell);
  rows_.push_back(std::move(cells));
}

std::vector<int> TextTable::natural_widths() const {
  std::vector<int> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    int widest = display_width(columns_[c].title);
    for (const auto& row : rows_) widest = std::max(widest, display_width(row[c]));
    widths.push_back(widest);
  }
  return widths;
}

std::string TextTable::lines_of(const std::vector<std::string>& cells, const std::vector<int>& widths) const {
  const std::size_t last = columns_.size() - 1;
  std::string before;
  int before_width = 0;
  for (std::size_t c = 0; c < last; ++c) {
    before += padded(cells[c], widths[c], columns_[c].align) + std::string(kGap, ' ');
    before_width += widths[c] + kGap;
  }
  std::string text;
  for (const std::string& line : wrap(cells[last], std::max(widths[last], 1))) {
    text += before + padded(line, widths[last], columns_[last].align);
    end_line(text);
    before.assign(static_cast<std::size_t>(before_width), ' ');
  }
  return text;
}

std::string TextTable::titles(const std::vector<int>& widths) const {
  if (std::all_of(columns_.begin(), columns_.end(), [](const Column& column) { return column.title.empty(); }))
    return {};
  std::vector<std::string> cells;
  for (const Column& column : columns_) cells.push_back(column.title);
  return lines_of(cells, widths);
}

std::string TextTable::text(int width) const {
  std::vector<int> widths = natural_widths();
  const std::size_t last = columns_.size() - 1;
  const int before_last = std::accumulate(widths.begin(), widths.end() - 1, static_cast<int>(last) * kGap);
  if (width > 0 && before_last + widths[last] > width) widths[last] = std::max(width - before_last, kNarrowestWrapped);
  std::string text = titles(widths);
  for (const auto& row : rows_) text += lines_of(row, widths);
  return text;
}

std::string TextTable::folded_text(int width) const {
  const std::vector<int> widths = natural_widths();
  std::string text;
  for (std::size_t next = 1; next < columns_.size();) {
    std::vector<std::size_t> chosen{0};
    int taken = widths[0];
    do {
      chosen.push_back(next);
      taken += kGap + widths[next++];
    } while (next < columns_.size() && taken + kGap + widths[next] <= width);
    if (!text.empty()) text += '\n';
    text += with_columns(chosen).text();
  }
  return text;
}

TextTable TextTable::with_columns(const std::vector<std::size_t>& chosen) const {
  std::vector<Column> columns;
  for (const std::size_t c : chosen) columns.push_back(columns_[c]);
  TextTable table(std::move(columns));
  for (const auto& row : rows_) {
    std::vector<std::string> cells;
    for (const std::size_t c : chosen) cells.push_back(row[c]);
    table.add(std::move(cells));
  }
  return table;
}

std::string TextTable::take_rows() {
  std::string text;
  if (settled_.empty()) {
    settled_ = natural_widths();
    text = titles(settled_);
  }
  for (const auto& row : rows_) {
    std::vector<int> widths = settled_;
    widths.back() = std::max(widths.back(), display_width(row.back()));
    text += lines_of(row, widths);
  }
  rows_.clear();
  return text;
}

}  // namespace attune
