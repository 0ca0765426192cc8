#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/questionnaire.h"

namespace attune {

/// The parts of the name of a table, "schema.table", which dots separate; a part in double quotes may hold dots, and
/// double quotes as two. Throws Error (usage) for an empty part and for quotes that do not enclose one.
std::vector<std::string> table_name_of(std::string_view text);

/// The column of each item, by item: the one that `named` has for its id, else `pattern` with the item's number, from
/// 1, in place of {n}, else, without a pattern, its id. Throws Error (usage) for a pattern without {n}, for an item
/// that there is not, and for a column that two items would have.
std::vector<std::string> item_columns(const Questionnaire& questionnaire, const std::string& pattern,
                                      const std::map<std::string, std::string>& named);

}  // namespace attune
