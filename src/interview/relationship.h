#pragma once

#include <string>
#include <vector>

#include "questionnaire/questionnaire.h"

namespace attune {

/// Whom a sitting is about, and the words that stand for them in statements.
struct Relationship {
  std::string about;  ///< as the person gave it: "partner", "general", "Sam"
  std::string them;   ///< for {them}: "my partner", "Sam"
  std::string their;  ///< for {their}: "my partner's", "Sam's"
  std::string whom;   ///< when the person is spoken to: "your partner", "Sam"; may be empty
};

/// The relationship that `about` names: general, partner, friend, mother, father, child, therapist, or anyone by name.
/// Throws Error (usage) for an empty or overlong name or one with control characters.
Relationship relationship(const std::string& about);

/// relationship(`about`) for a sitting with `questionnaire`: in general, and where no statement names anyone, `whom` is
/// empty.
Relationship relationship(const std::string& about, const Questionnaire& questionnaire);

/// Whom a sitting was about, where no statement of it is at hand: "your partner", "Sam"; "in general". Throws Error as
/// relationship() does.
std::string whom_words(const std::string& about);
/// "about your partner", "about Sam"; "in general".
std::string about_words(const std::string& about);

/// The words that relationship() knows: "general", "partner" …
std::vector<std::string> relationship_words();

/// `statement` with {them} and {their} filled in.
std::string fill(const std::string& statement, const Relationship& relationship);

}  // namespace attune
