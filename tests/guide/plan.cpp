#include "guide/plan.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

Error error_in(const std::string& yaml, const std::string& profile = "anxious") {
  const testing::TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "guide");
  folder.file("guide/plan.yaml", yaml);
  return error_of([&] { load_plan(Catalogue({folder.path()}), profile); });
}

const std::string kPractice = "practices:\n  walk: { title: Walk, why: Air., two_minutes: Go out., page: healing }\n";

}  // namespace

TEST_CASE("each profile has fourteen different practices") {
  for (const char* profile : QuadrantRule::kProfiles) {
    const Plan plan = load_plan(testing::shipped_catalogue(), profile);
    std::set<std::string> ids;
    for (const Practice& practice : plan.days) ids.insert(practice.id);
    CHECK(plan.days.size() == 14);
    CHECK(ids.size() == 14);
  }
}

TEST_CASE("each profile has a plan, and no other name has one") {
  const auto profiles = plan_profiles(testing::shipped_catalogue());
  CHECK(std::set<std::string>(profiles.begin(), profiles.end()) ==
        std::set<std::string>(std::begin(QuadrantRule::kProfiles), std::end(QuadrantRule::kProfiles)));
}

TEST_CASE("for a profile without a plan those that have one are named") {
  const Error error = error_of([] { load_plan(testing::shipped_catalogue(), "anxios"); });
  CHECK(error.code() == ExitCode::no_input);
  CHECK(holds(error.remedy(), "anxious"));
}

TEST_CASE("a plan with a practice that is not there, or one that lacks something, is refused") {
  CHECK(error_in(kPractice + "plans:\n  anxious: [walk]\n").code() == ExitCode::ok);
  CHECK(error_in(kPractice + "plans:\n  anxious: [run]\n").code() == ExitCode::data);
  CHECK(error_in("practices:\n  walk: { title: Walk }\nplans:\n  anxious: [walk]\n").code() == ExitCode::data);
  CHECK(error_in(kPractice).code() == ExitCode::data);
  CHECK(error_in("").code() == ExitCode::data);
  CHECK(error_in("{{{").code() == ExitCode::data);
  CHECK(error_in(kPractice + "plans: 5\n").code() != ExitCode::ok);
  CHECK(error_in("practices: 5\nplans:\n  anxious: [walk]\n").code() == ExitCode::data);
}

TEST_CASE("without the file of plans it says so") {
  const testing::TemporaryFolder folder;
  CHECK(error_of([&] { load_plan(Catalogue({folder.path()}), "anxious"); }).code() == ExitCode::no_input);
}

TEST_CASE("the next day of a plan is the first that is not ticked off") {
  const std::optional<std::string> date("2026-11-22");
  CHECK(KeptPlan{"", "", {std::nullopt, date}}.next_day() == 0);
  CHECK(KeptPlan{"", "", {date, std::nullopt, date}}.next_day() == 1);
  CHECK(KeptPlan{"", "", {date, date}}.next_day() == 2);
}

}  // namespace attune
