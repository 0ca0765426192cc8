#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "table/columns.h"
#include "table/header_rows.h"
#include "table/table_formats.h"

namespace attune {
namespace {

constexpr std::size_t kMostTexts = std::size_t{64} << 20;

// Different texts, each once, by number from 1.
class Texts {
 public:
  std::uint32_t number_of(const Cell& cell) {
    std::string key(cell.text);
    key += cell.json ? '\1' : '\0';
    const auto [known, added] = numbers_.emplace(std::move(key), static_cast<std::uint32_t>(numbers_.size() + 1));
    if (added) {
      bytes_ += cell.text.size();
      texts_.push_back(&known->first);
    }
    return known->second;
  }
  Cell operator[](std::uint32_t number) const {
    if (number == 0) return {};
    const std::string& key = *texts_[number - 1];
    return {.text = std::string_view(key).substr(0, key.size() - 1), .json = key.back() == '\1'};
  }
  std::size_t bytes() const { return bytes_; }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> texts_;
  std::size_t bytes_ = 0;
};

std::string shown(std::string_view text) { return shorten(trim(text), 40); }

class GatheredAnswers : public TableReader {
 public:
  GatheredAnswers(std::unique_ptr<TableReader> answers, Gathering gathering)
      : name_(answers->name()), gathering_(std::move(gathering)), notes_(answers->notes()) {
    for (const TableColumn& column : answers->head().columns) names_.push_back(column.name);
    if (!names_.empty()) find_columns();
    std::size_t above = answers->head().columns.empty() ? gathering_.skip_rows : 0;
    answers->read([&](const Record& record) {
      if (above > 0) --above;
      else if (names_.empty()) take_names(record);
      else take(record);
      return true;
    });
    if (names_.empty()) throw Error(ExitCode::data, {.file = name_}, "the file has no rows");
    complete_head();
  }

  const std::string& name() const override { return name_; }
  const TableHead& head() const override { return head_; }
  std::vector<std::string> notes() const override { return notes_; }

  // A row has the line of its first answer.
  void read(const TakeRow& take) override {
    Record record;
    for (std::size_t row = 0; row < first_lines_.size(); ++row) {
      record.line = first_lines_[row];
      record.cells.clear();
      for (const auto& column : always_) record.cells.push_back(texts_[row < column.size() ? column[row] : 0]);
      for (const auto& column : items_) record.cells.push_back(row < column.size() ? cell_of(column[row]) : Cell{});
      if (!take(record)) return;
    }
  }

 private:
  struct Given {
    std::uint32_t text = 0;  // its number
    std::uint32_t line = 0;
  };
  // By row; shorter where the last rows have none.
  using Column = std::vector<std::uint32_t>;  // numbers of texts
  using Answers = std::vector<Given>;

  Cell cell_of(const Given& given) const {
    Cell cell = texts_[given.text];
    cell.line = given.line;
    return cell;
  }

  void take_names(const Record& record) {
    names_ = texts_of(record);
    find_columns();
  }

  void find_columns() {
    id_ = column_of(gathering_.columns.id);
    item_ = column_of(gathering_.columns.item);
    answer_ = column_of(gathering_.columns.answer);
    head_.columns.push_back({.name = names_[id_]});
    if (!gathering_.time.empty()) {
      time_ = column_of(gathering_.time);
      head_.columns.push_back({.name = names_[*time_]});
    }
    for (const std::string& name : gathering_.also) {
      const auto column = find(name);
      const bool known =
          !column || *column == id_ || column == time_ || std::find(also_.begin(), also_.end(), *column) != also_.end();
      if (known) continue;
      also_.push_back(*column);
      head_.columns.push_back({.name = names_[*column]});
    }
    always_.resize(head_.columns.size());
  }

  std::optional<std::size_t> find(const std::string& name) const {
    const auto is_meant = [&](const std::string& other) { return fold(other) == fold(name); };
    const auto found = std::find_if(names_.begin(), names_.end(), is_meant);
    if (found == names_.end()) return std::nullopt;
    if (std::any_of(found + 1, names_.end(), is_meant)) {
      throw Error(ExitCode::usage, {}, fmt::format("{} has the column \"{}\" more than once", name_, shown(name)),
                  "Rename one of them.");
    }
    return static_cast<std::size_t>(found - names_.begin());
  }

  std::size_t column_of(const std::string& name) const {
    if (const auto column = find(name)) return *column;
    const auto meant = did_you_mean(name, names_);
    throw Error(ExitCode::usage, {}, fmt::format("{} has no column \"{}\"", name_, shown(name)),
                meant ? fmt::format("Did you mean \"{}\"?", shown(*meant))
                      : fmt::format("Its columns are {}.", listed_columns(names_)));
  }

  void take(const Record& record) {
    if (record.blank) return;
    if (record.cells.size() > names_.size()) refuse(record, "the row has more fields than the row of names");
    const Cell id = cell(record, id_);
    const Cell item = cell(record, item_);
    if (trim(id.text).empty()) refuse(record, "the id is empty");
    if (trim(item.text).empty()) refuse(record, fmt::format("respondent {}: the item is empty", shown(id.text)));
    const std::size_t row = row_of(id, record);
    if (const auto column = column_of_item(item, record)) put_answer(items_[*column], row, record);
    if (texts_.bytes() > kMostTexts) {
      throw Error(ExitCode::data, {.file = name_}, "the different ids and answers take more than 64 MiB",
                  "Is the column of the answers the right one?");
    }
  }

  // Cells that are not there are empty: rows of a sheet end with their last value.
  static Cell cell(const Record& record, std::size_t column) {
    return column < record.cells.size() ? record.cells[column] : Cell{};
  }

  std::size_t row_of(const Cell& id, const Record& record) {
    const std::uint32_t time = time_ ? texts_.number_of(cell(record, *time_)) : 0;
    const std::uint64_t key = std::uint64_t{texts_.number_of(id)} << 32 | time;
    const auto [known, added] = row_of_.emplace(key, first_lines_.size());
    if (added) {
      first_lines_.push_back(record.line);
      always_[0].push_back(static_cast<std::uint32_t>(key >> 32));
      if (time_) always_[1].push_back(time);
    }
    const std::size_t row = known->second;
    for (std::size_t c = 0; c < also_.size(); ++c) put_beside(c, row, record);
    return row;
  }

  // Nothing for an item that is not wanted.
  std::optional<std::size_t> column_of_item(const Cell& item, const Record& record) {
    const auto [known, added] = item_columns_.emplace(fold(item.text), std::nullopt);
    if (!added) return known->second;
    if (item_columns_.size() > kMostItems) {
      refuse(record, fmt::format("the column \"{}\" holds more than {} different items", shown(names_[item_]),
                                 grouped(kMostItems)));
    }
    const std::string name(trim(item.text));
    (gathering_.wants(name) ? item_names_ : head_.left_out).push_back(name);
    if (item_names_.size() > items_.size()) known->second = items_.size();
    items_.resize(item_names_.size());
    return known->second;
  }

  void put_answer(Answers& column, std::size_t row, const Record& record) {
    if (column.size() <= row) column.resize(row + 1);
    if (column[row].text != 0) {
      refuse(record, fmt::format("respondent {} has two answers to {}", who(row), shown(cell(record, item_).text)));
    }
    // Lines beyond what a sheet or an export ever has are not told.
    const bool fits = record.line <= std::numeric_limits<std::uint32_t>::max();
    column[row] = {.text = texts_.number_of(cell(record, answer_)),
                   .line = fits ? static_cast<std::uint32_t>(record.line) : 0};
  }

  void put_beside(std::size_t which, std::size_t row, const Record& record) {
    Column& column = always_[always_.size() - also_.size() + which];
    const std::uint32_t text = texts_.number_of(cell(record, also_[which]));
    if (column.size() <= row) column.resize(row + 1);
    if (column[row] != 0 && column[row] != text) {
      refuse(record, fmt::format("respondent {} has different texts in the column \"{}\"", who(row),
                                 shown(names_[also_[which]])));
    }
    column[row] = text;
  }

  std::string who(std::size_t row) const {
    std::string text = shown(texts_[always_[0][row]].text);
    if (time_) text += ", " + shown(texts_[always_[1][row]].text);
    return text;
  }

  [[noreturn]] void refuse(const Record& record, const std::string& problem) const {
    throw Error(ExitCode::data, {.file = name_, .line = record.line}, problem,
                "With --long each row is one answer: a respondent, an item, and what was answered. Where respondents "
                "answered several times, --time names the column that tells when.");
  }

  void complete_head() {
    head_.always = head_.columns.size();
    for (const std::string& item : item_names_) head_.columns.push_back({.name = item});
  }

  std::string name_;
  Gathering gathering_;
  std::vector<std::string> notes_;
  std::vector<std::string> names_;  // of the columns of `answers`
  std::size_t id_ = 0;
  std::size_t item_ = 0;
  std::size_t answer_ = 0;
  std::optional<std::size_t> time_;
  std::vector<std::size_t> also_;

  TableHead head_;
  Texts texts_;
  std::unordered_map<std::uint64_t, std::size_t> row_of_;  // by numbers of the texts of id and time
  std::vector<std::size_t> first_lines_;                   // by row
  std::vector<Column> always_;                             // id, time if any, then also_
  std::vector<Answers> items_;
  std::vector<std::string> item_names_;
  std::unordered_map<std::string, std::optional<std::size_t>> item_columns_;  // by folded name
};

}  // namespace

std::unique_ptr<TableReader> gather_answers(std::unique_ptr<TableReader> answers, Gathering gathering) {
  return std::make_unique<GatheredAnswers>(std::move(answers), std::move(gathering));
}

}  // namespace attune
