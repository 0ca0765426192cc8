#include "interview/relationship.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr int kLongestName = 40;
constexpr std::array<std::string_view, 6> kKinds{"partner", "friend", "mother", "father", "child", "therapist"};

}  // namespace

Relationship relationship(const std::string& as_given) {
  const std::string kind = fold(as_given);
  const bool is_kind = kind == "general" || std::find(kKinds.begin(), kKinds.end(), kind) != kKinds.end();
  const std::string about = is_kind ? kind : as_given;
  if (about == "general")
    return {.about = about, .them = "people close to me", .their = "close people's", .whom = "people close to you"};
  if (std::find(kKinds.begin(), kKinds.end(), about) != kKinds.end()) {
    return {.about = about, .them = "my " + about, .their = "my " + about + "'s", .whom = "your " + about};
  }
  const std::string name(trim(about));
  if (name.empty() || find_invalid_utf8(name) || find_control(name) || name.find('\n') != std::string::npos ||
      display_width(name) > kLongestName) {
    throw Error(ExitCode::usage, {}, "--about: expected a name of at most 40 characters",
                "For example --about partner, friend, mother, father, child, therapist, general, or --about Sam.");
  }
  return {.about = name, .them = name, .their = name + "'s", .whom = name};
}

Relationship relationship(const std::string& about, const Questionnaire& questionnaire) {
  Relationship meant = relationship(about);
  const bool named = std::any_of(questionnaire.items.begin(), questionnaire.items.end(), [&](const Item& item) {
    return fill(item.text, meant) != item.text || fill(item.stem, meant) != item.stem;
  });
  if (meant.about == "general" && !named && fill(questionnaire.stem, meant) == questionnaire.stem) meant.whom.clear();
  return meant;
}

std::string whom_words(const std::string& about) {
  // Whether its statements name anyone at all, only its definition could tell.
  const Relationship meant = relationship(about);
  return meant.about == "general" ? "in general" : meant.whom;
}

std::string about_words(const std::string& about) {
  const Relationship meant = relationship(about);
  return meant.about == "general" ? whom_words(about) : "about " + meant.whom;
}

std::vector<std::string> relationship_words() {
  std::vector<std::string> words{"general"};
  words.insert(words.end(), kKinds.begin(), kKinds.end());
  return words;
}

std::string fill(const std::string& statement, const Relationship& relationship) {
  // In one pass: a name may itself look like one of the places to fill.
  std::string filled;
  for (std::string_view rest = statement; !rest.empty();) {
    const bool them = rest.starts_with("{them}");
    const bool their = rest.starts_with("{their}");
    if (them || their) {
      filled += them ? relationship.them : relationship.their;
      rest.remove_prefix(std::string_view(them ? "{them}" : "{their}").size());
    } else {
      filled += rest.front();
      rest.remove_prefix(1);
    }
  }
  return filled;
}

}  // namespace attune
