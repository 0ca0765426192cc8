#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "questionnaire/questionnaire.h"
#include "table/columns.h"
#include "table/format.h"
#include "table/record.h"
#include "table/record_stream.h"
#include "table/respondent_block.h"
#include "table/row_reader.h"

namespace attune {

/// What a person says about a file of answers.
struct ReadOptions {
  std::optional<Format> from;     ///< nothing: by the file's extension, else by its first character
  std::optional<char> delimiter;  ///< nothing: sniffed
  std::size_t skip_rows = 0;      ///< rows without answers, before the column names or just below them
  ColumnChoice columns;
  std::vector<std::string> missing;                  ///< texts that mean "not answered", besides the empty one
  bool invalid_is_missing = false;                   ///< take an answer outside the response scale as not given
  std::size_t block_bytes = std::size_t{256} << 10;  ///< with what is made of it, few enough for a near cache
};

/// A file of answers, one respondent a row, read block by block.
///
/// The bytes of a block come from next_bytes() and its rows are numbered by number(), both in the order of the file;
/// between the two, blocks may be read from several threads at once.
class AnswerFile {
 public:
  /// Opens `name` ("-" is the standard input), reads the column names and finds the items. Throws Error.
  AnswerFile(const std::string& name, const Questionnaire& questionnaire, const ReadOptions& options)
      : AnswerFile(InputStream(name), questionnaire, options) {}
  /// As above, from an input that is open.
  AnswerFile(InputStream in, const Questionnaire& questionnaire, const ReadOptions& options);

  const std::string& name() const { return stream_.name(); }
  /// Bytes in the file where known, else 0.
  std::size_t size() const { return stream_.size(); }
  /// Bytes of what stands above the rows.
  std::size_t head_bytes() const { return head_bytes_; }
  /// Names of the columns that are carried along.
  const std::vector<std::string>& carried_names() const { return carried_names_; }
  /// What was done that the person may want to know, as sentences.
  const std::vector<std::string>& notes() const { return notes_; }

  /// Takes the next bytes of whole rows; false at the end. Throws Error.
  bool next_bytes(ByteBlock& bytes);
  /// What reads them.
  const RowReader& rows() const { return *rows_; }
  /// Completes the places of what is wrong in `block`. Throws what made its reading stop, an Error (data) with line and
  /// number of the respondent.
  void number(RespondentBlock& block);

  /// All three: reads the next respondents into `block`; false at the end. Throws Error.
  bool next(RespondentBlock& block);

 private:
  RowLayout read_delimited_head(Format format, const Questionnaire& questionnaire, const ReadOptions& options);
  RowLayout read_ndjson_head(const Questionnaire& questionnaire, const ReadOptions& options);
  char find_delimiter(Format format, const Questionnaire& questionnaire, const ReadOptions& options);
  void gather_head(std::size_t records, char delimiter);
  std::size_t skip_qualtrics_rows(const std::vector<Record>& records);
  void drop_from_head(std::size_t records, char delimiter);
  void give_number(RowProblem& problem) const;

  RecordStream stream_;
  std::optional<RowReader> rows_;
  std::vector<std::string> carried_names_;
  std::vector<std::string> notes_;
  ByteBlock head_;  // rows that were read with the names
  std::size_t head_bytes_ = 0;
  std::size_t respondents_ = 0;
  std::size_t blank_line_ = 0;  // the first of the blank lines just before, or 0
};

}  // namespace attune
