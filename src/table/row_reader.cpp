#include "table/row_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "table/alike_rows.h"
#include "table/delimited.h"
#include "table/encoding.h"
#include "table/ndjson.h"

namespace attune {
namespace {

void clear(RespondentBlock& block, const ColumnPlan& columns) {
  block.invalid = {};
  block.broken.reset();
  block.blank_line = 0;
  block.answers.rows = 0;
  block.answers.items = columns.items.size();
  block.answers.answers.clear();
  block.lines.clear();
  block.carried.resize(columns.carried.size());
  block.beside.resize(columns.beside.size());
  for (auto& column : block.carried) column.clear();
  for (auto& column : block.beside) column.clear();
}

std::string_view without_line_feed(std::string_view row) {
  if (row.ends_with('\n')) row.remove_suffix(1);
  return row;
}

// Rows like one of the same block. Learns what they are like from the first row that was read by the rules for any row,
// and, where others follow, from the second, fourth, eighth … after it, so that unlike rows cost little.
class AlikeRowsOfBlock {
 public:
  AlikeRowsOfBlock(const ColumnPlan& plan, const ItemCodes& codes, const ValueGrammar& grammar)
      : plan_(plan), codes_(codes), grammar_(grammar) {}

  std::size_t read(std::string_view text, std::size_t line, RespondentBlock& block) {
    const std::size_t bytes = rows_ ? rows_->read(text, line, block) : 0;
    if (bytes > 0) {
      unlike_ = 0;
      next_ = kPatience;
    }
    return bytes;
  }

  bool is_to_learn() { return ++unlike_ >= next_; }

  void learn(std::string_view row, const std::vector<PlacedValue>& values) {
    if (auto rows = AlikeRows::of(row, values, plan_, codes_, grammar_)) rows_ = std::move(rows);
    unlike_ = 0;
    next_ *= 2;
  }

 private:
  const ColumnPlan& plan_;
  const ItemCodes& codes_;
  ValueGrammar grammar_;
  std::optional<AlikeRows> rows_;
  std::size_t unlike_ = 0;  // rows since the last that were alike, or the last lesson
  std::size_t next_ = 1;
  // A single unlike row among others, which has a missing answer perhaps, is nothing to learn from.
  static constexpr std::size_t kPatience = 4;
};

}  // namespace

void InvalidAnswers::add(const std::string& text, std::size_t times) {
  count += times;
  if (const auto known = texts.find(text); known != texts.end()) known->second += times;
  else if (texts.size() < kMostTexts) texts.emplace(text, times);
}

void InvalidAnswers::add(const InvalidAnswers& later) {
  if (!first) first = later.first;
  const std::size_t before = count;
  for (const auto& [text, times] : later.texts) add(text, times);
  count = before + later.count;
}

RowReader::RowReader(RowLayout layout, ItemCodes codes) : layout_(std::move(layout)), codes_(std::move(codes)) {
  // Their rows are all read alike, so items with different answers do not fit.
  if (!layout_.comes_as_records && layout_.format != Format::ndjson && codes_.same_for_all())
    digit_rows_ = DigitRows::of(layout_.columns, layout_.names.size(), layout_.delimiter, codes_[0]);
}

void RowReader::read_with(Rules rules, RespondentBlock& block) const {
  clear(block, layout_.columns);
  if (!layout_.comes_as_records) block.texts.clear();  // records may show some of them
  try {
    if (layout_.comes_as_records) read_records(block);
    else if (layout_.format == Format::ndjson) read_objects(rules, block);
    else read_delimited(rules, block);
  } catch (const Error& error) {
    // What comes first is told, whether or not both stand in one block.
    block.broken =
        RowProblem{.error = block.blank_line == 0 ? error : blank_between_rows(layout_.file, block.blank_line)};
  }
  if (auto unsound = unsound_text(block)) block.broken = std::move(unsound);
}

// The first text that goes into results, or tells respondents apart, and is not in UTF-8: two names of another encoding
// might become one.
std::optional<RowProblem> RowReader::unsound_text(const RespondentBlock& block) const {
  if (!layout_.comes_as_records && is_ascii(block.bytes.bytes)) return std::nullopt;
  std::size_t first = block.answers.rows;
  std::size_t column = 0;
  std::string_view text;
  const auto look = [&](const std::vector<Cell>& cells, std::size_t of) {
    const auto here = cells.begin() + static_cast<std::ptrdiff_t>(std::min(first, cells.size()));
    const auto found = std::find_if(cells.begin(), here, [](const Cell& cell) { return find_invalid_utf8(cell.text); });
    if (found == here) return;
    first = static_cast<std::size_t>(found - cells.begin());
    column = of;
    text = found->text;
  };
  for (std::size_t c = 0; c < block.carried.size(); ++c) look(block.carried[c], layout_.columns.carried[c]);
  for (std::size_t c = 0; c < block.beside.size(); ++c) {
    if (layout_.columns.beside[c]) look(block.beside[c], *layout_.columns.beside[c]);
  }
  if (first == block.answers.rows) return std::nullopt;
  return RowProblem{
      .error = Error(ExitCode::data, {.file = layout_.file, .line = block.lines[first]},
                     fmt::format("{}: {} is not text in UTF-8", layout_.names[column], shorten(printable(text), 40)),
                     save_as_utf8("WINDOWS-1252")),
      .unnumbered_row = first};
}

void RowReader::read_delimited(Rules rules, RespondentBlock& block) const {
  DelimitedParser rows(block.bytes, layout_.delimiter, layout_.file, block.texts);
  AlikeRowsOfBlock alike(layout_.columns, codes_, field_grammar(layout_.delimiter));
  const auto take = [&](const auto& read) {
    const std::size_t before = block.answers.rows;
    const std::size_t bytes = read(rows.rest(), rows.line());
    rows.skip(bytes, block.answers.rows - before);
  };
  Record record;
  while (true) {
    // An empty line makes the next row a mistake, which is told below.
    if (rules == Rules::fast && block.blank_line == 0) {
      if (digit_rows_) take([&](auto text, auto line) { return digit_rows_->read(text, line, block); });
      take([&](auto text, auto line) { return alike.read(text, line, block); });
    }
    const std::string_view text = rows.rest();
    if (!rows.next(record) || !add_record(record, block)) return;
    const std::string_view row = without_line_feed(text.substr(0, text.size() - rows.rest().size()));
    if (alike.is_to_learn()) alike.learn(row, place_fields(row, layout_.delimiter));
  }
}

void RowReader::read_objects(Rules rules, RespondentBlock& block) const {
  NdjsonParser objects(block.bytes, layout_.names, layout_.file, block.texts);
  AlikeRowsOfBlock alike(layout_.columns, codes_, simple_value_grammar());
  Record record;
  while (true) {
    if (rules == Rules::fast) {
      const std::size_t before = block.answers.rows;
      const std::size_t bytes = alike.read(objects.rest(), objects.line(), block);
      objects.skip(bytes, block.answers.rows - before);
    }
    const std::string_view text = objects.rest();
    if (!objects.next(record) || !add_record(record, block)) return;
    const std::string_view line = without_line_feed(text.substr(0, text.size() - objects.rest().size()));
    if (!record.blank && alike.is_to_learn()) alike.learn(line, place_values(line, objects.columns()));
  }
}

void RowReader::read_records(RespondentBlock& block) const {
  for (const Record& record : block.records) {
    if (!add_record(record, block)) return;
  }
}

// False where reading stops.
bool RowReader::add_record(const Record& record, RespondentBlock& block) const {
  if (record.blank) {
    if (block.blank_line == 0 && layout_.format != Format::ndjson) block.blank_line = record.line;
    return true;
  }
  block.broken = problem_of(record, block);
  if (block.broken) return false;
  const ColumnPlan& columns = layout_.columns;
  for (std::size_t item = 0; item < columns.items.size(); ++item)
    block.answers.answers.push_back(read_answer(record, item, block));
  ++block.answers.rows;
  block.lines.push_back(record.line);
  for (std::size_t c = 0; c < columns.carried.size(); ++c) block.carried[c].push_back(record.cells[columns.carried[c]]);
  for (std::size_t c = 0; c < columns.beside.size(); ++c) {
    if (columns.beside[c]) block.beside[c].push_back(record.cells[*columns.beside[c]]);
  }
  return true;
}

std::optional<RowProblem> RowReader::problem_of(const Record& record, const RespondentBlock& block) const {
  if (block.blank_line != 0) return RowProblem{.error = blank_between_rows(layout_.file, block.blank_line)};
  if (record.cells.size() == layout_.names.size()) return std::nullopt;
  return row_problem(
      record, record.line, block.answers.rows,
      fmt::format("the row has {}, the row of names {}", counted(record.cells.size(), "field"), layout_.names.size()),
      "A field that holds the separator must be quoted; a row must not be cut short.");
}

// By id, and time where respondents have several rows.
std::string RowReader::respondent(const Record& record) const {
  std::string text;
  for (const auto column : {layout_.columns.id, layout_.columns.time}) {
    if (!column || *column >= record.cells.size() || record.cells[*column].text.empty()) continue;
    text += (text.empty() ? "" : ", ") + shorten(record.cells[*column].text, 40);
  }
  return text;
}

RowProblem RowReader::row_problem(const Record& record, std::size_t line, std::size_t row, const std::string& problem,
                                  const std::string& remedy) const {
  Place place{.file = layout_.file, .line = line};
  place.respondent = respondent(record);
  std::optional<std::size_t> unnumbered;
  if (place.respondent.empty()) unnumbered = row;
  return {.error = Error(ExitCode::data, std::move(place), problem, remedy), .unnumbered_row = unnumbered};
}

Answer RowReader::read_answer(const Record& record, std::size_t item, RespondentBlock& block) const {
  const std::size_t column = layout_.columns.items[item];
  const Cell& cell = record.cells[column];
  if (const auto answer = codes_[item].read(cell.text)) return *answer;
  const std::string shown = shorten(trim(cell.text), 40);
  block.invalid.add(shown);
  if (!block.invalid.first) {
    block.invalid.first =
        row_problem(record, cell.line == 0 ? record.line : cell.line, block.answers.rows,
                    fmt::format("{}: {} is not an answer ({})", layout_.names[column], shown, codes_[item].answers()));
  }
  return kMissing;
}

Error blank_between_rows(const std::string& file, std::size_t line) {
  return Error(ExitCode::data, {.file = file, .line = line}, "an empty line between the rows",
               "Take it out. Empty lines may stand only at the end.");
}

}  // namespace attune
