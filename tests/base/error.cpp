#include "base/error.h"

#include <doctest/doctest.h>

#include <cerrno>
#include <string>

namespace attune {

TEST_CASE("an error's message names the place as far as it is known") {
  const struct {
    Place place;
    std::string message;
  } cases[] = {
      {{}, "wrong"},
      {{.file = "a.csv"}, "a.csv: wrong"},
      {{.file = "a.csv", .line = 8}, "a.csv:8: wrong"},
      {{.file = "a.yaml", .line = 8, .column = 3}, "a.yaml:8:3: wrong"},
      {{.file = "a.csv", .column = 3}, "a.csv: wrong"},
      {{.file = "a.csv", .line = 8, .respondent = "7"}, "a.csv:8: respondent 7: wrong"},
      {{.respondent = "7"}, "respondent 7: wrong"},
  };
  for (const auto& [place, message] : cases) CHECK(Error(ExitCode::data, place, "wrong").what() == message);
}

TEST_CASE("an error's remedy stands indented on a line of its own") {
  const Error error(ExitCode::data, {.file = "a.csv", .line = 8}, "0 is not an answer", "Use --missing 0.");
  CHECK(std::string(error.what()) == "a.csv:8: 0 is not an answer\n  Use --missing 0.");
}

TEST_CASE("exit codes are those of sysexits.h") {
  CHECK(static_cast<int>(ExitCode::usage) == 64);
  CHECK(static_cast<int>(ExitCode::data) == 65);
  CHECK(static_cast<int>(ExitCode::no_input) == 66);
  CHECK(static_cast<int>(ExitCode::software) == 70);
  CHECK(static_cast<int>(ExitCode::cannot_create) == 73);
  CHECK(static_cast<int>(ExitCode::io) == 74);
}

TEST_CASE("the system's reasons are words, not numbers") { CHECK(system_reason(ENOSPC) == "No space left on device"); }

}  // namespace attune
