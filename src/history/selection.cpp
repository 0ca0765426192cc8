#include "history/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "base/error.h"
#include "base/text.h"
#include "interview/relationship.h"

namespace attune {

std::vector<KeptSitting> select(const std::vector<KeptSitting>& sittings, const Selection& selection) {
  const std::string about = selection.about.empty() ? "" : relationship(selection.about).about;
  std::vector<KeptSitting> chosen;
  std::copy_if(sittings.begin(), sittings.end(), std::back_inserter(chosen), [&](const KeptSitting& sitting) {
    return (about.empty() || fold(sitting.about) == fold(about)) &&
           (selection.questionnaire.empty() || sitting.questionnaire == selection.questionnaire);
  });
  return chosen;
}

const KeptSitting& numbered(const std::vector<KeptSitting>& sittings, std::size_t number) {
  const auto found = std::find_if(sittings.begin(), sittings.end(),
                                  [&](const KeptSitting& sitting) { return sitting.number == number; });
  if (found != sittings.end()) return *found;
  throw Error(ExitCode::usage, {}, fmt::format("no sitting is kept under the number {}", number),
              "\"attune history\" lists those that are.");
}

std::vector<KeptSitting> course_of_last(const std::vector<KeptSitting>& sittings) {
  if (sittings.empty()) return {};
  return select(sittings, {.about = sittings.back().about, .questionnaire = sittings.back().questionnaire});
}

std::vector<KeptSitting> leading_to(const KeptSitting& sitting, const std::vector<KeptSitting>& sittings) {
  std::vector<KeptSitting> earlier;
  for (const KeptSitting& other : sittings) {
    if (other.sha256 == sitting.sha256 && other.questionnaire == sitting.questionnaire &&
        other.about == sitting.about &&
        std::tie(other.started, other.number) < std::tie(sitting.started, sitting.number))
      earlier.push_back(other);
  }
  return earlier;
}

std::string only_questionnaire(const std::vector<KeptSitting>& sittings) {
  std::set<std::string> ids;
  for (const KeptSitting& sitting : sittings) ids.insert(sitting.questionnaire);
  if (ids.size() == 1) return *ids.begin();
  throw Error(ExitCode::usage, {},
              fmt::format("a table holds the answers to one questionnaire, and there are {}",
                          join_words({ids.begin(), ids.end()})),
              "Choose with --questionnaire ID; JSON holds them all.");
}

std::vector<Sitting> all_as_answered(const std::vector<KeptSitting>& sittings, const Questionnaire& questionnaire) {
  std::vector<Sitting> answered;
  for (const KeptSitting& sitting : sittings) {
    auto one = as_answered(sitting, questionnaire);
    if (!one) {
      throw Error(ExitCode::data, {},
                  fmt::format("sitting {} was answered with another definition of {} than the one that is here",
                              sitting.number, sitting.questionnaire),
                  "JSON holds it with the scores of then.");
    }
    answered.push_back(*std::move(one));
  }
  return answered;
}

std::vector<KeptSitting> not_among(const std::vector<KeptSitting>& kept, const std::vector<KeptSitting>& sittings) {
  std::set<std::string> ids;
  for (const KeptSitting& sitting : kept) ids.insert(sitting.id);
  std::vector<KeptSitting> others;
  for (const KeptSitting& sitting : sittings) {
    if (ids.insert(sitting.id).second) others.push_back(sitting);
  }
  return others;
}

}  // namespace attune
