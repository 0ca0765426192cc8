#include "table/result_writer.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "base/text_table.h"
#include "table/delimited.h"
#include "table/ndjson.h"

namespace attune {
namespace {

constexpr int kDigitsForPeople = 2;

// The value of `column` at `row` as plain text; empty for none.
void append_value(std::string& text, const ResultColumn& column, std::size_t row, NumberFormat numbers) {
  if (const auto* doubles = std::get_if<std::span<const double>>(&column)) {
    if (!std::isnan((*doubles)[row])) append_number(text, (*doubles)[row], numbers);
  } else if (const auto* counts = std::get_if<std::span<const std::uint16_t>>(&column)) {
    fmt::format_to(std::back_inserter(text), "{}", (*counts)[row]);
  } else if (const auto* words = std::get_if<WordColumn>(&column)) {
    if (const auto index = words->indices[row]; index >= 0) text += (*words->words)[static_cast<std::size_t>(index)];
  } else {
    text += std::get<std::span<const Cell>>(column)[row].text;
  }
}

class DelimitedWriter : public ResultWriter {
 public:
  DelimitedWriter(const std::vector<std::string>& names, char delimiter, NumberFormat numbers, bool safe)
      : names_(names), delimiter_(delimiter), numbers_(numbers), append_(safe ? append_safe_field : append_field) {}

  void write(const std::vector<ResultColumn>& columns, std::size_t rows, std::string& text) override {
    write_names(text);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (c > 0) text += delimiter_;
        const auto* cells = std::get_if<std::span<const Cell>>(&columns[c]);
        if (cells != nullptr) append_(text, (*cells)[row].text, delimiter_);
        else append_value(text, columns[c], row, numbers_);
      }
      text += '\n';
    }
  }

  void finish(std::string& text) override { write_names(text); }

 private:
  void write_names(std::string& text) {
    if (named_) return;
    named_ = true;
    for (std::size_t c = 0; c < names_.size(); ++c) {
      if (c > 0) text += delimiter_;
      append_(text, names_[c], delimiter_);
    }
    text += '\n';
  }

  const std::vector<std::string>& names_;
  char delimiter_;
  NumberFormat numbers_;
  void (*append_)(std::string&, std::string_view, char);
  bool named_ = false;
};

class JsonWriter : public ResultWriter {
 public:
  JsonWriter(const std::vector<std::string>& names, bool in_array, NumberFormat numbers)
      : in_array_(in_array), numbers_(numbers) {
    for (const std::string& name : names) append_json_string(keys_.emplace_back(), name);
  }

  void write(const std::vector<ResultColumn>& columns, std::size_t rows, std::string& text) override {
    for (std::size_t row = 0; row < rows; ++row) {
      if (in_array_) text += first_ ? "[\n" : ",\n";
      first_ = false;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        text += c == 0 ? '{' : ',';
        text += keys_[c];
        text += ':';
        append_json(text, columns[c], row);
      }
      text += in_array_ ? "}" : "}\n";
    }
  }

  void finish(std::string& text) override {
    if (in_array_) text += first_ ? "[]\n" : "\n]\n";
  }

 private:
  void append_json(std::string& text, const ResultColumn& column, std::size_t row) const {
    const auto* cells = std::get_if<std::span<const Cell>>(&column);
    const bool is_text = std::holds_alternative<WordColumn>(column) || (cells != nullptr && !(*cells)[row].json);
    std::string value;
    append_value(value, column, row, numbers_);
    if (value.empty() && cells == nullptr) text += "null";
    else if (value.empty() && !is_text) text += "null";
    else if (is_text) append_json_string(text, value);
    else text += value;
  }

  std::vector<std::string> keys_;
  bool in_array_;
  NumberFormat numbers_;
  bool first_ = true;
};

class TableWriter : public ResultWriter {
 public:
  TableWriter(const std::vector<std::string>& names, NumberFormat numbers) : names_(names), numbers_(numbers) {
    if (!numbers_.digits) numbers_.digits = kDigitsForPeople;
  }

  void write(const std::vector<ResultColumn>& columns, std::size_t rows, std::string& text) override {
    if (rows == 0) return;
    if (!table_) begin(columns);
    for (std::size_t row = 0; row < rows; ++row) {
      std::vector<std::string> cells(columns.size());
      for (std::size_t c = 0; c < columns.size(); ++c) {
        append_value(cells[c], columns[c], row, numbers_);
        if (cells[c].empty()) cells[c] = "–";
        else if (c + 1 < columns.size()) cells[c] = shorten(cells[c], kWidestCell);
      }
      table_->add(std::move(cells));
    }
    text += table_->take_rows();
  }

  void finish(std::string& text) override {
    if (table_) return;
    begin({});
    text += table_->take_rows();
  }

 private:
  static constexpr int kWidestCell = 40;  // of all columns but the last, which pushes nothing aside

  void begin(const std::vector<ResultColumn>& columns) {
    std::vector<TextTable::Column> heads;
    for (const std::string& name : names_) heads.push_back({shorten(name, kWidestCell)});
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const bool number = std::holds_alternative<std::span<const double>>(columns[c]) ||
                          std::holds_alternative<std::span<const std::uint16_t>>(columns[c]);
      if (number) heads[c].align = TextTable::Align::right;
    }
    table_.emplace(std::move(heads));
  }

  const std::vector<std::string>& names_;
  NumberFormat numbers_;
  std::optional<TextTable> table_;
};

}  // namespace

std::unique_ptr<ResultWriter> make_result_writer(Format format, const std::vector<std::string>& names,
                                                 NumberFormat numbers, bool safe_for_spreadsheets) {
  switch (format) {
    case Format::csv: return std::make_unique<DelimitedWriter>(names, ',', numbers, safe_for_spreadsheets);
    case Format::tsv: return std::make_unique<DelimitedWriter>(names, '\t', numbers, safe_for_spreadsheets);
    case Format::ndjson: return std::make_unique<JsonWriter>(names, false, numbers);
    case Format::json: return std::make_unique<JsonWriter>(names, true, numbers);
    case Format::table: break;
  }
  return std::make_unique<TableWriter>(names, numbers);
}

}  // namespace attune
