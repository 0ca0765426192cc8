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

// The columns that can be each item's, found in one pass over the names.
class ItemColumns {
 public:
  ItemColumns(const std::vector<std::string>& names, const Questionnaire& questionnaire, const ColumnChoice& choice,
              const std::vector<std::string>& labels = {})
      : names_(names), index_(index_of(names)) {
    const auto& items = questionnaire.items;
    columns_.resize(items.size());
    if (!choice.pattern.empty() && choice.pattern.find("{n}") == std::string::npos) {
      throw Error(ExitCode::usage, {}, fmt::format("--columns '{}' has no {{n}}", choice.pattern),
                  "{n} stands for the item's number: --columns 'ECRR_{n}'.");
    }
    if (choice.pattern.empty()) {
      for (std::size_t item = 0; item < items.size(); ++item) columns_[item] = any_case(items[item].id);
    } else {
      by_pattern(names, fold(choice.pattern), columns_);
    }
    for (const auto& [id, column] : choice.named) {
      const auto item =
          std::find_if(items.begin(), items.end(), [name = fold(id)](const Item& i) { return fold(i.id) == name; });
      if (item != items.end()) columns_[static_cast<std::size_t>(item - items.begin())] = by_name(column);
    }
    if (!labels.empty()) by_labels(labels, items, choice);
  }

  const std::vector<std::size_t>& of(std::size_t item) const { return columns_[item]; }
  const std::vector<std::size_t>& found_by_label() const { return found_by_label_; }
  const Index& index() const { return index_; }

 private:
  std::vector<std::size_t> any_case(const std::string& name) const {
    const auto found = index_.find(fold(name));
    return found == index_.end() ? std::vector<std::size_t>() : found->second;
  }

  // A name that a person writes exactly as the file does means that column, even where another differs in case only.
  std::vector<std::size_t> by_name(const std::string& name) const {
    const auto found = any_case(name);
    std::vector<std::size_t> exact;
    for (const std::size_t column : found) {
      if (names_[column] == name) exact.push_back(column);
    }
    return exact.size() == 1 ? exact : found;
  }

  static void by_pattern(const std::vector<std::string>& names, const std::string& pattern,
                         std::vector<std::vector<std::size_t>>& columns) {
    for (std::size_t c = 0; c < names.size(); ++c) {
      const auto number = number_in(fold(names[c]), pattern);
      if (number && *number >= 1 && *number <= columns.size()) columns[*number - 1].push_back(c);
    }
  }

  void by_labels(std::vector<std::string> labels, const std::vector<Item>& items, const ColumnChoice& choice) {
    labels.resize(names_.size());
    // A column that is an item's by its name is no other's.
    for (const auto& named : columns_) {
      for (const std::size_t column : named) labels[column].clear();
    }
    const Index index = index_of(labels);
    std::vector<std::vector<std::size_t>> numbered(items.size());
    if (!choice.pattern.empty()) by_pattern(labels, fold(choice.pattern), numbered);
    for (std::size_t item = 0; item < items.size(); ++item) {
      if (!columns_[item].empty()) continue;
      columns_[item] = numbered[item];
      for (const std::string& text : {items[item].id, items[item].text}) {
        const auto found = index.find(fold(text));
        if (columns_[item].empty() && !text.empty() && found != index.end()) columns_[item] = found->second;
      }
      if (!columns_[item].empty()) found_by_label_.push_back(item);
    }
  }

  const std::vector<std::string>& names_;
  Index index_;
  std::vector<std::vector<std::size_t>> columns_;
  std::vector<std::size_t> found_by_label_;
};

constexpr std::size_t kLongestPattern = 80;

// A pattern under which the file has a column for each item: "ECRR_{n}" for ECRR_1 … ECRR_36.
std::optional<std::string> fitting_pattern(const std::vector<std::string>& names, std::size_t items) {
  std::map<std::string, std::set<std::size_t>> numbers_of;
  for (const std::string& name : names) {
    const std::size_t end = name.find_last_of("0123456789");
    if (end == std::string::npos || name.size() > kLongestPattern) continue;
    const std::size_t last_other = name.find_last_not_of("0123456789", end);
    const std::size_t start = last_other == std::string::npos ? 0 : last_other + 1;
    const auto number = end - start < 6 ? parse_whole(name.substr(start, end - start + 1)) : std::nullopt;
    if (number)
      numbers_of[name.substr(0, start) + "{n}" + name.substr(end + 1)].insert(static_cast<std::size_t>(*number));
  }
  for (const auto& [pattern, numbers] : numbers_of) {
    const auto least = numbers.lower_bound(1);
    if (std::distance(least, numbers.upper_bound(items)) == static_cast<std::ptrdiff_t>(items)) return pattern;
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
                     listed_columns(names), first_missing);
}

void check_names_in_options(const Index& index, const std::vector<std::string>& names,
                            const Questionnaire& questionnaire, const ColumnChoice& choice) {
  const auto& items = questionnaire.items;
  for (const auto& [item, column] : choice.named) {
    if (std::none_of(items.begin(), items.end(), [name = fold(item)](const Item& i) { return fold(i.id) == name; })) {
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
}

std::vector<std::size_t> plan_items(const std::vector<std::string>& names, const ItemColumns& of_items,
                                    const Questionnaire& questionnaire, const Place& place) {
  std::vector<std::size_t> columns;
  std::vector<std::string> missing;
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
    const std::string& id = questionnaire.items[item].id;
    const auto& found = of_items.of(item);
    if (found.size() > 1) {
      throw Error(ExitCode::data, place,
                  fmt::format("two columns for item {}: \"{}\" and \"{}\"", id, shorten(names[found[0]], 40),
                              shorten(names[found[1]], 40)),
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
    throw Error(ExitCode::usage, {},
                fmt::format("the column \"{}\" is named for two items", shorten(names[*twice], 40)), "Correct --map.");
  }
  return columns;
}

// The one column that an option names.
std::size_t named_column(const std::string& name, const std::string& option, const Index& index,
                         const std::vector<std::string>& names) {
  const auto found = index.find(fold(name));
  if (found != index.end() && found->second.size() == 1) return found->second.front();
  if (found != index.end())
    throw Error(ExitCode::usage, {}, fmt::format("{} {}: the file has that column more than once", option, name),
                "Rename one of them.");
  const auto meant = did_you_mean(name, names);
  throw Error(
      ExitCode::usage, {}, fmt::format("{} {}: the file has no such column", option, name),
      meant ? fmt::format("Did you mean \"{}\"?", *meant) : fmt::format("Its columns are {}.", listed_columns(names)));
}

}  // namespace

std::string listed_columns(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 12;
  std::vector<std::string> words;
  for (std::size_t c = 0; c < std::min(names.size(), kMost); ++c) words.push_back(shorten(names[c], 40));
  if (names.size() > kMost) words.push_back(fmt::format("{} more", names.size() - kMost));
  return join_words(words, "and", kMost + 1);
}

std::size_t count_item_columns(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                               const ColumnChoice& choice) {
  const ItemColumns of_items(names, questionnaire, choice);
  std::size_t count = 0;
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) count += !of_items.of(item).empty();
  return count;
}

ColumnPlan plan_columns(const std::vector<std::string>& names, const Questionnaire& questionnaire,
                        const ColumnChoice& choice, const Place& place, const std::vector<std::string>& labels) {
  const ItemColumns of_items(names, questionnaire, choice, labels);
  const Index& index = of_items.index();
  check_names_in_options(index, names, questionnaire, choice);
  ColumnPlan plan;
  plan.items = plan_items(names, of_items, questionnaire, place);
  plan.by_label = of_items.found_by_label();
  if (!choice.id.empty()) {
    plan.id = named_column(choice.id, "--id", index, names);
    plan.carried.push_back(*plan.id);
  }
  if (!choice.time.empty()) {
    plan.time = named_column(choice.time, "--time", index, names);
    if (plan.time != plan.id) plan.carried.push_back(*plan.time);
  }
  for (const auto& [option, column] : choice.beside) {
    const bool may_lack = option.empty() && !index.contains(fold(column));
    plan.beside.push_back(may_lack ? std::nullopt : std::optional(named_column(column, option, index, names)));
  }
  if (choice.only_scores) return plan;
  std::vector<bool> placed(names.size(), false);
  for (const std::size_t column : plan.carried) placed[column] = true;
  const auto carry = [&](std::size_t column) {
    if (!placed[column]) plan.carried.push_back(column);
    placed[column] = true;
  };
  if (choice.keep) {
    for (const std::string& name : *choice.keep) carry(named_column(name, "--keep", index, names));
    return plan;
  }
  for (const std::size_t column : plan.items) placed[column] = true;
  for (std::size_t c = 0; c < names.size(); ++c) carry(c);
  return plan;
}

void refuse_foreign_items(const std::vector<std::string>& items, const Questionnaire& questionnaire,
                          const ColumnChoice& choice, const Place& place) {
  if (items.empty() || count_item_columns(items, questionnaire, choice) > 0) return;
  const auto& own = questionnaire.items;
  const auto pattern = fitting_pattern(items, own.size());
  throw Error(
      ExitCode::data, place, fmt::format("none of its items is one of {}: {}", questionnaire.id, listed_columns(items)),
      pattern ? fmt::format("They look like --columns '{}'. Are they in the published order?", *pattern)
              : fmt::format("Those of {} are {} to {}. Name them with --columns 'PREFIX_{{n}}' or --map {}=ITEM.",
                            questionnaire.id, own.front().id, own.back().id, own.front().id));
}

std::string further_items_note(const std::vector<std::string>& names, const ColumnPlan& plan,
                               const Questionnaire& questionnaire) {
  constexpr std::size_t kSeveral = 3;
  const std::string& last = names[plan.items.back()];
  const std::size_t other = last.find_last_not_of("0123456789");
  const std::size_t digits = other == std::string::npos ? 0 : other + 1;
  const auto number = parse_whole(last.substr(digits));
  if (!number || static_cast<std::size_t>(*number) != plan.items.size()) return {};
  const Index index = index_of(names);
  std::vector<std::size_t> further;
  for (int next = *number + 1;; ++next) {
    const std::string plain = last.substr(0, digits) + std::to_string(next);
    const auto found = index.find(fold(plain));
    if (found == index.end()) break;
    further.push_back(found->second.front());
  }
  if (further.size() < kSeveral) return {};
  return fmt::format(
      "the columns {} to {} look like further items, which {} does not have: is it the right questionnaire?",
      shorten(names[further.front()], 40), shorten(names[further.back()], 40), questionnaire.id);
}

std::vector<std::string> add_unanswered_items(std::vector<std::string>& names, const Questionnaire& questionnaire,
                                              const ColumnChoice& choice) {
  const ItemColumns of_items(names, questionnaire, choice);
  std::vector<std::string> added;
  std::vector<std::string> columns;
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
    if (!of_items.of(item).empty()) continue;
    const std::string& id = questionnaire.items[item].id;
    added.push_back(id);
    columns.push_back(choice.pattern.empty() ? id : choice.pattern);
    if (const auto hole = columns.back().find("{n}"); !choice.pattern.empty() && hole != std::string::npos)
      columns.back().replace(hole, 3, std::to_string(item + 1));
    if (const auto named = choice.named.find(id); named != choice.named.end()) columns.back() = named->second;
  }
  if (added.size() == questionnaire.items.size()) return {};
  names.insert(names.end(), columns.begin(), columns.end());
  return added;
}

}  // namespace attune
