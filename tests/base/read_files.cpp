#include "base/read_files.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "base/file.h"
#include "support.h"

namespace attune {

using testing::error_of;
using testing::TemporaryFolder;

TEST_CASE("what was read is not to be replaced under any name, and nothing else is refused") {
  const TemporaryFolder folder;
  const auto file = folder.file("a", "text");
  const auto other = folder.file("b", "text");
  remember_read_file(file);
  std::filesystem::create_symlink(file, folder.path() / "link");
  std::filesystem::create_hard_link(file, folder.path() / "hard");
  for (const char* name : {"a", "link", "hard"}) {
    const Error error = error_of([&] { refuse_replacing(folder.path() / name, name); });
    CHECK(error.code() == ExitCode::usage);
    CHECK(error.place().file == name);
  }
  CHECK_NOTHROW(refuse_replacing(other, "b"));
  CHECK_NOTHROW(refuse_replacing(folder.path() / "none", "none"));
}

TEST_CASE("an output replaces no file that was read, but where it is written anew") {
  const TemporaryFolder folder;
  const auto file = folder.file("a", "text");
  remember_read_file(file);
  const Error error = error_of([&] { OutputFile{file.string()}; });
  CHECK(error.code() == ExitCode::usage);
  CHECK(error.problem() == "that is an input file");
  OutputFile anew(file.string(), OutputFile::Replaces::anything);
  anew.write("new");
  anew.commit();
  CHECK(read_file(file, 100) == "new");
}

TEST_CASE("a file that is read after the output was opened is not replaced either") {
  const TemporaryFolder folder;
  const auto file = folder.file("a", "text");
  OutputFile out(file.string());
  remember_read_file(file);
  out.write("new");
  CHECK(error_of([&] { out.commit(); }).code() == ExitCode::usage);
  CHECK(read_file(file, 100) == "text");
}

}  // namespace attune
