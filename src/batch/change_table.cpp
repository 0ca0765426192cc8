#include "batch/change_table.h"

#include <utility>

namespace attune {
namespace {

// In the order of ChangeTable::kBoth, kOnlyBefore, kOnlyAfter.
const std::vector<std::string> kIn{"both", "before", "after"};

void append(NamedColumns& table, std::string name, std::string meaning, ResultColumn column) {
  table.names.push_back(std::move(name));
  table.labels.push_back({.text = std::move(meaning)});
  table.columns.push_back(column);
}

Cell time_cell(const Occasion& occasion, std::optional<std::size_t> row) {
  return row ? Cell{.text = occasion.time(*row)} : Cell{};
}

}  // namespace

ChangeTable::ChangeTable(const Questionnaire& questionnaire, const Occasion& before, const Occasion& after)
    : id_name_(before.id_name()), time_name_(before.time_name()), profile_names_(questionnaire.profile_names()) {
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    ScaleColumns& scale = scales_.emplace_back();
    scale.id = questionnaire.scales[s].id;
    scale.title = questionnaire.scales[s].title.empty() ? scale.id : questionnaire.scales[s].title;
    scale.better = questionnaire.better(s);
  }
  for (std::size_t respondent = 0; respondent < before.size(); ++respondent) {
    const std::size_t earliest = before.rows(respondent).front();
    const auto& rows_after = after.rows_of(before.id(respondent));
    const bool again = !rows_after.empty() && (&before != &after || rows_after.back() != earliest);
    add(before.id_cell(respondent), before, earliest, after, again ? std::optional(rows_after.back()) : std::nullopt);
  }
  for (std::size_t respondent = 0; respondent < after.size(); ++respondent) {
    if (before.rows_of(after.id(respondent)).empty())
      add(after.id_cell(respondent), before, std::nullopt, after, after.rows(respondent).back());
  }
}

void ChangeTable::add(const Cell& id, const Occasion& before, std::optional<std::size_t> row_before,
                      const Occasion& after, std::optional<std::size_t> row_after) {
  ids_.push_back(id);
  times_before_.push_back(time_cell(before, row_before));
  times_after_.push_back(time_cell(after, row_after));
  in_.push_back(!row_before ? kOnlyAfter : !row_after ? kOnlyBefore : kBoth);
  for (std::size_t s = 0; s < scales_.size(); ++s) {
    ScaleColumns& scale = scales_[s];
    const Measurement first = row_before ? before.measurement(s, *row_before) : Measurement{};
    const Measurement second = row_after ? after.measurement(s, *row_after) : Measurement{};
    const Change change = reliable_change(first, second, scale.better);
    scale.before.push_back(first.score);
    scale.after.push_back(second.score);
    scale.difference.push_back(change.difference);
    scale.index.push_back(change.index);
    scale.verdicts.push_back(change.verdict ? static_cast<std::int8_t>(*change.verdict) : kNoVerdict);
  }
  profiles_before_.push_back(row_before ? before.profile(*row_before) : kNoProfile);
  profiles_after_.push_back(row_after ? after.profile(*row_after) : kNoProfile);
}

NamedColumns ChangeTable::identity() const {
  NamedColumns table;
  append(table, id_name_, "", std::span<const Cell>(ids_));
  append(table, "in", "Occasions at which the respondent answered", WordColumn{.indices = in_, .words = &kIn});
  if (time_name_.empty()) return table;
  append(table, time_name_ + "_before", "", std::span<const Cell>(times_before_));
  append(table, time_name_ + "_after", "", std::span<const Cell>(times_after_));
  return table;
}

void ChangeTable::append_profiles(NamedColumns& table) const {
  if (profile_names_.empty()) return;
  append(table, "profile_before", "Profile, before", WordColumn{.indices = profiles_before_, .words = &profile_names_});
  append(table, "profile_after", "Profile, after", WordColumn{.indices = profiles_after_, .words = &profile_names_});
}

NamedColumns ChangeTable::columns() const {
  NamedColumns table = identity();
  for (const ScaleColumns& scale : scales_) {
    append(table, scale.id + "_before", scale.title + ", before", std::span<const double>(scale.before));
    append(table, scale.id + "_after", scale.title + ", after", std::span<const double>(scale.after));
    append(table, scale.id + "_difference", scale.title + ", after minus before",
           std::span<const double>(scale.difference));
    append(table, scale.id + "_rci", scale.title + ", reliable change index", std::span<const double>(scale.index));
    append(table, scale.id + "_change", scale.title + ", what the change is",
           WordColumn{.indices = scale.verdicts, .words = &verdict_words()});
  }
  append_profiles(table);
  return table;
}

NamedColumns ChangeTable::brief_columns() const {
  NamedColumns table = identity();
  for (const ScaleColumns& scale : scales_) {
    append(table, scale.id + "_difference", scale.title + ", after minus before",
           std::span<const double>(scale.difference));
    append(table, scale.id + "_change", scale.title + ", what the change is",
           WordColumn{.indices = scale.verdicts, .words = &verdict_words()});
  }
  append_profiles(table);
  return table;
}

std::vector<ScaleChanges> ChangeTable::changes() const {
  std::vector<ScaleChanges> all;
  for (const ScaleColumns& scale : scales_) {
    ScaleChanges changes{.scale = scale.id,
                         .directed = scale.better.has_value(),
                         .verdicts = std::vector<std::size_t>(verdict_words().size())};
    for (std::size_t row = 0; row < rows(); ++row) {
      if (in_[row] != kBoth) continue;
      if (scale.verdicts[row] == kNoVerdict) ++changes.without_verdict;
      else ++changes.verdicts[static_cast<std::size_t>(scale.verdicts[row])];
    }
    all.push_back(std::move(changes));
  }
  return all;
}

std::vector<std::string> ChangeTable::ids_in(std::int8_t where) const {
  std::vector<std::string> ids;
  for (std::size_t row = 0; row < rows(); ++row) {
    if (in_[row] == where) ids.emplace_back(ids_[row].text);
  }
  return ids;
}

}  // namespace attune
