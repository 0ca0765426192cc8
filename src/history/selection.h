#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "interview/kept_sitting.h"

namespace attune {

/// Which of the kept sittings are meant; empty texts mean any.
struct Selection {
  std::string about;
  std::string questionnaire;
};

/// Those of `sittings` that are meant, in the same order. `about` may be written as a person writes it.
std::vector<KeptSitting> select(const std::vector<KeptSitting>& sittings, const Selection& selection);

/// The sitting with this number. Throws Error (usage) where there is none.
const KeptSitting& numbered(const std::vector<KeptSitting>& sittings, std::size_t number);

/// Those that can be looked at as one course of time: with the questionnaire, and about the person, of the last one.
std::vector<KeptSitting> course_of_last(const std::vector<KeptSitting>& sittings);

/// Those before `sitting` that lead to it: with the same definition of the same questionnaire, and about the same
/// person.
std::vector<KeptSitting> leading_to(const KeptSitting& sitting, const std::vector<KeptSitting>& sittings);

/// The one questionnaire of all `sittings`, of which there is at least one. Throws Error (usage) where there are more.
std::string only_questionnaire(const std::vector<KeptSitting>& sittings);

/// All `sittings` as they were answered. Throws Error (data) where one was answered with another definition.
std::vector<Sitting> all_as_answered(const std::vector<KeptSitting>& sittings, const Questionnaire& questionnaire);

/// Those of `sittings` that are not among `kept`, by their ids.
std::vector<KeptSitting> not_among(const std::vector<KeptSitting>& kept, const std::vector<KeptSitting>& sittings);

}  // namespace attune
