#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "questionnaire/questionnaire.h"
#include "table/respondent_block.h"
#include "table/row_reader.h"
#include "table/row_source.h"

namespace attune {

/// A file of answers, read block by block.
///
/// A block's rows come from take() and are numbered by number(), both in the order of the file; between the two, blocks
/// may be read from several threads at once.
class AnswerFile {
 public:
  /// Opens `name` ("-" is the standard input), reads the column names and finds the items. Throws Error.
  AnswerFile(const std::string& name, const Questionnaire& questionnaire, const ReadOptions& options)
      : AnswerFile(InputStream(name), questionnaire, options) {}
  /// As above, from an input that is open.
  AnswerFile(InputStream in, const Questionnaire& questionnaire, const ReadOptions& options);

  const std::string& name() const { return name_; }
  /// Bytes in the file where known, else 0.
  std::size_t size() const { return opened_.size; }
  /// Bytes of what stands above the rows.
  std::size_t head_bytes() const { return opened_.head_bytes; }
  /// The columns that are carried along.
  const std::vector<std::string>& carried_names() const { return carried_names_; }
  const std::vector<ColumnLabels>& carried_labels() const { return carried_labels_; }
  /// What was done that the person may want to know, as sentences.
  const std::vector<std::string>& notes() const { return opened_.notes; }

  /// Takes the next rows, still unread; false at the end. Throws Error.
  bool take(RespondentBlock& block) { return opened_.rows->next(block); }
  /// What reads them.
  const RowReader& rows() const { return *rows_; }
  /// Completes the places of what is wrong in `block`. Throws what made its reading stop, an Error (data) with line and
  /// number of the respondent.
  void number(RespondentBlock& block);

  /// All three: reads the next respondents into `block`; false at the end. Throws Error.
  bool next(RespondentBlock& block);

 private:
  void give_number(RowProblem& problem) const;

  std::string name_;
  OpenedRows opened_;
  std::optional<RowReader> rows_;
  std::vector<std::string> carried_names_;
  std::vector<ColumnLabels> carried_labels_;
  std::size_t respondents_ = 0;
  std::size_t blank_line_ = 0;  // the first of the blank lines just before, or 0
};

}  // namespace attune
