#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "table/zip_archive.h"

/// What the parts of an Excel workbook other than its sheets say (Office Open XML, ECMA-376, part 1, SpreadsheetML).

namespace attune {

/// A sheet with cells.
struct Sheet {
  std::string name;
  std::string part;  ///< of the archive
};

/// How the parts of a workbook hang together.
struct WorkbookParts {
  std::vector<Sheet> sheets;
  std::string texts;       ///< the part that cells share texts from; may be empty
  std::string styles;      ///< may be empty
  bool from_1904 = false;  ///< whether days are counted from 1904 on, else from 1900
};

/// Throws Error (data) where it is no workbook.
WorkbookParts read_parts(ZipArchive& archive, const std::string& file);

/// Texts that cells share, in little more memory than they are long.
class SharedTexts {
 public:
  /// Throws Error (data) at `file` where they are larger than a workbook of answers has.
  void add(std::string_view text, const std::string& file);
  std::size_t size() const { return texts_.size(); }
  std::string_view operator[](std::size_t index) const { return texts_[index]; }

 private:
  std::deque<std::string> pieces_;
  std::vector<std::string_view> texts_;
  std::size_t bytes_ = 0;
};

SharedTexts read_shared_texts(ZipArchive& archive, const std::string& part, const std::string& file);

/// How a number in a cell is meant.
enum class CellMeaning { number, date, time };

/// By number of a cell's style.
std::vector<CellMeaning> read_cell_meanings(ZipArchive& archive, const std::string& part, const std::string& file);

/// What numbers formatted by `code` ("dd/mm/yyyy") mean. A duration ("[h]:mm") is a number, of days.
CellMeaning meaning_of_format(std::string_view code);

/// A day of a workbook as text: "2026-10-02", "2026-10-02T09:30:00", or the time alone where there is no day. Nothing
/// for what is no day.
std::optional<std::string> day_text(double serial, bool from_1904);

}  // namespace attune
