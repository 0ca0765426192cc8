#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "table/columns.h"
#include "table/format.h"
#include "table/long_columns.h"
#include "table/respondent_block.h"
#include "table/row_reader.h"
#include "table/table_reader.h"
#include "table/unpacked_input.h"

namespace attune {

/// What a person says about a file of answers.
struct ReadOptions {
  std::optional<Format> from;               ///< nothing: by the file's extension, else by its first bytes
  std::optional<char> delimiter;            ///< nothing: sniffed
  std::size_t skip_rows = 0;                ///< rows without answers, before the column names or just below them
  std::string sheet;                        ///< of a workbook, its name or number; empty: the first
  std::optional<LongColumns> long_columns;  ///< one answer a row; nothing: one respondent a row
  ColumnChoice columns;
  std::vector<std::string> missing;                  ///< texts that mean "not answered", besides the empty one
  bool invalid_is_missing = false;                   ///< take an answer outside the response scale as not given
  std::size_t block_bytes = std::size_t{256} << 10;  ///< with what is made of it, few enough for a near cache
};

/// Rows of a file of answers, not yet understood, block by block.
class RowSource {
 public:
  virtual ~RowSource() = default;
  /// Puts the next rows into `block`, as bytes or as records; false at the end. Throws Error.
  virtual bool next(RespondentBlock& block) = 0;
};

/// A file of answers whose head has been read.
struct OpenedRows {
  RowLayout layout;
  std::vector<std::string> notes = {};  ///< what was done that the person may want to know, as sentences
  std::size_t size = 0;                 ///< bytes in the file where known, else 0
  std::size_t head_bytes = 0;           ///< of what stands above the rows
  std::unique_ptr<RowSource> rows;
};

/// Opens CSV, TSV or NDJSON, whose bytes are read by several threads. Throws Error.
OpenedRows open_text_rows(UnpackedInput in, Format format, const Questionnaire& questionnaire,
                          const ReadOptions& options);

/// Opens any other format, and those where they hold one answer a row. Throws Error.
OpenedRows open_table_rows(UnpackedInput in, Format format, const Questionnaire& questionnaire,
                           const ReadOptions& options);

/// Opens a table of whatever format. Throws Error.
std::unique_ptr<TableReader> open_table(UnpackedInput in, Format format, const ReadOptions& options);

}  // namespace attune
