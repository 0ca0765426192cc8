#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "table/file_bytes.h"
#include "table/format.h"
#include "table/long_columns.h"
#include "table/table_reader.h"
#include "table/unpacked_input.h"

/// Opens a table, one format each. All throw Error: data for a file that is not sound, usage where the program is built
/// without the library that the format needs.

namespace attune {

/// SPSS (.sav, .zsav). User-missing values are empty, dates ISO texts, labelled values their codes.
std::unique_ptr<TableReader> open_sav(FileBytes bytes);

/// Stata (.dta of Stata 1 to 18). Missing values .a to .z are empty, dates ISO texts.
std::unique_ptr<TableReader> open_dta(FileBytes bytes);

/// A sheet of an Excel workbook (.xlsx), by name or number; empty: the first. Dates are ISO texts, formulas the values
/// that Excel computed last.
std::unique_ptr<TableReader> open_workbook(FileBytes bytes, const std::string& sheet);

/// QuestionnaireResponse resources of FHIR R4 in JSON, one after the other, in bundles or lists: the columns id,
/// subject, authored and status, then one for each linkId. Those entered in error are left out, with a note.
std::unique_ptr<TableReader> open_fhir(FileBytes bytes);

/// Lines of text, read like the other formats; `delimiter`: as in ReadOptions. Where the person skips rows, a first
/// line that tells the separator is one of them.
std::unique_ptr<TableReader> open_lines(UnpackedInput in, Format format, std::optional<char> delimiter,
                                        bool skips_rows = false);

/// Different items in a table of one answer a row, or in FHIR resources.
inline constexpr std::size_t kMostItems = 20000;

/// How rows of one answer each become rows of respondents.
struct Gathering {
  LongColumns columns;
  std::string time = {};               ///< a respondent has a row for each time; empty: one row
  std::vector<std::string> also = {};  ///< columns that are the same in all rows of a respondent; may be absent
  std::size_t skip_rows = 0;           ///< above the names
  std::function<bool(const std::string& item)> wants = {};  ///< which items become columns
};

/// A table with a row for each respondent, from one with a row for each answer: the columns id, time and `also`, then
/// one for each item that is wanted. It is held in memory. Throws Error (data) for a row without id or item, and for an
/// answer given twice.
std::unique_ptr<TableReader> gather_answers(std::unique_ptr<TableReader> answers, Gathering gathering);

}  // namespace attune
