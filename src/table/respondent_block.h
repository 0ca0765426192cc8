#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "questionnaire/answer.h"
#include "table/record.h"

namespace attune {

/// Something wrong with what was read.
struct RowProblem {
  Error error;
  /// The row of its block whose number the error's place lacks, as long as nobody knows how many came before.
  std::optional<std::size_t> unnumbered_row = {};
};

/// Answers that are none: the first, how many, and the commonest texts.
struct InvalidAnswers {
  std::optional<RowProblem> first;
  std::size_t count = 0;
  std::map<std::string, std::size_t> texts;  ///< at most kMostTexts different ones

  static constexpr std::size_t kMostTexts = 20;
  void add(const std::string& text, std::size_t times = 1);
  void add(const InvalidAnswers& later);
};

/// Ends the text that stands for a value without label, where labels say other answers than their values.
inline constexpr std::string_view kWithoutLabel = " (without label)";

/// The text that stands for the value of a formula that was never computed.
inline constexpr std::string_view kNeverComputed = "(never computed)";

/// Respondents as read: their answers, and what is carried along.
struct RespondentBlock {
  AnswerBlock answers;
  std::vector<std::size_t> lines;          ///< [row]: where in the file it begins
  std::vector<std::vector<Cell>> carried;  ///< [carried column][row]
  std::vector<std::vector<Cell>> beside;   ///< [column of ColumnChoice::beside][row]; [] where it is not there
  InvalidAnswers invalid;                  ///< their places in `answers` hold kMissing
  std::optional<RowProblem> broken;        ///< why reading stopped after the rows that are here
  std::size_t blank_line = 0;              ///< the first of the empty lines after the last row, or 0

  ByteBlock bytes;              // what the cells show
  std::vector<Record> records;  // the rows, where they did not come as bytes
  TextStore texts;
};

}  // namespace attune
