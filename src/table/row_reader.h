#pragma once

#include <optional>
#include <string>
#include <vector>

#include "questionnaire/answer.h"
#include "questionnaire/questionnaire.h"
#include "table/columns.h"
#include "table/digit_rows.h"
#include "table/format.h"
#include "table/respondent_block.h"
#include "table/table_reader.h"

namespace attune {

/// What the head of a file of answers says about its rows.
struct RowLayout {
  std::string file = {};  ///< how messages name it
  Format format = Format::csv;
  bool comes_as_records = false;  ///< else as bytes
  char delimiter = ',';
  std::vector<std::string> names = {};    ///< of the columns
  std::vector<ColumnLabels> labels = {};  ///< by column; empty where the format has none
  ColumnPlan columns = {};
};

/// Reads the rows of a file of answers, block by block, in any order. Never changes: threads may share it.
class RowReader {
 public:
  RowReader(RowLayout layout, ItemCodes codes);

  const RowLayout& layout() const { return layout_; }

  /// Reads the rows of `block`, its bytes or records, into the rest of it. What is wrong in them is told there, not
  /// thrown.
  void read(RespondentBlock& block) const { read_with(Rules::fast, block); }
  /// As read(), each row by the rules for any row: what read() has to agree with on every text.
  void read_plainly(RespondentBlock& block) const { read_with(Rules::plain, block); }

 private:
  enum class Rules { fast, plain };

  void read_with(Rules rules, RespondentBlock& block) const;
  void read_delimited(Rules rules, RespondentBlock& block) const;
  void read_objects(Rules rules, RespondentBlock& block) const;
  void read_records(RespondentBlock& block) const;
  bool add_record(const Record& record, RespondentBlock& block) const;
  std::string respondent(const Record& record) const;
  std::optional<RowProblem> problem_of(const Record& record, const RespondentBlock& block) const;
  Answer read_answer(const Record& record, std::size_t item, RespondentBlock& block) const;
  std::optional<RowProblem> unsound_text(const RespondentBlock& block) const;
  RowProblem row_problem(const Record& record, std::size_t line, std::size_t row, const std::string& problem,
                         const std::string& remedy = {}) const;

  RowLayout layout_;
  ItemCodes codes_;
  std::optional<DigitRows> digit_rows_;
};

/// An empty line of `file`, with rows after it.
Error blank_between_rows(const std::string& file, std::size_t line);

}  // namespace attune
