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

/// That nothing of what is kept, `kept` sittings, is meant: "sitting about Sam is kept; 5 others are", after "no".
std::string none_chosen(const Selection& selection, std::size_t kept);

/// Whether `a` was begun before `b`.
bool is_before(const KeptSitting& a, const KeptSitting& b);

/// The sitting with this number. Throws Error (usage) where there is none.
const KeptSitting& numbered(const std::vector<KeptSitting>& sittings, std::size_t number);

/// Those that can be looked at as one course of time: with the questionnaire, and about the person, of the last one.
std::vector<KeptSitting> course_of_last(const std::vector<KeptSitting>& sittings);

/// Those before `sitting` with the same questionnaire and about the same person.
struct Way {
  std::vector<KeptSitting> leading;   ///< with the same definition, so that they can be compared with it
  std::vector<KeptSitting> left_out;  ///< with another one
};
Way way_to(const KeptSitting& sitting, const std::vector<KeptSitting>& sittings);

/// The one questionnaire of all `sittings`, of which there is at least one. Throws Error (usage) where there are more.
std::string only_questionnaire(const std::vector<KeptSitting>& sittings);

/// Those of `sittings` that were answered with `questionnaire`, as they were answered; and the numbers of the others.
struct Answered {
  std::vector<Sitting> sittings;
  std::vector<std::size_t> left_out;
};
Answered answered_with(const Questionnaire& questionnaire, const std::vector<KeptSitting>& sittings);

/// Those of `sittings` that are not among `kept`, by their ids.
std::vector<KeptSitting> not_among(const std::vector<KeptSitting>& kept, const std::vector<KeptSitting>& sittings);

}  // namespace attune
