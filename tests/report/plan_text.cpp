#include "report/plan_text.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::holds;
constexpr TerminalStyle kPlain{.width = 80, .emphasis = false, .unicode = true};

Plan two_days() {
  return {.profile = "anxious",
          .days = {{"walk", "Walk", "Air helps.", "Go out.", "healing"},
                   {"call", "Call", "Voices help.", "Call one.", "support"}}};
}

KeptPlan kept(std::vector<std::optional<std::string>> done) {
  return {.profile = "anxious", .begun = "2026-11-20", .done = std::move(done)};
}

}  // namespace

TEST_CASE("a plan shows every day with its practice, its two minutes and its reason") {
  const std::string text = plan_text(two_days(), kPlain);
  for (const char* part : {"Day 1: Walk", "Go out.", "Air helps.", "Day 2: Call", "attune plan anxious --start",
                           "For the anxious profile."})
    CHECK(holds(text, part));
}

TEST_CASE("today is the first practice that is not ticked off") {
  const std::string text = today_text(two_days(), kept({"2026-11-21", std::nullopt}), kPlain);
  CHECK(holds(text, "Day 2: Call"));
  CHECK(holds(text, "attune learn support"));
  CHECK_FALSE(holds(text, "Walk"));
}

TEST_CASE("after the last day of a plan there is looking back and beginning again") {
  const std::string text = today_text(two_days(), kept({"2026-11-21", "2026-11-22"}), kPlain);
  CHECK(holds(text, "--look-back"));
  CHECK(holds(text, "attune plan anxious --start"));
}

TEST_CASE("looking back counts what was ticked off and says when") {
  const std::string text = look_back_text(two_days(), kept({std::nullopt, "2026-11-22"}), kPlain);
  CHECK(holds(text, "2026-11-20"));
  CHECK(holds(text, "1 of 2"));
  CHECK(holds(text, "Call (done 2026-11-22)"));
  CHECK_FALSE(holds(text, "Walk (done"));
}

TEST_CASE("a kept plan of fewer days than the plan has now is looked back on all the same") {
  CHECK(holds(look_back_text(two_days(), kept({"2026-11-22"}), kPlain), "1 of 2"));
  CHECK(holds(today_text(two_days(), kept({"2026-11-22"}), kPlain), "Day 2: Call"));
}

}  // namespace attune
