#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "exchange/score_formula.h"
#include "questionnaire/load_parts.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// One of the answers that a file of another program offers to a question.
struct Choice {
  std::string code;
  std::string label;                 ///< plain text; may be empty
  std::optional<double> value = {};  ///< what it counts in scores
};

/// Choices as numbers.
struct NumberedChoices {
  enum class By { code, value, code_ending, place };  // place: or behind those whose codes are numbers

  By by = By::code;                                 ///< what the numbers are
  ResponseScale response = {};                      ///< in its `codes`, the codes that are not the numbers themselves
  std::vector<int> answers = {};                    ///< by choice
  bool has_values = false;                          ///< whether each choice says what it counts
  std::vector<std::pair<int, double>> values = {};  ///< what the answers count, where that is not always themselves
};

/// Numbers the choices by their codes where those are different whole numbers within ±kAnswerLimit; where the last
/// choices have codes that are no numbers, these go on from the largest; else by their values where those are such
/// numbers; else by the numbers that all codes end in behind the same letters (A1, A2 …); else from 1.
/// Nothing where there are fewer than two choices, or more than an item may have, and where a code could be understood
/// as another answer in a file of answers, which hold codes, labels and numbers (why_not_numbered()).
std::optional<NumberedChoices> number_choices(const std::vector<Choice>& choices);

/// How many choices an item may have; whoever gathers them may stop beyond.
inline constexpr std::size_t kMostChoices = 2 * std::size_t{kAnswerLimit} + 1;

/// The first of these codes, each of an answer, that could be another one's code or label in a file of answers, where
/// both are understood in any case; or nothing.
std::optional<std::string> unclear_code(const std::map<int, std::string>& labels,
                                        const std::vector<std::pair<std::string, int>>& codes);

/// What is wrong with a code that is not clear.
std::string unclear_text(const std::string& code);

/// Why number_choices() makes nothing of them; empty where it makes something.
std::string why_not_numbered(const std::vector<Choice>& choices);

/// Counts the choices of all items. A file may say once what many items offer, so that its size is no limit to them.
class ChoiceCount {
 public:
  /// `file` is its name in messages.
  explicit ChoiceCount(const std::string& file) : file_(file) {}
  /// Throws Error (data) when there are more than any questionnaire needs.
  void add(const NumberedChoices& numbered);

 private:
  const std::string& file_;
  std::size_t all_ = 0;
};

/// Throws Error (data) where what introduces items, which each of them gets, is longer than anybody reads.
void refuse_long_stem(const std::string& stem, const Place& place);

/// Makes the answers that most items have those of the questionnaire, and leaves the others to their items. All items
/// have their own before.
void share_response(Questionnaire& questionnaire);

/// The same for what introduces them.
void share_stem(Questionnaire& questionnaire);

/// Notes as unscored the items that are in no scale.
void note_unscored(Questionnaire& questionnaire);

}  // namespace attune
