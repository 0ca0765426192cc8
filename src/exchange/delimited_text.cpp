#include "exchange/delimited_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "exchange/plain_text.h"

namespace attune {
namespace {

class RowReader {
 public:
  RowReader(std::string_view text, char delimiter, const std::string& file)
      : text_(text), delimiter_(delimiter), file_(file) {}

  std::vector<TextRow> rows() {
    std::vector<TextRow> rows;
    while (at_ < text_.size()) {
      TextRow row = next();
      const bool has_text =
          std::any_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return !cell.empty(); });
      if (has_text) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  TextRow next() {
    TextRow row{.line = line_, .cells = {}};
    do row.cells.push_back(cell());
    while (take(delimiter_));
    take('\r');
    if (take('\n')) ++line_;
    return row;
  }

  bool take(char wanted) {
    const bool is_there = at_ < text_.size() && text_[at_] == wanted;
    if (is_there) ++at_;
    return is_there;
  }

  bool ends_cell() const {
    const char c = text_[at_];
    return c == delimiter_ || c == '\n' || (c == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
  }

  std::string cell() {
    if (++cells_ > kMostTextCells) {
      throw Error(ExitCode::data, {.file = file_, .line = line_},
                  fmt::format("the file has more than {} cells", grouped(kMostTextCells)));
    }
    std::string cell = take('"') ? quoted() : std::string();
    while (at_ < text_.size() && !ends_cell()) cell += text_[at_++];
    return cell;
  }

  std::string quoted() {
    const std::size_t start = line_;
    std::string cell;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"' && !take('"')) return cell;
      if (c == '\n') ++line_;
      cell += c;
    }
    throw Error(ExitCode::data, {.file = file_, .line = start}, "a quote begins here and does not end");
  }

  std::string_view text_;
  char delimiter_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t cells_ = 0;
};

}  // namespace

std::vector<TextRow> read_delimited_text(std::string_view text, char delimiter, const std::string& file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  require_utf8(text, file);
  return RowReader(text, delimiter, file).rows();
}

std::string delimited_cell(std::string_view cell, char delimiter) {
  if (cell.find_first_of("\"\r\n") == std::string_view::npos && cell.find(delimiter) == std::string_view::npos)
    return std::string(cell);
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

void append_row(std::string& text, const RowForm& form, const NamedCells& cells) {
  for (std::size_t c = 0; c < form.columns.size(); ++c) {
    if (c > 0) text += form.delimiter;
    const auto cell = cells.find(form.columns[c]);
    if (cell != cells.end()) text += delimited_cell(cell->second, form.delimiter);
  }
  text += form.end;
}

}  // namespace attune
