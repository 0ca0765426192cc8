#include "base/text_table.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/text.h"

namespace attune {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowestWrapped = 20;

std::string padded(const std::string& cell, int width, TextTable::Align align) {
  const std::string space(static_cast<std::size_t>(std::max(width - display_width(cell), 0)), ' ');
  return align == TextTable::Align::left ? cell + space : space + cell;
}

void end_line(std::string& text) {
  while (text.ends_with(' ')) text.pop_back();
  text += '\n';
}

}  // namespace

TextTable::TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

void TextTable::add(std::vector<std::string> cells) {
  for (std::string& cell : cells) {
    cell = printable(cell);
    std::replace(cell.begin(), cell.end(), '\n', ' ');
  }
  rows_.push_back(std::move(cells));
}

std::string TextTable::text(int width) const {
  std::vector<int> widths;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    int widest = display_width(columns_[c].title);
    for (const auto& row : rows_) widest = std::max(widest, display_width(row[c]));
    widths.push_back(widest);
  }
  const std::size_t last = columns_.size() - 1;
  const int before_last = std::accumulate(widths.begin(), widths.end() - 1, static_cast<int>(last) * kGap);
  if (width > 0 && before_last + widths[last] > width) {
    widths[last] = std::max(width - before_last, kNarrowestWrapped);
  }

  std::string text;
  const auto print = [&](const auto& cell) {
    const auto wrapped = wrap(cell(last), widths[last]);
    for (std::size_t line = 0; line < wrapped.size(); ++line) {
      for (std::size_t c = 0; c < last; ++c) {
        text += padded(line == 0 ? cell(c) : std::string(), widths[c] + (columns_[c].align == Align::left ? kGap : 0),
                       columns_[c].align);
        if (columns_[c].align == Align::right) text.append(kGap, ' ');
      }
      text += padded(wrapped[line], widths[last], columns_[last].align);
      end_line(text);
    }
  };
  const bool titled = std::any_of(columns_.begin(), columns_.end(), [](const Column& c) { return !c.title.empty(); });
  if (titled) print([&](std::size_t c) { return columns_[c].title; });
  for (const auto& row : rows_) print([&](std::size_t c) { return row[c]; });
  return text;
}

}  // namespace attune
