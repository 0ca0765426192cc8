#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "questionnaire/questionnaire.h"

namespace attune {

/// What norms tell people apart by, as far as it is known of one respondent.
struct Demographics {
  std::optional<int> age;  ///< in completed years
  std::string gender;      ///< as NormGroup::gender writes it; empty where it is not known
  bool nonsense = false;   ///< an age was given that nobody has; then nothing else that was said of the person counts
};

/// Whether the person told an age within `years`, both ends included.
bool has_age_in(const Demographics& person, std::pair<int, int> years);

/// Whether the person meets all conditions of the group. A group without any holds for everyone, and for whoever told
/// nonsense no other does.
bool belongs_to(const Demographics& person, const NormGroup& group);

/// The norms that scores of this questionnaire can be compared with: the first sample with its response range.
/// Throws Error (usage) where there is none.
const Norms& usable_norms(const Questionnaire& questionnaire);

/// The group of this name, in any case; "all" is also the first group without conditions. An index into Norms::groups.
/// Throws Error (usage) with the groups that there are.
std::size_t find_group(const Norms& norms, const std::string& name);

/// The group's figures of the scale with this index, or null.
const NormScale* norm_of(const NormGroup& group, std::size_t scale);

/// The group that fits the person best: of those to which they belong the one with the most conditions, of several such
/// the first. An index into Norms::groups, or nothing where they belong to none.
std::optional<std::size_t> best_group(const Norms& norms, const Demographics& person);

}  // namespace attune
