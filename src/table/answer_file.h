#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"
#include "table/columns.h"
#include "table/format.h"
#include "table/record.h"
#include "table/record_stream.h"

namespace attune {

/// What a person says about a file of answers.
struct ReadOptions {
  std::optional<Format> from;     ///< nothing: by the file's extension, else by its first character
  std::optional<char> delimiter;  ///< nothing: sniffed
  std::size_t skip_rows = 0;      ///< rows without answers, before the column names or just below them
  ColumnChoice columns;
  std::vector<std::string> missing;  ///< texts that mean "not answered", besides the empty one
  bool invalid_is_missing = false;   ///< take an answer outside the response scale as not given
  std::size_t block_bytes = std::size_t{1} << 20;
};

/// Answers that are none: the first, how many, and the commonest texts.
struct InvalidAnswers {
  std::optional<Error> first;
  std::size_t count = 0;
  std::map<std::string, std::size_t> texts;  ///< at most kMostTexts different ones

  static constexpr std::size_t kMostTexts = 20;
  void add(const std::string& text, std::size_t times = 1);
  void add(const InvalidAnswers& later);
};

/// Respondents as read: their answers, and what is carried along.
struct RespondentBlock {
  AnswerBlock answers;
  std::vector<std::size_t> lines;          ///< [row]: where in the file it begins
  std::vector<std::vector<Cell>> carried;  ///< [carried column][row]
  std::vector<std::vector<Cell>> beside;   ///< [column of ColumnChoice::beside][row]; [] where it is not there
  InvalidAnswers invalid;                  ///< their places in `answers` hold kMissing

  ByteBlock bytes;  // what the cells show
  TextStore texts;
};

/// A file of answers, one respondent a row, read block by block.
class AnswerFile {
 public:
  /// Opens `name` ("-" is the standard input), reads the column names and finds the items. Throws Error.
  AnswerFile(const std::string& name, const Questionnaire& questionnaire, const ReadOptions& options)
      : AnswerFile(InputStream(name), questionnaire, options) {}
  /// As above, from an input that is open.
  AnswerFile(InputStream in, const Questionnaire& questionnaire, const ReadOptions& options);
  ~AnswerFile();

  const std::string& name() const { return stream_.name(); }
  /// Bytes in the file where known, else 0.
  std::size_t size() const { return stream_.size(); }
  /// Names of the columns that are carried along.
  const std::vector<std::string>& carried_names() const { return carried_names_; }
  /// What was done that the person may want to know, as sentences.
  const std::vector<std::string>& notes() const { return notes_; }

  /// Reads the next respondents into `block`; false at the end. Throws Error (data) for a row that is not as long as
  /// the row of names, with its line and number.
  bool next(RespondentBlock& block);

 private:
  void read_delimited_header();
  void read_ndjson_header();
  char find_delimiter();
  void gather_head(std::size_t records);
  std::size_t count_records(const ByteBlock& block, std::size_t enough) const;
  std::size_t find_names(const std::vector<Record>& records) const;
  void skip_qualtrics_rows(const std::vector<Record>& records);
  std::unique_ptr<RecordParser> parser(const ByteBlock& block, TextStore& texts) const;
  void add_respondent(const Record& record, RespondentBlock& block);
  Answer read_answer(const Record& record, std::size_t item, RespondentBlock& block) const;
  Place place_of(const Record& record) const;
  void check_length(const Record& record) const;

  const Questionnaire& questionnaire_;
  const ReadOptions options_;
  AnswerCodes codes_;
  RecordStream stream_;
  Format format_;
  char delimiter_ = ',';
  std::vector<std::string> names_;
  ColumnPlan plan_;
  std::vector<std::string> carried_names_;
  std::vector<std::string> notes_;
  ByteBlock head_;  // the rest of the block that held the names
  std::size_t rows_to_skip_ = 0;
  std::size_t respondents_ = 0;
  std::size_t blank_line_ = 0;  // the first of the blank lines just before, or 0
};

}  // namespace attune
