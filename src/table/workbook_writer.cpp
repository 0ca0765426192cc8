#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <new>
#include <string>

#include "base/error.h"
#include "base/file.h"
#include "base/nameless_file.h"
#include "base/text.h"
#include "table/dates.h"
#include "table/result_formats.h"
#include "table/result_spool.h"
#include "table/sheet_size.h"
#include "table/variable_names.h"
#include "table/xlsxwriter_library.h"

namespace attune {
namespace {

constexpr std::size_t kMostRowsWritten = kMostSheetRows - 1;  // below the names
constexpr std::size_t kMostBytesOfText = 32767;  // of a text; Excel counts UTF-16 units, of which there are not more
constexpr double kFirstMarch1900 = 61;           // before it, Excel has a day that there was not

struct FreeWorkbook {
  void operator()(lxw_workbook* book) const { xlsxwriter_library().lxw_workbook_free(book); }
};

class WorkbookWriter : public ResultWriter {
 public:
  WorkbookWriter(const std::vector<std::string>& names, NumberFormat numbers)
      : names_(names), numbers_(numbers), spool_(numbers) {
    if (names.size() > kMostSheetColumns)
      refuse(fmt::format("a sheet has at most {} columns", grouped(kMostSheetColumns)));
  }

  void write_rows(const std::vector<ResultColumn>& columns, std::size_t rows, std::string&) override {
    spool_.add(columns, rows);
    if (spool_.rows() > kMostRowsWritten)
      refuse(fmt::format("a sheet holds at most {} rows below the names", grouped(kMostRowsWritten)));
  }

  std::string opening(bool) const override { return {}; }
  std::string closing(bool) override { return {}; }

  void complete(bool, OutputFile& out) override {
    // The library writes to a file that it opens by name, never to one that could be left half done.
    const NamelessFile file("the results", "until the workbook is complete");
    build(fmt::format("/proc/self/fd/{}", file.descriptor()));
    lseek(file.descriptor(), 0, SEEK_SET);
    InputStream written("a temporary file", dup(file.descriptor()));
    constexpr std::size_t kPiece = std::size_t{1} << 20;
    for (std::string piece; written.read(piece, kPiece) > 0; piece.clear()) out.write(piece);
  }

 private:
  [[noreturn]] static void refuse(const std::string& problem) {
    throw Error(ExitCode::usage, {.file = "the results"}, problem,
                "Write CSV, which has no such limit: -o results.csv.");
  }

  void check(lxw_error outcome) const {
    if (outcome == LXW_NO_ERROR) return;
    throw Error(ExitCode::io, {.file = "the results"},
                fmt::format("the workbook cannot be written: {}", library_.lxw_strerror(outcome)),
                "Has the folder for temporary files, TMPDIR, room for it?");
  }

  void build(const std::string& path) {
    columns_ = spool_.columns();
    columns_.resize(names_.size());
    std::string folder = NamelessFile::folder();
    lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = folder.data(), .use_zip64 = LXW_TRUE};
    std::unique_ptr<lxw_workbook, FreeWorkbook> book(library_.workbook_new_opt(path.c_str(), &options));
    if (!book) throw std::bad_alloc();
    lxw_worksheet* sheet = library_.workbook_add_worksheet(book.get(), "results");
    add_names(book.get(), sheet);
    make_formats(book.get());
    lxw_row_t row = 0;
    spool_.read([&](std::span<const SpooledValue> values) {
      ++row;
      for (std::size_t c = 0; c < values.size(); ++c) write_cell(sheet, row, c, values[c]);
    });
    check(library_.workbook_close(book.release()));  // frees it, whatever comes of it
  }

  void add_names(lxw_workbook* book, lxw_worksheet* sheet) {
    lxw_format* bold = library_.workbook_add_format(book);
    library_.format_set_bold(bold);
    constexpr double kNarrowest = 8;
    constexpr double kWidest = 30;
    for (std::size_t c = 0; c < names_.size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c);
      const double width = std::clamp(display_width(one_line(names_[c])) + 2.0, kNarrowest, kWidest);
      library_.worksheet_set_column(sheet, column, column,
                                    columns_[c].kind == ColumnKind::date ? std::max(width, 11.0) : width, nullptr);
      check(library_.worksheet_write_string(sheet, 0, column,
                                            cut_to_bytes(sound_text(names_[c]), kMostBytesOfText).c_str(), bold));
    }
    library_.worksheet_freeze_panes(sheet, 1, 0);
  }

  void make_formats(lxw_workbook* book) {
    date_ = library_.workbook_add_format(book);
    library_.format_set_num_format(date_, "yyyy-mm-dd");
    if (!numbers_.digits) return;
    rounded_ = library_.workbook_add_format(book);
    const std::string places(static_cast<std::size_t>(*numbers_.digits), '0');
    library_.format_set_num_format(rounded_, places.empty() ? "0" : ("0." + places).c_str());
  }

  void write_cell(lxw_worksheet* sheet, lxw_row_t row, std::size_t c, const SpooledValue& value) {
    const auto column = static_cast<lxw_col_t>(c);
    const SpooledColumn& kind = columns_[c];
    if (kind.kind == ColumnKind::word) {
      if (value.number)
        check(library_.worksheet_write_string(sheet, row, column,
                                              (*kind.words)[static_cast<std::size_t>(*value.number)].c_str(), nullptr));
    } else if (kind.kind == ColumnKind::number) {
      if (value.number)
        check(library_.worksheet_write_number(sheet, row, column, *value.number, kind.whole ? nullptr : rounded_));
    } else if (kind.kind == ColumnKind::date && value.number && *value.number - kDayOfExcel >= kFirstMarch1900) {
      check(library_.worksheet_write_number(sheet, row, column, *value.number - kDayOfExcel, date_));
    } else if (!value.text.empty()) {
      if (value.text.size() > kMostBytesOfText)
        refuse(fmt::format("a text in the column \"{}\" has {} bytes; a cell holds {}", shorten(names_[c], 40),
                           grouped(value.text.size()), grouped(kMostBytesOfText)));
      text_ = value.text;
      check(library_.worksheet_write_string(sheet, row, column, text_.c_str(), nullptr));
    }
  }

  const XlsxWriterLibrary& library_ = xlsxwriter_library();
  std::vector<std::string> names_;
  NumberFormat numbers_;
  ResultSpool spool_;
  std::vector<SpooledColumn> columns_;
  lxw_format* date_ = nullptr;
  lxw_format* rounded_ = nullptr;
  std::string text_;  // of the cell that is being written
};

}  // namespace

std::unique_ptr<ResultWriter> make_workbook_writer(const std::vector<std::string>& names, NumberFormat numbers) {
  return std::make_unique<WorkbookWriter>(names, numbers);
}

}  // namespace attune
