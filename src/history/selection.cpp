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

std::string none_chosen(const Selection& selection, std::size_t kept) {
  std::string words = "sitting";
  if (!selection.about.empty()) words += " " + about_words(selection.about);
  if (!selection.questionnaire.empty()) words += " with " + selection.questionnaire;
  words += " is kept";
  const bool all = selection.about.empty() && selection.questionnaire.empty();
  if (!all && kept > 0) words += fmt::format("; {} {}", counted(kept, "other"), kept == 1 ? "is" : "are");
  return words;
}

bool is_before(const KeptSitting& a, const KeptSitting& b) {
  return std::tie(a.started, a.number) < std::tie(b.started, b.number);
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

Way way_to(const KeptSitting& sitting, const std::vector<KeptSitting>& sittings) {
  Way way;
  for (const KeptSitting& other : select(sittings, {.about = sitting.about, .questionnaire = sitting.questionnaire})) {
    if (!is_before(other, sitting)) continue;
    (other.sha256 == sitting.sha256 ? way.leading : way.left_out).push_back(other);
  }
  return way;
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

Answered answered_with(const Questionnaire& questionnaire, const std::vector<KeptSitting>& sittings) {
  Answered answered;
  for (const KeptSitting& sitting : sittings) {
    auto one = as_answered(sitting, questionnaire);
    if (one) answered.sittings.push_back(*std::move(one));
    else answered.left_out.push_back(sitting.number);
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
