#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "questionnaire/catalogue.h"

namespace attune {

/// A small thing to do on one day.
struct Practice {
  std::string id;
  std::string title;
  std::string why;
  std::string two_minutes;  ///< what to do, in two minutes
  std::string page;         ///< of the guide, to read on
};

/// The practices of two weeks, for one profile, one a day.
struct Plan {
  std::string profile;
  std::vector<Practice> days;
};

/// A plan that a person has begun.
struct KeptPlan {
  std::string profile;
  std::string begun;                             ///< date, as 2026-11-22
  std::vector<std::optional<std::string>> done;  ///< by day: the date on which it was ticked off

  /// The first day not ticked off, from 0; as many as there are days when all are.
  std::size_t next_day() const;
};

/// The plan for `profile`, from guide/plan.yaml. Throws Error: no_input where there is none, data for a file that is
/// wrong.
Plan load_plan(const Catalogue& catalogue, const std::string& profile);

/// The profiles for which there is a plan. Throws Error as load_plan() does.
std::vector<std::string> plan_profiles(const Catalogue& catalogue);

}  // namespace attune
