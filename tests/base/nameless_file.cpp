#include "base/nameless_file.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "support.h"

namespace attune {

using namespace testing;

TEST_CASE("what is written to a file without name can be read, and no name of it is left") {
  const TemporaryFolder there;
  setenv("TMPDIR", there.path().c_str(), 1);
  NamelessFile file("answers", "to be read twice");
  file.append("one ");
  file.append("two");
  CHECK(std::filesystem::is_empty(there.path()));
  unsetenv("TMPDIR");
  std::array<char, 16> bytes{};
  CHECK(pread(file.descriptor(), bytes.data(), bytes.size(), 0) == 7);
  CHECK(std::string(bytes.data()) == "one two");
}

TEST_CASE("a folder for temporary files that is not there is told with what it is for") {
  setenv("TMPDIR", "/absent", 1);
  const Error error = error_of([] { NamelessFile("answers", "to be read twice"); });
  unsetenv("TMPDIR");
  CHECK(error.code() == ExitCode::cannot_create);
  CHECK(std::string(error.what()).starts_with("answers: cannot be copied into /absent to be read twice: No such file"));
}

}  // namespace attune
