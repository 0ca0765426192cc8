#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "questionnaire/answer.h"
#include "table/columns.h"
#include "table/respondent_block.h"

namespace attune {

/// Reads rows of the commonest shape, and only those, in a few instructions each: no quotes, each answer one digit.
class DigitRows {
 public:
  /// For rows of `column_count` columns. Nothing where no digit is an answer.
  static std::optional<DigitRows> of(const ColumnPlan& plan, std::size_t column_count, char delimiter,
                                     const AnswerCodes& codes);

  /// Appends rows from the start of `text`, which begins on `line`, to `block`, until one has another shape or might
  /// reach beyond the end. Returns how many bytes they take; each has one line.
  std::size_t read(std::string_view text, std::size_t line, RespondentBlock& block) const;

  /// Columns side by side that are read alike.
  struct Run {
    bool digits = false;         ///< answers to items, in the order of the questionnaire; else texts
    std::size_t first_item = 0;  ///< where they are answers
    std::size_t columns = 0;
  };

  /// What a row is made of; public for the code that exists once for each kind of processor.
  struct Shape {
    char delimiter = ',';
    std::vector<Run> runs = {};
    std::size_t items = 0;
    std::size_t texts = 0;
    std::array<Answer, 256> meaning = {};  ///< of a byte as an answer; kOther where the row has another shape
    // The same for the digits alone, as few comparisons can say it: from `lowest` to `highest` they mean themselves.
    std::uint16_t lowest = 0;
    std::uint16_t highest = 0;
    std::array<std::uint16_t, 2> missing = {kNoDigit, kNoDigit};
  };
  static constexpr Answer kOther = std::numeric_limits<Answer>::max();
  static constexpr std::uint16_t kNoDigit = 0x100;  ///< which no byte less '0' gives

 private:
  explicit DigitRows(Shape shape) : shape_(std::move(shape)) {}
  void take_texts(const std::vector<std::string_view>& texts, std::size_t rows, RespondentBlock& block) const;

  Shape shape_;
  std::vector<std::size_t> carried_;                ///< [carried column]: which of a row's texts
  std::vector<std::optional<std::size_t>> beside_;  ///< [column beside]: the same
};

}  // namespace attune
