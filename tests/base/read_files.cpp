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

TEST_CASE("what is read through a descriptor is not to be replaced under any name") {
  // The tests themselves: of a file that is removed again, the next one could get the number.
  const std::filesystem::path file = std::filesystem::read_symlink("/proc/self/exe");
  const InputStream in(file.string());
  CHECK_NOTHROW(refuse_replacing(file, "a"));
  remember_read_descriptor(in.descriptor());
  CHECK(error_of([&] { refuse_replacing(file, "a"); }).code() == ExitCode::usage);
  remember_read_descriptor(-1);  // nothing is open there, and nothing happens
}

TEST_CASE("what a person wrote is read and remembered in one step") {
  const TemporaryFolder folder;
  const auto file = folder.file("a", "text");
  CHECK(read_input_file(file, 100) == "text");
  CHECK(error_of([&] { refuse_replacing(file, "a"); }).problem() == "that is an input file");
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
