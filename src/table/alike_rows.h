#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "questionnaire/answer.h"
#include "table/columns.h"
#include "table/respondent_block.h"

namespace attune {

/// How the values of a row are written, quotes included.
struct ValueGrammar {
  /// The length of the value at the start of `text`; nothing where it needs a closer look.
  std::optional<std::size_t> (*length)(std::string_view text, char delimiter);
  Cell (*cell)(std::string_view value);
  char delimiter = ',';
};

/// A value of a row and the column that it belongs to.
struct PlacedValue {
  std::size_t column = 0;
  std::size_t offset = 0;  ///< in the row
  std::size_t length = 0;
};

/// Reads rows that differ from one read before in nothing but their values, and whose answers are one digit each, as in
/// quoted fields and in JSON objects. They are told by comparing bytes and need not be taken apart.
class AlikeRows {
 public:
  /// Rows like `row`, whose values, in its order, are `values`. Nothing where an item of the plan has no digit in it.
  static std::optional<AlikeRows> of(std::string_view row, const std::vector<PlacedValue>& values,
                                     const ColumnPlan& plan, const ItemCodes& codes, const ValueGrammar& grammar);

  /// Appends rows from the start of `text`, which begins on `line`, to `block`, until one is not alike. Returns how
  /// many bytes they take; each has one line.
  std::size_t read(std::string_view text, std::size_t line, RespondentBlock& block);

 private:
  // Bytes that every row has, digits apart; then, but for the last stretch, a value of any length.
  struct Stretch {
    std::string bytes;
    std::string fixed;  // all bits of a byte that is the same in every row, none of a digit
    std::vector<std::pair<std::size_t, std::size_t>> digits;  // offset and item
    std::size_t column = 0;                                   // of the value
  };

  AlikeRows(const ColumnPlan& plan, const ItemCodes& codes, const ValueGrammar& grammar);
  bool has_values() const;
  std::size_t read_row(std::string_view text);
  bool take(const Stretch& stretch, std::string_view text);
  void add_row(std::size_t line, RespondentBlock& block) const;

  static constexpr Answer kOther = std::numeric_limits<Answer>::max();

  const ColumnPlan* plan_;
  ValueGrammar grammar_;
  std::vector<std::array<Answer, 16>> meaning_;  // [item][digit]; kOther for what is no digit or no answer
  std::vector<Stretch> stretches_;
  std::vector<Answer> answers_;           // of the row being read
  std::vector<std::string_view> values_;  // by column, where they are not answers
};

}  // namespace attune
