#include "interview/kept_sitting.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;

Questionnaire two_items() {
  Questionnaire made;
  made.id = "mine";
  made.sha256 = "abc";
  made.response = {.min = 1, .max = 5, .labels = {}};
  made.items = {{.id = "q1", .text = "", .note = ""}, {.id = "q2", .text = "", .note = ""}};
  return made;
}

KeptSitting second_item(Answer answer) {
  return {.id = "i",
          .questionnaire = "mine",
          .sha256 = "abc",
          .about = "Sam",
          .replies = {{.item = "q2", .reply = {.answer = answer, .milliseconds = 9}}}};
}

}  // namespace

TEST_CASE("a kept sitting is as it was answered, in the order in which it was shown") {
  const auto sitting = as_answered(second_item(4), two_items());
  REQUIRE(sitting);
  CHECK(sitting->about == "Sam");
  CHECK(sitting->order == std::vector<std::size_t>{1, 0});
  CHECK(sitting->answers() == std::vector<Answer>{kMissing, 4});
  CHECK_FALSE(sitting->replies[0]);
}

TEST_CASE("with another definition than was answered there is no sitting") {
  Questionnaire changed = two_items();
  changed.sha256 = "def";
  CHECK_FALSE(as_answered(second_item(4), changed));
}

TEST_CASE("replies that do not fit the definition are refused") {
  CHECK(error_of([] { as_answered(second_item(6), two_items()); }).code() == ExitCode::data);
  KeptSitting unknown = second_item(4);
  unknown.replies[0].item = "q3";
  CHECK(error_of([&] { as_answered(unknown, two_items()); }).code() == ExitCode::data);
  KeptSitting twice = second_item(4);
  twice.replies.push_back(twice.replies[0]);
  CHECK(error_of([&] { as_answered(twice, two_items()); }).code() == ExitCode::data);
}

}  // namespace attune
