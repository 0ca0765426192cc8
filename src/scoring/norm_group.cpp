#include "scoring/norm_group.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

std::size_t conditions(const NormGroup& group) { return (group.age ? 1U : 0U) + (group.gender.empty() ? 0U : 1U); }

[[noreturn]] void refuse_group(const Norms& norms, const std::string& name) {
  std::vector<std::string> ids;
  for (const NormGroup& group : norms.groups) ids.push_back(group.id);
  const auto meant = did_you_mean(name, ids);
  // The value of --norms may be left out, so that a file named just after it is taken for a group.
  throw Error(ExitCode::usage, {}, fmt::format("--norms {}: the norms have no such group", shorten(name, 40)),
              meant ? fmt::format("Did you mean \"{}\"?", *meant)
                    : fmt::format("Their groups are {}. Before a file, write --norms=GROUP.", join_words(ids)));
}

}  // namespace

bool has_age_in(const Demographics& person, std::pair<int, int> years) {
  return person.age && *person.age >= years.first && *person.age <= years.second;
}

bool belongs_to(const Demographics& person, const NormGroup& group) {
  if (person.nonsense) return conditions(group) == 0;
  if (group.age && !has_age_in(person, *group.age)) return false;
  return group.gender.empty() || person.gender == group.gender;
}

const Norms& usable_norms(const Questionnaire& questionnaire) {
  const ResponseRange range{questionnaire.response.min, questionnaire.response.max};
  for (const Norms& norms : questionnaire.norms) {
    if (norms.response == range) return norms;
  }
  throw Error(ExitCode::usage, {},
              fmt::format("--norms: {} has no norms for answers {} to {}", questionnaire.id, range.min, range.max),
              fmt::format("From a sample of your own, \"attune norms {} FILE\" computes them.", questionnaire.id));
}

std::size_t find_group(const Norms& norms, const std::string& name) {
  const auto& groups = norms.groups;
  auto found = std::find_if(groups.begin(), groups.end(),
                            [folded = fold(name)](const NormGroup& group) { return fold(group.id) == folded; });
  if (found == groups.end() && name == "all")
    found = std::find_if(groups.begin(), groups.end(), [](const NormGroup& group) { return conditions(group) == 0; });
  if (found == groups.end()) refuse_group(norms, name);
  return static_cast<std::size_t>(found - groups.begin());
}

const NormScale* norm_of(const NormGroup& group, std::size_t scale) {
  const auto found = std::find_if(group.scales.begin(), group.scales.end(),
                                  [&](const NormScale& norm) { return norm.scale == scale; });
  return found == group.scales.end() ? nullptr : &*found;
}

std::optional<std::size_t> best_group(const Norms& norms, const Demographics& person) {
  std::optional<std::size_t> best;
  for (std::size_t g = 0; g < norms.groups.size(); ++g) {
    if (!belongs_to(person, norms.groups[g])) continue;
    if (!best || conditions(norms.groups[g]) > conditions(norms.groups[*best])) best = g;
  }
  return best;
}

}  // namespace attune
