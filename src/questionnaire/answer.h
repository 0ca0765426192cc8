#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "questionnaire/questionnaire.h"

namespace attune {

/// A raw answer: a whole number of the response scale, or kMissing.
using Answer = std::int16_t;
inline constexpr Answer kMissing = std::numeric_limits<Answer>::min();

/// Answers of several respondents, one row after the other.
struct AnswerBlock {
  std::size_t rows = 0;
  std::size_t items = 0;
  std::vector<Answer> answers;  ///< rows × items

  std::span<const Answer> row(std::size_t r) const { return std::span(answers).subspan(r * items, items); }
};

/// How messages name all answers there are: "1–7", or "0, 5 and 10" where some between are none.
std::string answers_named(const ResponseScale& response);

/// Which written texts stand for which answers.
///
/// Understood are whole numbers that are answers on the response scale ("4", "4.0"), its labels and codes in any case,
/// the missing codes (the scale's own, and those given) in any case, and empty text as missing.
class AnswerCodes {
 public:
  /// Throws Error (usage) where a missing code is itself an answer on the scale.
  AnswerCodes(const ResponseScale& response, const std::vector<std::string>& missing_codes);

  /// The answer that `text` means, kMissing for a missing one, or nothing if it means none. Safe to call from threads.
  std::optional<Answer> read(std::string_view text) const;

  /// answers_named() of the response scale.
  const std::string& answers() const { return answers_; }

 private:
  void take_missing(const std::string& code);
  std::optional<Answer> read_text(std::string_view text) const;
  std::optional<Answer> read_number(std::string_view text) const;

  std::array<std::optional<Answer>, 10> digits_;  // what a single digit, by far the commonest text, means
  ResponseScale response_;
  std::string answers_;
  std::unordered_map<std::string, Answer> words_;  // folded labels, codes and missing codes
  std::vector<double> missing_numbers_;
};

/// AnswerCodes for each item of a questionnaire. Items with the same answers share them.
class ItemCodes {
 public:
  /// The same for all items, however many.
  ItemCodes(AnswerCodes all);
  /// Throws Error (usage) where a missing code is an answer to some item.
  ItemCodes(const Questionnaire& questionnaire, const std::vector<std::string>& missing_codes);

  const AnswerCodes& operator[](std::size_t item) const { return different_[which_.empty() ? 0 : which_[item]]; }
  bool same_for_all() const { return different_.size() == 1; }

 private:
  std::vector<AnswerCodes> different_;
  std::vector<std::size_t> which_;  // by item; empty: the same for all
};

}  // namespace attune
