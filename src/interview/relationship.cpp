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

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

}  // namespace

Relationship relationship(const std::string& about) {
  if (about == "general") return {.about = about, .them = "people close to me", .their = "other people's"};
  if (std::find(kKinds.begin(), kKinds.end(), about) != kKinds.end()) {
    return {.about = about, .them = "my " + about, .their = "my " + about + "'s"};
  }
  const std::string name(trim(about));
  if (name.empty() || find_invalid_utf8(name) || find_control(name) || name.find('\n') != std::string::npos ||
      display_width(name) > kLongestName) {
    throw Error(ExitCode::usage, {}, "--about: expected a name of at most 40 characters",
                "For example --about partner, friend, mother, father, child, therapist, general, or --about Sam.");
  }
  return {.about = name, .them = name, .their = name + "'s"};
}

std::string fill(std::string statement, const Relationship& relationship) {
  replace_all(statement, "{them}", relationship.them);
  replace_all(statement, "{their}", relationship.their);
  return statement;
}

}  // namespace attune
