#include "table/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

// Columns by folded name; several may share one.
using Index = std::unordered_map<std::string, std::vector<std::size_t>>;

Index index_of(const std::vector<std::string>& names) {
  Index index;
  for (std::size_t c = 0; c < names.size(); ++c) index[fold(names[c])].push_back(c);
  return index;
}

// The item number in `name` by `pattern` ("ecrr_{n}", both folded), with or without leading zeros.
std::optional<std::size_t> number_in(std::string_view name, std::string_view pattern) {
  const std::size_t hole = pattern.find("{n}");
  const std::string_view before = pattern.substr(0, hole);
  const std::string_view after = pattern.substr(hole + 3);
  if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after))
    return std::nullopt;
  const std::string_view digits = name.substr(before.size(), name.size() - before.size() - after.size());
  if (digits.size() > 6 || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return static_cast<std::size_t>(*parse_whole(digits));
}

std::vector<std::size_t> columns_of_item(std::size_t item, const std::vector<std::string>& names, const Index& index,
                                         const Questionnaire& questionnaire, const ColumnChoice& choice) {
  const std::string& id = questionnaire.items[item].id;
  const auto by_name = [&](const std::string& name) {
    const auto found = index.find(fold(name));
    return found == index.end() ? std::vector<std::size_t>() : found->second;
  };
  if (const auto named = choice.named.find(id); named != choice.named.end()) return by_name(named->second);
  if (choice.pattern.empty()) return by_name(id);
  std::vector<std::size_t> columns;
  const std::string pattern = fold(choice.pattern);
  for (std::size_t c = 0; c < names.size(); ++c) {
    if (number_in(fold(names[c]), pattern) == item + 1) columns.push_back(c);
  }
  return columns;
}

// A pattern under which the file has a column for each item: "ECRR_{n}" for ECRR_1 … ECRR_36.
std::optional<std::string> fitting_pattern(const std::vector<std::string>& names, std::size_t items) {
  std::map<std::string, std::set<std::size_t>> numbers_of;
  for (const std::string& name : names) {
    const std::size_t end = name.find_last_of("0123456789");
    if (end == std::string::npos) continue;
    const std::size_t last_other = name.find_last_not_of("0123456789", end);
    const std::size_t start = last_other == std::string::npos ? 0 : last_other + 1;
    const auto number = end - start < 6 ? parse_whole(name.substr(start, end - start + 1)) : std::nullopt;
    if (number)
      numbers_of[name.substr(0, start) + "{n}" + name.substr(end + 1)].insert(static_cast<std::size_t>(*number));
  }
  for (const auto& [pattern, numbers] : numbers_of) {
    if (numbers.contains(1) && numbers.contains(items) && numbers.size() >= items) return pattern;
  }
  return std::nullopt;
}

std::string remedy_for_missing_items(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                                     const std::string& first_missing) {
  if (const auto pattern = fitting_pattern(names, questionnaire.items.size())) {
    return fmt::format("The file's columns look like --columns '{}'. Is it in the published order of the items?",
                       *pattern);
  }
  return fmt::format("Its columns are {}. Name them with --columns 'PREFIX_{{n}}' or --map {}=COLUMN.",
                     join_words(names), first_missing);
}

void check_names_in_options(const Index& index, const std::vector<std::string>& names,
                            const Questionnaire& questionnaire, const ColumnChoice& choice) {
  const auto& items = questionnaire.items;
  for (const auto& [item, column] : choice.named) {
    if (std::none_of(items.begin(), items.end(), [&](const Item& i) { return i.id == item; })) {
      throw Error(ExitCode::usage, {},
                  fmt::format("--map {}={}: {} has no item \"{}\"", item, column, questionnaire.id, item),
                  fmt::format("Its items are {} to {}.", items.front().id, items.back().id));
    }
    if (!index.contains(fold(column))) {
      const auto meant = did_you_mean(column, names);
      throw Error(ExitCode::usage, {}, fmt::format("--map {}={}: the file has no column \"{}\"", item, column, column),
                  meant ? fmt::format("Did you mean \"{}\"?", *meant) : "");
    }
  }
  if (!choice.pattern.empty() && choice.pattern.find("{n}") == std::string::npos) {
    throw Error(ExitCode::usage, {}, fmt::format("--columns '{}' has no {{n}}", choice.pattern),
                "{n} stands for the item's number: --columns 'ECRR_{n}'.");
  }
}

std::vector<std::size_t> plan_items(const std::vector<std::string>& names, const Index& index,
                                    const Questionnaire& questionnaire, const ColumnChoice& choice,
                                    const Place& place) {
  std::vector<std::size_t> columns;
  std::vector<std::string> missing;
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
    const std::string& id = questionnaire.items[item].id;
    const auto found = columns_of_item(item, names, index, questionnaire, choice);
    if (found.size() > 1) {
      throw Error(ExitCode::data, place,
                  fmt::format("two columns for item {}: \"{}\" and \"{}\"", id, names[found[0]], names[found[1]]),
                  "Rename one of them: which is the item cannot be guessed.");
    }
    if (found.empty()) missing.push_back(id);
    else columns.push_back(found.front());
  }
  if (!missing.empty()) {
    throw Error(ExitCode::data, place,
                fmt::format("no column for {} of {}: {}", counted(missing.size(), "item"), questionnaire.id,
                            join_words(missing)),
                remedy_for_missing_items(names, questionnaire, missing.front()));
  }
  auto sorted = columns;
  std::sort(sorted.begin(), sorted.end());
  if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end()) {
    throw Error(ExitCode::usage, {}, fmt::format("the column \"{}\" is named for two items", names[*twice]),
                "Correct --map.");
  }
  return columns;
}

// The one column that an option names.
std::size_t named_column(const std::string& name, const char* option, const Index& index,
                         const std::vector<std::string>& names) {
  const auto found = index.find(fold(name));
  if (found != index.end() && found->second.size() == 1) return found->second.front();
  if (found != index.end())
    throw Error(ExitCode::usage, {}, fmt::format("{} {}: the file has that column more than once", option, name),
                "Rename one of them.");
  const auto meant = did_you_mean(name, names);
  throw Error(
      ExitCode::usage, {}, fmt::format("{} {}: the file has no such column", option, name),
      meant ? fmt::format("Did you mean \"{}\"?", *meant) : fmt::format("Its columns are {}.", join_words(names)));
}

}  // namespace

std::size_t count_item_columns(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                               const ColumnChoice& choice) {
  const Index index = index_of(names);
  std::size_t count = 0;
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item)
    count += !columns_of_item(item, names, index, questionnaire, choice).empty();
  return count;
}

ColumnPlan plan_columns(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                        const ColumnChoice& choice, const Place& place) {
  const Index index = index_of(names);
  check_names_in_options(index, names, questionnaire, choice);
  ColumnPlan plan;
  plan.items = plan_items(names, index, questionnaire, choice, place);
  if (!choice.id.empty()) {
    plan.id = named_column(choice.id, "--id", index, names);
    plan.carried.push_back(*plan.id);
  }
  if (choice.only_scores) return plan;
  std::vector<std::size_t> others;
  if (choice.keep) {
    for (const std::string& name : *choice.keep) others.push_back(named_column(name, "--keep", index, names));
  } else {
    const std::set<std::size_t> items(plan.items.begin(), plan.items.end());
    for (std::size_t c = 0; c < names.size(); ++c) {
      if (!items.contains(c)) others.push_back(c);
    }
  }
  for (const std::size_t column : others) {
    if (std::find(plan.carried.begin(), plan.carried.end(), column) == plan.carried.end())
      plan.carried.push_back(column);
  }
  return plan;
}

}  // namespace attune
