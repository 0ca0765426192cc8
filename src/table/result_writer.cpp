#include "table/result_writer.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "base/text_table.h"
#include "table/delimited.h"
#include "table/ndjson.h"
#include "table/result_formats.h"

namespace attune {
namespace {

constexpr int kDigitsForPeople = 2;

// Writes values of columns as plain text; nothing for none.
class ValueText {
 public:
  explicit ValueText(NumberFormat numbers) : numbers_(numbers) {}

  void append(std::string& text, const ResultColumn& column, std::size_t row) {
    const std::size_t start = text.size();
    text.resize(start + room(column, row));
    text.resize(static_cast<std::size_t>(write(text.data() + start, column, row) - text.data()));
  }

  // How many characters write() may need.
  static std::size_t room(const ResultColumn& column, std::size_t row) {
    if (const auto* cells = std::get_if<std::span<const Cell>>(&column)) return (*cells)[row].text.size();
    if (const auto* words = std::get_if<WordColumn>(&column)) return word(*words, row).size();
    return NumberTexts::kRoom;
  }

  // Returns where the text ends.
  char* write(char* to, const ResultColumn& column, std::size_t row) {
    if (const auto* doubles = std::get_if<std::span<const double>>(&column)) {
      const double value = (*doubles)[row];
      return std::isnan(value) ? to : numbers_.write(to, value);
    }
    if (const auto* counts = std::get_if<std::span<const std::uint16_t>>(&column))
      return std::to_chars(to, to + NumberTexts::kRoom, (*counts)[row]).ptr;
    const auto* words = std::get_if<WordColumn>(&column);
    const std::string_view text = words ? word(*words, row) : std::get<std::span<const Cell>>(column)[row].text;
    return to + text.copy(to, text.size());
  }

 private:
  static std::string_view word(const WordColumn& column, std::size_t row) {
    const auto index = column.indices[row];
    return index < 0 ? std::string_view() : (*column.words)[static_cast<std::size_t>(index)];
  }

  NumberTexts numbers_;
};

class DelimitedWriter : public ResultWriter {
 public:
  DelimitedWriter(const std::vector<std::string>& names, char delimiter, NumberFormat numbers, bool safe)
      : names_(names), delimiter_(delimiter), values_(numbers), append_(safe ? append_safe_field : append_field) {}

  void write_rows(const std::vector<ResultColumn>& values, std::size_t rows, std::string& text) override {
    std::vector<std::vector<std::string>> fields;
    const std::vector<ResultColumn> columns = with_words_as_fields(values, fields);
    // Room is made for many values at a time, and taken away at the end: appending each would cost more than its text.
    std::size_t end = text.size();
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto* cells = std::get_if<std::span<const Cell>>(&columns[c]);
        if (cells != nullptr) {
          text.resize(end);
          append_(text, (*cells)[row].text, delimiter_);
          end = text.size();
        }
        const std::size_t needed = end + ValueText::room(columns[c], row) + 1;
        if (text.size() < needed) text.resize(needed + kMoreRoom);
        char* at = text.data() + end;
        if (cells == nullptr) at = values_.write(at, columns[c], row);
        *at++ = c + 1 < columns.size() ? delimiter_ : '\n';
        end = static_cast<std::size_t>(at - text.data());
      }
    }
    text.resize(end);
  }

  std::string opening(bool first) const override { return first ? names_line() : ""; }
  std::string closing(bool any) override { return any ? "" : names_line(); }

 private:
  std::string names_line() const {
    std::string line;
    for (std::size_t c = 0; c < names_.size(); ++c) {
      if (c > 0) line += delimiter_;
      append_(line, names_[c], delimiter_);
    }
    return line + '\n';
  }

  // `columns` with their words as they stand in the file, which `fields` keeps. They are few, so that each is quoted
  // once and not in every row.
  std::vector<ResultColumn> with_words_as_fields(std::vector<ResultColumn> columns,
                                                 std::vector<std::vector<std::string>>& fields) const {
    fields.reserve(columns.size());
    for (ResultColumn& column : columns) {
      auto* words = std::get_if<WordColumn>(&column);
      if (words == nullptr) continue;
      auto& written = fields.emplace_back();
      for (const std::string& word : *words->words) append_(written.emplace_back(), word, delimiter_);
      words->words = &written;
    }
    return columns;
  }

  static constexpr std::size_t kMoreRoom = std::size_t{1} << 14;

  std::vector<std::string> names_;
  char delimiter_;
  ValueText values_;
  void (*append_)(std::string&, std::string_view, char);
};

class JsonWriter : public ResultWriter {
 public:
  JsonWriter(const std::vector<std::string>& names, bool in_array, NumberFormat numbers)
      : in_array_(in_array), values_(numbers) {
    for (const std::string& name : names) append_json_string(keys_.emplace_back(), name);
  }

  void write_rows(const std::vector<ResultColumn>& columns, std::size_t rows, std::string& text) override {
    for (std::size_t row = 0; row < rows; ++row) {
      if (in_array_ && row > 0) text += ",\n";
      for (std::size_t c = 0; c < columns.size(); ++c) {
        text += c == 0 ? '{' : ',';
        text += keys_[c];
        text += ':';
        append_json(text, columns[c], row);
      }
      text += in_array_ ? "}" : "}\n";
    }
  }

  std::string opening(bool first) const override { return !in_array_ ? "" : first ? "[\n" : ",\n"; }
  std::string closing(bool any) override { return !in_array_ ? "" : any ? "\n]\n" : "[]\n"; }

 private:
  void append_json(std::string& text, const ResultColumn& column, std::size_t row) {
    const auto* cells = std::get_if<std::span<const Cell>>(&column);
    const bool is_text = std::holds_alternative<WordColumn>(column) || (cells != nullptr && !(*cells)[row].json);
    value_.clear();
    values_.append(value_, column, row);
    if (value_.empty() && (cells == nullptr || !is_text)) text += "null";
    else if (is_text) append_json_string(text, value_);
    else text += value_;
  }

  std::vector<std::string> keys_;
  bool in_array_;
  ValueText values_;
  std::string value_;
};

class TableWriter : public ResultWriter {
 public:
  TableWriter(const std::vector<std::string>& names, NumberFormat numbers)
      : names_(names), values_({.digits = numbers.digits.value_or(kDigitsForPeople)}) {}

  void write_rows(const std::vector<ResultColumn>& columns, std::size_t rows, std::string& text) override {
    if (!table_) begin(columns);
    for (std::size_t row = 0; row < rows; ++row) {
      std::vector<std::string> cells(columns.size());
      for (std::size_t c = 0; c < columns.size(); ++c) {
        values_.append(cells[c], columns[c], row);
        if (cells[c].empty()) cells[c] = "–";
        else if (c + 1 < columns.size()) cells[c] = shorten(cells[c], kWidestCell);
      }
      table_->add(std::move(cells));
    }
    text += table_->take_rows();
  }

  std::string opening(bool) const override { return ""; }
  std::string closing(bool any) override {
    if (any) return "";
    begin({});
    return table_->take_rows();
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

  std::vector<std::string> names_;
  ValueText values_;
  std::optional<TextTable> table_;
};

}  // namespace

void ResultWriter::write(const std::vector<ResultColumn>& columns, std::size_t rows, std::string& text) {
  if (rows == 0) return;
  text += opening(!any_);
  any_ = true;
  write_rows(columns, rows, text);
}

std::unique_ptr<ResultWriter> make_result_writer(const ResultForm& form, const std::vector<std::string>& names,
                                                 const std::vector<ColumnLabels>& labels) {
  switch (form.format) {
    case Format::csv: return std::make_unique<DelimitedWriter>(names, ',', form.numbers, form.safe_for_spreadsheets);
    case Format::tsv: return std::make_unique<DelimitedWriter>(names, '\t', form.numbers, form.safe_for_spreadsheets);
    case Format::ndjson: return std::make_unique<JsonWriter>(names, false, form.numbers);
    case Format::json: return std::make_unique<JsonWriter>(names, true, form.numbers);
    case Format::sav:
    case Format::zsav:
    case Format::dta: return make_spss_stata_writer(form.format, names, labels, form.numbers);
    case Format::xlsx: return make_workbook_writer(names, form.numbers);
    case Format::table:
    case Format::fhir: break;
  }
  return std::make_unique<TableWriter>(names, form.numbers);
}

std::unique_ptr<ResultWriter> make_result_writer(Format format, const std::vector<std::string>& names,
                                                 NumberFormat numbers, bool safe_for_spreadsheets) {
  static const std::vector<ColumnLabels> kNoLabels;
  return make_result_writer({.format = format, .numbers = numbers, .safe_for_spreadsheets = safe_for_spreadsheets},
                            names, kNoLabels);
}

}  // namespace attune
