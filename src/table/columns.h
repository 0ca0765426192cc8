#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// Which columns of a file are items, which is the id, and which others go with the results.
struct ColumnChoice {
  std::string pattern;  ///< item columns' names, {n} standing for the item's number; empty: the items' ids
  std::map<std::string, std::string> named;      ///< item id → column, before the pattern
  std::string id;                                ///< column that identifies a respondent; may be empty
  bool only_scores = false;                      ///< carry no other column
  std::optional<std::vector<std::string>> keep;  ///< carry these only; nothing: all that are no items
  /// Option and column: read too, whether carried or not. A column without an option need not be there.
  std::vector<std::pair<std::string, std::string>> beside;
};

/// The choice, applied to one file. Numbers are indices of its columns.
struct ColumnPlan {
  std::vector<std::size_t> items;  ///< by item of the questionnaire
  std::optional<std::size_t> id;
  std::vector<std::size_t> carried;                ///< in the order of the results, the id first
  std::vector<std::optional<std::size_t>> beside;  ///< by ColumnChoice::beside
};

/// How many items of `questionnaire` have a column among `names`. Throws Error (usage) for a pattern without {n}.
std::size_t count_item_columns(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                               const ColumnChoice& choice);

/// Finds the columns. Names are compared without regard to case. Throws Error: data, at `place`, for an item without a
/// column or with two, with the option that would help; usage for an option that names what is not there.
ColumnPlan plan_columns(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                        const ColumnChoice& choice, const Place& place);

}  // namespace attune
