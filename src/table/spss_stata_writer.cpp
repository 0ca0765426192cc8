#include <fmt/format.h>
#include <readstat.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <limits>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "table/dates.h"
#include "table/result_formats.h"
#include "table/result_spool.h"
#include "table/variable_names.h"

namespace attune {
namespace {

constexpr std::size_t kMostVariables = 32767;
constexpr int kDecimalsToShow = 2;

// What the two programs take.
struct Limits {
  std::string_view program;
  std::size_t text;         ///< bytes
  std::size_t label;        ///< of a variable, in bytes
  std::size_t value_label;  ///< in bytes
};
constexpr Limits kSpss{.program = "SPSS", .text = 32767, .label = 252, .value_label = 120};
constexpr Limits kStata{.program = "Stata", .text = 2045, .label = 80, .value_label = 32000};

struct FreeWriter {
  void operator()(readstat_writer_t* writer) const { readstat_writer_free(writer); }
};

class SpssStataWriter : public ResultWriter {
 public:
  SpssStataWriter(Format format, const std::vector<std::string>& names, const std::vector<ColumnLabels>& labels,
                  NumberFormat numbers)
      : format_(format),
        limits_(format == Format::dta ? kStata : kSpss),
        names_(names),
        labels_(labels),
        numbers_(numbers),
        spool_(numbers) {
    if (names.size() > kMostVariables)
      refuse(fmt::format("a file of {} has at most {} columns", limits_.program, grouped(kMostVariables)));
  }

  void write_rows(const std::vector<ResultColumn>& columns, std::size_t rows, std::string&) override {
    spool_.add(columns, rows);
    if (spool_.rows() > std::numeric_limits<std::int32_t>::max())
      refuse(fmt::format("a file of {} does not hold so many rows", limits_.program));
  }

  std::string opening(bool) const override { return {}; }
  std::string closing(bool) override { return {}; }

  void complete(bool, OutputFile& out) override {
    out_ = &out;
    library_.reset(readstat_writer_init());
    if (!library_) throw std::bad_alloc();
    readstat_set_data_writer(library_.get(), [](const void* data, std::size_t size, void* writer) {
      return static_cast<SpssStataWriter*>(writer)->take(data, size);
    });
    columns_ = spool_.columns();
    columns_.resize(names_.size());
    add_variables();
    check(begin());
    spool_.read([&](std::span<const SpooledValue> row) { write_row(row); });
    check(readstat_end_writing(library_.get()));
  }

 private:
  // No exception may pass through the library, which calls back.
  ssize_t take(const void* data, std::size_t size) noexcept {
    try {
      out_->write({static_cast<const char*>(data), size});
      return static_cast<ssize_t>(size);
    } catch (...) {
      failure_ = std::current_exception();
      return -1;
    }
  }

  void check(readstat_error_t outcome) const {
    if (failure_) std::rethrow_exception(failure_);
    if (outcome != READSTAT_OK)
      refuse(fmt::format("they cannot be written for {}: {}", limits_.program, readstat_error_message(outcome)));
  }

  [[noreturn]] static void refuse(const std::string& problem) {
    throw Error(ExitCode::usage, {.file = "the results"}, problem, "Write CSV, which it reads too: -o results.csv.");
  }

  bool is_stata() const { return format_ == Format::dta; }

  void add_variables() {
    const std::vector<std::string> names = variable_names(names_);
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const SpooledColumn& column = columns_[c];
      if (column.widest > limits_.text && column.kind == ColumnKind::text) {
        refuse(fmt::format("a text in the column \"{}\" has {} bytes; {} holds {}", shorten(names_[c], 40),
                           grouped(column.widest), limits_.program, grouped(limits_.text)));
      }
      const bool text = column.kind == ColumnKind::text;
      readstat_variable_t* variable =
          readstat_add_variable(library_.get(), names[c].c_str(), text ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE,
                                text ? std::max<std::size_t>(column.widest, 1) : 0);
      const std::string& label = c < labels_.size() ? labels_[c].text : std::string();
      const std::string& shown = !label.empty() ? label : names[c] == names_[c] ? std::string() : names_[c];
      readstat_variable_set_label(variable, cut_to_bytes(sound_text(shown), limits_.label).c_str());
      if (const std::string format = format_of(column); !format.empty())
        readstat_variable_set_format(variable, format.c_str());
      readstat_variable_set_measure(variable, column.kind == ColumnKind::number || column.kind == ColumnKind::date
                                                  ? READSTAT_MEASURE_SCALE
                                                  : READSTAT_MEASURE_NOMINAL);
      if (readstat_label_set_t* set = label_set(c)) readstat_variable_set_label_set(variable, set);
    }
  }

  std::string format_of(const SpooledColumn& column) const {
    if (column.kind == ColumnKind::date) return is_stata() ? "%td" : "SDATE10";
    if (column.kind == ColumnKind::text || is_stata()) return {};
    return fmt::format("F8.{}", column.whole || column.kind == ColumnKind::word
                                    ? 0
                                    : std::min(numbers_.digits.value_or(kDecimalsToShow), 7));
  }

  // The labels of a column's values; null where there are none that the format takes.
  readstat_label_set_t* label_set(std::size_t c) {
    std::vector<std::pair<double, std::string>> labelled;
    if (columns_[c].kind == ColumnKind::word) {
      for (std::size_t word = 0; word < columns_[c].words->size(); ++word)
        labelled.emplace_back(static_cast<double>(word + 1), (*columns_[c].words)[word]);
    } else if (c < labels_.size() && columns_[c].kind == ColumnKind::number) {
      for (const auto& [value, label] : labels_[c].values()) {
        const auto number = plain_number(value);
        const bool whole = number && *number == std::floor(*number) && std::abs(*number) < 1e9;
        if (number && (whole || !is_stata())) labelled.emplace_back(*number, label);
      }
    }
    if (labelled.empty()) return nullptr;
    readstat_label_set_t* set =
        readstat_add_label_set(library_.get(), is_stata() ? READSTAT_TYPE_INT32 : READSTAT_TYPE_DOUBLE,
                               fmt::format("labels{}", c + 1).c_str());
    for (const auto& [value, label] : labelled) {
      const std::string cut = cut_to_bytes(sound_text(label), limits_.value_label);
      if (is_stata()) readstat_label_int32_value(set, static_cast<std::int32_t>(value), cut.c_str());
      else readstat_label_double_value(set, value, cut.c_str());
    }
    return set;
  }

  readstat_error_t begin() {
    const auto rows = static_cast<long>(spool_.rows());
    if (is_stata()) {
      readstat_writer_set_file_format_version(library_.get(), 118);
      return readstat_begin_writing_dta(library_.get(), this, rows);
    }
    readstat_writer_set_compression(library_.get(),
                                    format_ == Format::zsav ? READSTAT_COMPRESS_BINARY : READSTAT_COMPRESS_ROWS);
    return readstat_begin_writing_sav(library_.get(), this, rows);
  }

  void write_row(std::span<const SpooledValue> row) {
    check(readstat_begin_row(library_.get()));
    for (std::size_t c = 0; c < row.size(); ++c) {
      const readstat_variable_t* variable = readstat_get_variable(library_.get(), static_cast<int>(c));
      check(insert(variable, columns_[c].kind, row[c]));
    }
    check(readstat_end_row(library_.get()));
  }

  readstat_error_t insert(const readstat_variable_t* variable, ColumnKind kind, const SpooledValue& value) {
    if (kind == ColumnKind::text) {
      text_ = value.text;
      return readstat_insert_string_value(library_.get(), variable, text_.c_str());
    }
    if (!value.number) return readstat_insert_missing_value(library_.get(), variable);
    double number = *value.number;
    if (kind == ColumnKind::word) number += 1;
    if (kind == ColumnKind::date) number = is_stata() ? number - kDayOfStata : (number - kDayOfSpss) * kSecondsInDay;
    return readstat_insert_double_value(library_.get(), variable, number);
  }

  Format format_;
  Limits limits_;
  std::vector<std::string> names_;
  std::vector<ColumnLabels> labels_;
  NumberFormat numbers_;
  ResultSpool spool_;
  std::vector<SpooledColumn> columns_;
  std::unique_ptr<readstat_writer_t, FreeWriter> library_;
  OutputFile* out_ = nullptr;
  std::exception_ptr failure_;
  std::string text_;  // of the value that is being written
};

}  // namespace

std::unique_ptr<ResultWriter> make_spss_stata_writer(Format format, const std::vector<std::string>& names,
                                                     const std::vector<ColumnLabels>& labels, NumberFormat numbers) {
  return std::make_unique<SpssStataWriter>(format, names, labels, numbers);
}

}  // namespace attune
