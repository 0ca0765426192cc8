#include "exchange/sql_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

[[noreturn]] void refuse_table(std::string_view text) {
  throw Error(ExitCode::usage, {}, fmt::format("--table {}: that is no name of a table", shorten(text, 40)),
              "Write table or schema.table. A part that holds a dot stands in double quotes: 'my.schema' is "
              "--table '\"my.schema\".table'.");
}

// The part that `rest` begins with, which is taken off.
std::string take_part(std::string_view& rest, std::string_view whole) {
  std::string part;
  if (!rest.starts_with('"')) {
    const auto end = std::min(rest.find('.'), rest.size());
    part = rest.substr(0, end);
    rest.remove_prefix(end);
    if (part.find('"') != std::string::npos) refuse_table(whole);
    return part;
  }
  for (rest.remove_prefix(1);; rest.remove_prefix(1)) {
    if (rest.empty()) refuse_table(whole);
    if (rest.starts_with("\"\"")) rest.remove_prefix(1);
    else if (rest.starts_with('"')) break;
    part += rest.front();
  }
  rest.remove_prefix(1);
  return part;
}

std::size_t item_of(const Questionnaire& questionnaire, const std::string& id, const std::string& column) {
  const auto& items = questionnaire.items;
  const auto found =
      std::find_if(items.begin(), items.end(), [name = fold(id)](const Item& item) { return fold(item.id) == name; });
  if (found == items.end()) {
    throw Error(ExitCode::usage, {},
                fmt::format("--map {}={}: {} has no item \"{}\"", id, column, questionnaire.id, id),
                fmt::format("Its items are {} to {}.", items.front().id, items.back().id));
  }
  return static_cast<std::size_t>(found - items.begin());
}

}  // namespace

std::vector<std::string> table_name_of(std::string_view text) {
  std::vector<std::string> parts;
  for (std::string_view rest = text;; rest.remove_prefix(1)) {
    parts.push_back(take_part(rest, text));
    if (parts.back().empty()) refuse_table(text);
    if (rest.empty()) return parts;
    if (rest.front() != '.') refuse_table(text);
  }
}

std::vector<std::string> item_columns(const Questionnaire& questionnaire, const std::string& pattern,
                                      const std::map<std::string, std::string>& named) {
  const auto hole = pattern.find("{n}");
  if (!pattern.empty() && hole == std::string::npos) {
    throw Error(ExitCode::usage, {}, fmt::format("--columns '{}' has no {{n}}", pattern),
                "{n} stands for the item's number: --columns 'ECRR_{n}'.");
  }
  std::vector<std::string> columns;
  for (const Item& item : questionnaire.items) {
    columns.push_back(pattern.empty()
                          ? item.id
                          : pattern.substr(0, hole) + std::to_string(columns.size() + 1) + pattern.substr(hole + 3));
  }
  for (const auto& [id, column] : named) columns[item_of(questionnaire, id, column)] = column;
  std::set<std::string> seen;
  for (const std::string& column : columns) {
    if (!seen.insert(column).second) {
      throw Error(ExitCode::usage, {}, fmt::format("the column \"{}\" is named for two items", shorten(column, 40)),
                  "Correct --map.");
    }
  }
  return columns;
}

}  // namespace attune
