#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/file.h"
#include "base/number.h"
#include "table/format.h"
#include "table/record.h"
#include "table/table_reader.h"

namespace attune {

/// One of a fixed set of words a row, or none.
struct WordColumn {
  std::span<const std::int8_t> indices;  ///< into `words`; negative: none
  const std::vector<std::string>* words = nullptr;
};

/// The values of one column of results, one a row. A number that is not a number (NaN) is written as empty, in JSON as
/// null.
using ResultColumn =
    std::variant<std::span<const Cell>, std::span<const double>, std::span<const std::uint16_t>, WordColumn>;

/// Turns rows of results into the bytes of a file.
///
/// One writer writes them all with write() and finish(). Or several do, each on its own thread, with write_rows(), and
/// one of them says with opening() and closing() what belongs around; but forms that are written in order
/// (is_written_in_order()) have one writer only.
class ResultWriter {
 public:
  virtual ~ResultWriter() = default;
  /// Appends the rows of `columns`, of which there are as many as names, each of `rows` values.
  void write(const std::vector<ResultColumn>& columns, std::size_t rows, std::string& text);
  /// Appends what comes after the last row.
  void finish(std::string& text) { text += closing(any_); }

  /// Appends the bare rows.
  virtual void write_rows(const std::vector<ResultColumn>& columns, std::size_t rows, std::string& text) = 0;
  /// What stands before rows: before the first of all, or those that follow others.
  virtual std::string opening(bool first) const = 0;
  /// What stands after all rows, or in place of them where there were not any.
  virtual std::string closing(bool any) = 0;
  /// Writes what stands after all rows to `out`; that is the whole file in forms that begin with what only all rows
  /// tell. Throws Error: as OutputFile::write(), and usage for results that the form cannot hold.
  virtual void complete(bool any, OutputFile& out) { out.write(closing(any)); }

 private:
  bool any_ = false;
};

/// The form in which results are written.
struct ResultForm {
  Format format = Format::csv;
  NumberFormat numbers = {};
  bool safe_for_spreadsheets = false;  ///< texts in CSV and TSV are written by append_safe_field()
};

/// A writer for columns of these names, and for the forms that show them, labels; both must outlive it. In a table for
/// people, scores have two decimals unless `form.numbers` says otherwise. Throws Error (usage) where the program is
/// built without what writes the form.
std::unique_ptr<ResultWriter> make_result_writer(const ResultForm& form, const std::vector<std::string>& names,
                                                 const std::vector<ColumnLabels>& labels);
/// As above, without labels.
std::unique_ptr<ResultWriter> make_result_writer(Format format, const std::vector<std::string>& names,
                                                 NumberFormat numbers, bool safe_for_spreadsheets = false);

}  // namespace attune
