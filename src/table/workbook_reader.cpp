#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "table/number_cells.h"
#include "table/respondent_block.h"
#include "table/sheet_size.h"
#include "table/table_formats.h"
#include "table/workbook_parts.h"
#include "table/xml_reader.h"
#include "table/zip_archive.h"

namespace attune {
namespace {

constexpr std::size_t kLongestText = std::size_t{1} << 20;

// "AB12" is column 28 (from 1) and row 12; 0 for what is missing or out of a sheet's size.
std::pair<std::size_t, std::size_t> place_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && column <= kMostSheetColumns; ++at)
    column = 26 * column + static_cast<std::size_t>(reference[at] - 'A') + 1;
  const auto row = parse_whole(reference.substr(at));
  return {column, row && *row > 0 ? static_cast<std::size_t>(*row) : 0};
}

enum class CellType { number, shared, text, boolean, date };

CellType type_of(std::string_view text) {
  if (text == "s") return CellType::shared;
  if (text == "b") return CellType::boolean;
  if (text == "d") return CellType::date;
  return text == "str" || text == "inlineStr" || text == "e" ? CellType::text : CellType::number;
}

// Thrown where nobody wants more rows.
struct Enough {};

// What cells refer to.
struct Surroundings {
  SharedTexts texts;
  std::vector<CellMeaning> meanings;
  bool from_1904 = false;
};

class SheetReader : public XmlReader {
 public:
  SheetReader(const std::string& place, const Surroundings& around, const TableReader::TakeRow& take)
      : XmlReader(place), around_(around), take_(take) {}

 protected:
  void start(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "row") start_row(attributes);
    else if (element == "c") start_cell(attributes);
    else if (element == "rPh") in_reading_ = true;
    if (element == "f") is_formula_ = true;
    // A value, or a text that stands in the cell itself; formulas (f) are left out.
    in_value_ = (element == "v" || element == "t") && column_ > 0 && !in_reading_;
  }

  void end(std::string_view element) override {
    in_value_ = false;
    if (element == "rPh") in_reading_ = false;
    if (element == "c") end_cell();
    if (element == "row") end_row();
  }

  void text(std::string_view piece) override {
    if (!in_value_) return;
    value_ += piece;
    if (value_.size() > kLongestText)
      refuse(fmt::format("row {}: a text is longer than {} MiB", row_, kLongestText >> 20));
  }

 private:
  void start_row(const XmlAttributes& attributes) {
    std::size_t row = row_ + 1;
    if (attributes["r"].data() != nullptr) {
      const auto number = parse_whole(attributes["r"]);
      row = number && *number > 0 ? static_cast<std::size_t>(*number) : 0;
    }
    if (row <= row_ || row > kMostSheetRows)
      refuse(fmt::format("the row after row {} has no number that can be", row_));
    // A row that is not there is an empty one.
    if (row > row_ + 1) give({.cells = {}, .line = row_ + 1, .blank = true});
    row_ = row;
    last_column_ = 0;
    record_.cells.clear();
    used_texts_ = 0;
  }

  void start_cell(const XmlAttributes& attributes) {
    column_ = last_column_ + 1;
    if (const std::string_view reference = attributes["r"]; reference.data() != nullptr) {
      const auto place = place_of(reference);
      if (place.first == 0 || place.second != row_)
        refuse(fmt::format("row {}: \"{}\" is no cell of it", row_, shorten(reference, 20)));
      column_ = place.first;
    }
    if (column_ > kMostSheetColumns || column_ <= last_column_)
      refuse(fmt::format("row {}: more columns than a sheet has, or not in order", row_));
    last_column_ = column_;
    type_ = type_of(attributes["t"]);
    const auto style = parse_whole(attributes["s"]);
    const bool known = style && *style >= 0 && static_cast<std::size_t>(*style) < around_.meanings.size();
    meaning_ = known ? around_.meanings[static_cast<std::size_t>(*style)] : CellMeaning::number;
    value_.clear();
    is_formula_ = false;
  }

  void end_cell() {
    const std::size_t column = std::exchange(column_, 0);
    // Only a text that was computed may be empty.
    const bool is_computed = !is_formula_ || type_ == CellType::text || !value_.empty();
    if (value_.empty() && is_computed) return;
    record_.cells.resize(column);
    record_.cells[column - 1] = is_computed ? cell() : Cell{.text = kNeverComputed};
  }

  Cell cell() {
    switch (type_) {
      case CellType::shared: return {.text = shared_text()};
      case CellType::boolean: return {.text = value_ == "1" ? "true" : "false", .json = true};
      case CellType::text: return {.text = kept(value_)};
      case CellType::date: return {.text = kept(value_.ends_with("T00:00:00") ? value_.substr(0, 10) : value_)};
      case CellType::number: break;
    }
    const auto number = parse_number(trim(value_));
    if (!number) return {.text = kept(value_)};
    if (meaning_ != CellMeaning::number) {
      if (auto day = day_text(*number, around_.from_1904)) return {.text = kept(std::move(*day))};
    }
    std::string store;
    const std::string_view text = number_cell(*number, store);
    return {.text = store.empty() ? text : kept(std::move(store)), .json = true};
  }

  std::string_view shared_text() const {
    const auto index = parse_whole(trim(value_));
    if (!index || *index < 0 || static_cast<std::size_t>(*index) >= around_.texts.size())
      refuse(fmt::format("row {}: a cell refers to a text that is not there", row_));
    return around_.texts[static_cast<std::size_t>(*index)];
  }

  // Keeps a text until the row is given.
  std::string_view kept(std::string text) {
    if (used_texts_ == texts_.size()) texts_.emplace_back();
    return texts_[used_texts_++] = std::move(text);
  }

  void end_row() {
    record_.line = row_;
    record_.blank = std::all_of(record_.cells.begin(), record_.cells.end(), [](const Cell& cell) {
      return cell.text == kNeverComputed || trim(cell.text).empty();
    });
    give(record_);
  }

  void give(const Record& record) {
    if (!take_(record)) throw Enough();
  }

  const Surroundings& around_;
  const TableReader::TakeRow& take_;
  std::size_t row_ = 0;          // from 1
  std::size_t column_ = 0;       // of the cell that is open, from 1; 0: none is
  std::size_t last_column_ = 0;  // that the row has had
  CellType type_ = CellType::number;
  CellMeaning meaning_ = CellMeaning::number;
  std::string value_;
  bool is_formula_ = false;
  bool in_value_ = false;
  bool in_reading_ = false;
  Record record_;
  std::deque<std::string> texts_;  // of the row
  std::size_t used_texts_ = 0;
};

class WorkbookReader : public TableReader {
 public:
  WorkbookReader(FileBytes bytes, const std::string& sheet) : bytes_(std::move(bytes)), archive_(bytes_) {
    const WorkbookParts parts = read_parts(archive_, bytes_.name());
    const Sheet& chosen = choose(parts.sheets, sheet);
    part_ = chosen.part;
    name_ = fmt::format("{}:{}", bytes_.name(), chosen.name);
    if (sheet.empty() && parts.sheets.size() > 1) note_others(parts.sheets);
    if (!parts.texts.empty()) around_.texts = read_shared_texts(archive_, parts.texts, bytes_.name());
    if (!parts.styles.empty()) around_.meanings = read_cell_meanings(archive_, parts.styles, bytes_.name());
    around_.from_1904 = parts.from_1904;
  }

  const std::string& name() const override { return name_; }
  const TableHead& head() const override { return head_; }
  std::vector<std::string> notes() const override { return notes_; }

  void read(const TakeRow& take) override {
    constexpr std::size_t kPiece = std::size_t{64} << 10;
    SheetReader reader(name_, around_, take);
    if (!archive_.open(part_)) {
      throw Error(ExitCode::data, {.file = name_}, "the sheet is not in the workbook",
                  "Open it in a spreadsheet program and save it anew.");
    }
    try {
      for (std::string piece; archive_.read(piece, kPiece) > 0; piece.clear()) reader.feed(piece);
      reader.finish();
    } catch (const Enough&) {
    }
  }

 private:
  const Sheet& choose(const std::vector<Sheet>& sheets, const std::string& wanted) const {
    if (sheets.empty()) throw Error(ExitCode::data, {.file = bytes_.name()}, "the workbook has no sheet with cells");
    if (wanted.empty()) return sheets.front();
    for (const Sheet& sheet : sheets) {
      if (fold(sheet.name) == fold(wanted)) return sheet;
    }
    const auto number = parse_whole(wanted);
    if (number && *number >= 1 && static_cast<std::size_t>(*number) <= sheets.size())
      return sheets[static_cast<std::size_t>(*number) - 1];
    throw Error(ExitCode::usage, {}, fmt::format("--sheet {}: {} has no such sheet", wanted, bytes_.name()),
                fmt::format("Its sheets are {}.", join_words(names_of(sheets))));
  }

  static std::vector<std::string> names_of(const std::vector<Sheet>& sheets) {
    std::vector<std::string> names;
    for (const Sheet& sheet : sheets) names.push_back(fmt::format("\"{}\"", shorten(sheet.name, 40)));
    return names;
  }

  void note_others(const std::vector<Sheet>& sheets) {
    std::vector<std::string> names = names_of(sheets);
    const std::string first = names.front();
    names.erase(names.begin());
    notes_.push_back(fmt::format("{}: read the first sheet, {}; --sheet reads another: {}.", bytes_.name(), first,
                                 join_words(names, "or")));
  }

  FileBytes bytes_;
  ZipArchive archive_;
  std::string part_;
  std::string name_;
  Surroundings around_;
  TableHead head_;
  std::vector<std::string> notes_;
};

}  // namespace

std::unique_ptr<TableReader> open_workbook(FileBytes bytes, const std::string& sheet) {
  return std::make_unique<WorkbookReader>(std::move(bytes), sheet);
}

}  // namespace attune
