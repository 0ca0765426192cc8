#include "table/header_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr std::string_view kQualtricsMark = "{\"ImportId\":";

bool has_import_ids(const Record& record) {
  return std::any_of(record.cells.begin(), record.cells.end(),
                     [](const Cell& cell) { return trim(cell.text).starts_with(kQualtricsMark); });
}

std::optional<std::size_t> row_of_names(const std::vector<Record>& records, const Questionnaire& questionnaire,
                                        const ColumnChoice& choice, std::size_t skip_rows) {
  for (std::size_t row = 0; row < std::min(skip_rows + 1, records.size()); ++row) {
    if (count_item_columns(texts_of(records[row]), questionnaire, choice) > 0) return row;
  }
  return std::nullopt;
}

// A title may stand above the names; to leave it out is the person's choice, as it may be anything.
void refuse_rows_above(const std::vector<Record>& records, const std::string& file, const Questionnaire& questionnaire,
                       const ColumnChoice& choice, std::size_t skip_rows, std::size_t taken) {
  for (std::size_t row = skip_rows + 1; row < records.size(); ++row) {
    if (count_item_columns(texts_of(records[row]), questionnaire, choice) == 0) continue;
    throw Error(ExitCode::data, {.file = file, .line = records[row].line}, "the column names stand below other rows",
                fmt::format("To leave out what is above them, add --skip-rows {}.", row + taken));
  }
}

// Qualtrics writes the questions' texts and then their import ids below the names.
std::size_t qualtrics_rows(const std::vector<Record>& records) {
  std::size_t rows = 0;
  for (std::size_t row = 1; row < records.size(); ++row) {
    if (has_import_ids(records[row])) rows = row;
  }
  return rows;
}

}  // namespace

HeaderRows find_header(const std::vector<Record>& records, const std::string& file, const Questionnaire& questionnaire,
                       const ColumnChoice& choice, std::size_t skip_rows, std::size_t taken) {
  const auto found = row_of_names(records, questionnaire, choice, skip_rows);
  if (!found) refuse_rows_above(records, file, questionnaire, choice, skip_rows, taken);
  const std::size_t names = found.value_or(0);
  if (records.empty() || records[names].blank) {
    throw Error(ExitCode::data, {.file = file}, "the file does not begin with a row of column names",
                "The first row names the columns: id,q1,q2,…");
  }
  HeaderRows header{.names = texts_of(records[names]), .line = records[names].line};
  if (skip_rows == 0) header.qualtrics = qualtrics_rows(records);
  header.skipped = std::max({names, skip_rows, header.qualtrics}) + 1;
  return header;
}

std::string qualtrics_note(const std::string& file, std::size_t rows) {
  return fmt::format("{}: left out {} of Qualtrics below the column names.", file, counted(rows, "header row"));
}

std::vector<std::string> texts_of(const Record& record) {
  std::vector<std::string> texts;
  for (const Cell& cell : record.cells) texts.emplace_back(cell.text);
  return texts;
}

}  // namespace attune
