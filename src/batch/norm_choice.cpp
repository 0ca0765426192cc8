#include "batch/norm_choice.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace attune {
namespace {

std::vector<std::string> genders_of(const Norms& norms) {
  std::vector<std::string> genders;
  for (const NormGroup& group : norms.groups) {
    if (!group.gender.empty() && std::find(genders.begin(), genders.end(), group.gender) == genders.end())
      genders.push_back(group.gender);
  }
  return genders;
}

}  // namespace

GroupChoice::GroupChoice(const Norms& norms, const NormChoice& choice)
    : norms_(norms),
      fixed_(choice.group),
      genders_(genders_of(norms)),
      reader_(choice.columns, genders_, choice.gender_codes),
      chosen_(norms.groups.size()) {}

const std::vector<std::optional<std::size_t>>& GroupChoice::choose(const RespondentBlock& block) {
  groups_.assign(block.answers.rows, fixed_);
  if (fixed_) return groups_;
  has_age_ = has_age_ && reader_.finds_age(block);
  has_gender_ = has_gender_ && reader_.finds_gender(block);
  reader_.read(block, people_);
  for (std::size_t row = 0; row < people_.size(); ++row) {
    groups_[row] = best_group(norms_, people_[row]);
    count(people_[row], groups_[row]);
  }
  return groups_;
}

void GroupChoice::add_counts_of(const GroupChoice& copy) {
  for (std::size_t g = 0; g < chosen_.size(); ++g) chosen_[g] += copy.chosen_[g];
  without_group_ += copy.without_group_;
  nonsense_ += copy.nonsense_;
  without_age_ += copy.without_age_;
  without_gender_ += copy.without_gender_;
  has_age_ = has_age_ && copy.has_age_;
  has_gender_ = has_gender_ && copy.has_gender_;
}

std::vector<std::string> GroupChoice::notes() const {
  std::vector<std::string> notes{
      fmt::format("Norms: {}{}{}", norms_.sample, norms_.caution.empty() ? "" : " ", norms_.caution)};
  std::vector<std::string> counts;
  for (std::size_t g = 0; g < chosen_.size(); ++g) {
    if (chosen_[g] > 0) counts.push_back(fmt::format("{} ({})", norms_.groups[g].id, grouped(chosen_[g])));
  }
  if (!counts.empty()) notes.push_back(fmt::format("Compared with {}.", join_words(counts, "and", counts.size())));
  if (without_group_ > 0) notes.push_back(counted(without_group_, "respondent") + " in no group of the norms.");
  const bool by_age =
      std::any_of(norms_.groups.begin(), norms_.groups.end(), [](const NormGroup& g) { return g.age.has_value(); });
  if (nonsense_ > 0) {
    notes.push_back(
        fmt::format("{} with an age that nobody has, compared with everyone.", counted(nonsense_, "respondent")));
  }
  if (by_age) add_note(has_age_, "age", without_age_, "an age", notes);
  if (!genders_.empty()) add_note(has_gender_, "gender", without_gender_, "a gender", notes);
  return notes;
}

// A column that an option names is always there.
void GroupChoice::add_note(bool has_column, const std::string& column, std::size_t unknown, const std::string& what,
                           std::vector<std::string>& notes) {
  if (!has_column) {
    notes.push_back(fmt::format("There is no column \"{0}\"; --{0} COLUMN names another.", column));
  } else if (unknown > 0) {
    notes.push_back(fmt::format("{} without {} for which the norms have a group; what else is known counted.",
                                counted(unknown, "respondent"), what));
  }
}

void GroupChoice::count(const Demographics& person, std::optional<std::size_t> group) {
  if (group) ++chosen_[*group];
  else ++without_group_;
  if (person.nonsense) {
    ++nonsense_;
    return;
  }
  const auto& groups = norms_.groups;
  if (std::none_of(groups.begin(), groups.end(),
                   [&](const NormGroup& g) { return g.age && has_age_in(person, *g.age); }))
    ++without_age_;
  if (person.gender.empty()) ++without_gender_;
}

}  // namespace attune
