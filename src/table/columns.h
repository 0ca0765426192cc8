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
  std::string time = {};                         ///< column that tells a respondent's several rows apart; may be empty
  bool only_scores = false;                      ///< carry no column but these two
  std::optional<std::vector<std::string>> keep;  ///< carry these only; nothing: all that are no items
  /// Option and column: read too, whether carried or not. A column without an option need not be there.
  std::vector<std::pair<std::string, std::string>> beside;
};

/// The choice, applied to one file. Numbers are indices of its columns.
struct ColumnPlan {
  std::vector<std::size_t> items;     ///< by item of the questionnaire
  std::vector<std::size_t> by_label;  ///< items whose column was found by its label
  std::optional<std::size_t> id;
  std::optional<std::size_t> time;
  std::vector<std::size_t> carried;                ///< in the order of the results, the id first, then the time
  std::vector<std::optional<std::size_t>> beside;  ///< by ColumnChoice::beside
};

/// Names of columns, which a file can make as long as it likes, for a message.
std::string listed_columns(const std::vector<std::string>& names);

/// How many items of `questionnaire` have a column among `names`. Throws Error (usage) for a pattern without {n}.
std::size_t count_item_columns(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                               const ColumnChoice& choice);

/// Finds the columns. Names are compared without regard to case; where no name is an item's, `labels` are, by column,
/// with its id, its number in the pattern, or its statement. Throws Error: data, at `place`, for an item without a
/// column or with two, with the option that would help; usage for an option that names what is not there.
ColumnPlan plan_columns(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                        const ColumnChoice& choice, const Place& place, const std::vector<std::string>& labels = {});

/// Throws Error (data) where a table that holds these items, and no others, holds none of the questionnaire's.
void refuse_foreign_items(const std::vector<std::string>& items, const Questionnaire& questionnaire,
                          const ColumnChoice& choice, const Place& place);

/// A note on columns that go on counting where the items end, as those of a longer questionnaire would; empty where
/// there are not several.
std::string further_items_note(const std::vector<std::string>& names, const ColumnPlan& plan,
                               const Questionnaire& questionnaire);

/// For a table in which a column stands only where somebody answered: adds one to `names` for each item without, unless
/// all are. Returns their items' ids.
std::vector<std::string> add_unanswered_items(std::vector<std::string>& names, const Questionnaire& questionnaire,
                                              const ColumnChoice& choice);

}  // namespace attune
