#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "questionnaire/answer.h"
#include "table/header_rows.h"
#include "table/row_feed.h"
#include "table/row_source.h"
#include "table/table_formats.h"

namespace attune {
namespace {

void refuse_idle_options(Format format, const ReadOptions& options) {
  const bool lines = format == Format::csv || format == Format::tsv;
  if (options.delimiter && !lines)
    throw Error(ExitCode::usage, {}, "--delimiter is for CSV and TSV, which the input is not");
  if (options.skip_rows > 0 && !lines && format != Format::xlsx)
    throw Error(ExitCode::usage, {}, "--skip-rows is for CSV, TSV and Excel, which the input is not");
  if (!options.sheet.empty() && format != Format::xlsx)
    throw Error(ExitCode::usage, {}, "--sheet is for Excel workbooks, which the input is not");
  if (options.long_columns && format == Format::fhir)
    throw Error(ExitCode::usage, {}, "--long is for tables; resources of FHIR name item and answer themselves");
}

// The columns that the person names beside the items, which rows of one answer each may hold too.
std::vector<std::string> columns_beside(const ColumnChoice& choice) {
  std::vector<std::string> columns = choice.keep.value_or(std::vector<std::string>());
  for (const auto& [option, column] : choice.beside) columns.push_back(column);
  return columns;
}

Answer answer_of(const ResponseScale& response, const std::string& label) {
  for (const auto& [answer, words] : response.labels) {
    if (fold(words) == fold(label)) return static_cast<Answer>(answer);
  }
  return kMissing;
}

// Whether the values of a column say by their labels other answers than by themselves.
bool is_coded_otherwise(const TableColumn& column, const ResponseScale& response) {
  return std::any_of(column.labels.values().begin(), column.labels.values().end(), [&](const auto& labelled) {
    const Answer answer = answer_of(response, labelled.second);
    return answer != kMissing && parse_whole(labelled.first) != answer;
  });
}

// Rows that a TableReader gives.
class TableRows : public RowSource {
 public:
  TableRows(std::unique_ptr<TableReader> reader, std::size_t batch_bytes)
      : reader_(std::move(reader)), columns_(reader_->head().columns), feed_(*reader_, batch_bytes) {}

  /// Finds the columns, in the first rows where the format does not tell them.
  void read_head(const Questionnaire& questionnaire, const ReadOptions& options, OpenedRows& opened) {
    opened.notes = reader_->notes();
    Place place{.file = reader_->name()};
    if (columns_.empty()) place.line = read_header(questionnaire, options, opened);
    opened.layout.file = reader_->name();
    opened.layout.comes_as_records = true;
    ColumnChoice choice = options.columns;
    std::vector<std::string> labels;
    for (const TableColumn& column : columns_) {
      opened.layout.names.push_back(column.name);
      opened.layout.labels.push_back(column.labels);
      labels.push_back(column.labels.text);
    }
    if (reader_->head().always > 0) {
      refuse_foreign_items(answered_items(), questionnaire, choice, place);
      leave_out_others(questionnaire, choice, opened);
    }
    labels.resize(opened.layout.names.size());
    opened.layout.labels.resize(opened.layout.names.size());
    width_ = opened.layout.names.size();
    opened.layout.columns = plan_columns(opened.layout.names, questionnaire, choice, place, labels);
    if (reader_->head().always > 0) note_others(questionnaire, opened);
    note_labels(questionnaire, opened);
    find_relabelled(questionnaire, opened);
  }

  bool next(RespondentBlock& block) override {
    if (!take_batch(block)) return false;
    block.texts.clear();
    for (Record& record : block.records) complete(record, block.texts);
    return true;
  }

 private:
  bool take_batch(RespondentBlock& block) {
    RowBatch batch = std::exchange(first_, {});
    if (batch.rows() == 0 && !feed_.next(batch)) return false;
    std::move(batch).give(block.bytes.bytes, block.records);
    return true;
  }

  // Takes the names off the first rows. Returns the line of the names.
  std::size_t read_header(const Questionnaire& questionnaire, const ReadOptions& options, OpenedRows& opened) {
    const std::size_t wanted = options.skip_rows + kHeaderRows;
    RowBatch all;
    for (RowBatch batch; all.rows() < wanted && feed_.next(batch);) all.append(batch);
    std::string bytes;
    std::vector<Record> records;
    std::move(all).give(bytes, records);
    const auto head_end = static_cast<std::ptrdiff_t>(std::min(wanted, records.size()));
    HeaderRows header = find_header({records.begin(), records.begin() + head_end}, reader_->name(), questionnaire,
                                    options.columns, options.skip_rows);
    for (std::string& name : header.names) columns_.push_back({.name = std::move(name)});
    while (!columns_.empty() && columns_.back().name.empty()) columns_.pop_back();
    if (header.qualtrics > 0) opened.notes.push_back(qualtrics_note(reader_->name(), header.qualtrics));
    for (std::size_t r = header.skipped; r < records.size(); ++r) first_.add(records[r]);
    return header.line;
  }

  // Where columns are there only because somebody answered, an item without column is one that nobody answered, and of
  // the other answers only those are carried that the person names.
  void leave_out_others(const Questionnaire& questionnaire, ColumnChoice& choice, OpenedRows& opened) const {
    auto& names = opened.layout.names;
    if (!choice.keep && !choice.only_scores)
      choice.keep.emplace(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(reader_->head().always));
    const auto unanswered = add_unanswered_items(names, questionnaire, choice);
    if (!unanswered.empty()) {
      opened.notes.push_back(
          fmt::format("{}: there is no answer to {}, by anybody.", reader_->name(), join_words(unanswered)));
    }
  }

  // All items that anybody answered, wanted or not.
  std::vector<std::string> answered_items() const {
    std::vector<std::string> items = reader_->head().left_out;
    for (std::size_t c = reader_->head().always; c < columns_.size(); ++c) items.push_back(columns_[c].name);
    return items;
  }

  void note_others(const Questionnaire& questionnaire, OpenedRows& opened) const {
    const ColumnPlan& plan = opened.layout.columns;
    std::vector<std::string> others = reader_->head().left_out;
    for (std::size_t c = reader_->head().always; c < columns_.size(); ++c) {
      const auto is_taken = [c](const std::vector<std::size_t>& taken) {
        return std::find(taken.begin(), taken.end(), c) != taken.end();
      };
      if (!is_taken(plan.items) && !is_taken(plan.carried)) others.push_back(shorten(columns_[c].name, 40));
    }
    if (others.empty()) return;
    opened.notes.push_back(fmt::format("{}: left out the answers to {} that {} not in {}: {}.", reader_->name(),
                                       counted(others.size(), "item"), others.size() == 1 ? "is" : "are",
                                       questionnaire.id, join_words(others)));
  }

  void note_labels(const Questionnaire& questionnaire, OpenedRows& opened) const {
    const ColumnPlan& plan = opened.layout.columns;
    if (plan.by_label.empty()) return;
    const std::size_t first = plan.by_label.front();
    opened.notes.push_back(fmt::format("{}: {} found by the label of a variable, such as {} in {}.", reader_->name(),
                                       counted(plan.by_label.size(), "item"), questionnaire.items[first].id,
                                       opened.layout.names[plan.items[first]]));
  }

  // Where labels of values contradict the values, the labels are what people chose.
  void find_relabelled(const Questionnaire& questionnaire, OpenedRows& opened) {
    std::vector<std::string> items;
    for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
      const std::size_t column = opened.layout.columns.items[item];
      if (column >= columns_.size() || !is_coded_otherwise(columns_[column], questionnaire.response_of(item))) continue;
      relabelled_.push_back(column);
      items.push_back(questionnaire.items[item].id);
    }
    if (items.empty()) return;
    opened.notes.push_back(
        fmt::format("{}: {} coded otherwise than in {}; what counts is the label of each value.", reader_->name(),
                    items.size() == 1 ? items.front() + " is" : join_words(items) + " are", questionnaire.id));
  }

  // Rows of a sheet end with their last value, and items that nobody answered have no cells.
  void complete(Record& record, TextStore& texts) const {
    if (record.blank) return;
    if (record.cells.size() < width_) record.cells.resize(width_);
    while (record.cells.size() > width_ && record.cells.back().text.empty()) record.cells.pop_back();
    for (const std::size_t column : relabelled_) {
      Cell& cell = record.cells[column];
      const auto& labels = columns_[column].labels.values();
      if (cell.text.empty()) continue;
      const auto label = labels.find(std::string(cell.text));
      if (label != labels.end()) cell = {.text = label->second};
      else cell = {.text = texts.emplace_back(std::string(cell.text) + std::string(kWithoutLabel))};
    }
  }

  std::unique_ptr<TableReader> reader_;
  std::vector<TableColumn> columns_;
  std::vector<std::size_t> relabelled_;  // columns
  std::size_t width_ = 0;
  RowBatch first_;  // rows that were read with the names
  RowFeed feed_;
};

}  // namespace

std::unique_ptr<TableReader> open_table(UnpackedInput in, Format format, const ReadOptions& options) {
  switch (format) {
    case Format::sav: return open_sav(FileBytes(std::move(in)));
    case Format::dta: return open_dta(FileBytes(std::move(in)));
    case Format::xlsx: return open_workbook(FileBytes(std::move(in)), options.sheet);
    case Format::fhir: return open_fhir(FileBytes(std::move(in)));
    default: return open_lines(std::move(in), format, options.delimiter, options.skip_rows > 0);
  }
}

OpenedRows open_table_rows(UnpackedInput in, Format format, const Questionnaire& questionnaire,
                           const ReadOptions& options) {
  refuse_idle_options(format, options);
  auto reader = open_table(std::move(in), format, options);
  if (options.long_columns) {
    const std::vector<std::string> beside = columns_beside(options.columns);
    const auto wants = [&](const std::string& item) {
      const auto is_named = [&](const std::string& column) { return fold(column) == fold(item); };
      return std::any_of(beside.begin(), beside.end(), is_named) ||
             count_item_columns({item}, questionnaire, options.columns) > 0;
    };
    reader = gather_answers(std::move(reader), {.columns = *options.long_columns,
                                                .time = options.columns.time,
                                                .also = beside,
                                                .skip_rows = options.skip_rows,
                                                .wants = wants});
  }
  auto rows = std::make_unique<TableRows>(std::move(reader), options.block_bytes);
  OpenedRows opened;
  opened.layout.format = format;
  rows->read_head(questionnaire, options, opened);
  opened.rows = std::move(rows);
  return opened;
}

}  // namespace attune
