#include "base/output_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "support.h"

namespace attune {
namespace {

namespace fs = std::filesystem;
using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

int mode_of(const fs::path& path) {
  struct stat status {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return static_cast<int>(status.st_mode & 0777);
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("a folder appears with all its files, for its owner only") {
  const TemporaryFolder there;
  const fs::path made = there.path() / "reports";
  OutputFolder folder(made.string());
  folder.write("a.txt", "one");
  folder.write("b.txt", "two");
  CHECK(!fs::exists(made));
  folder.commit();
  CHECK(TemporaryFolder::content(made / "a.txt") == "one");
  CHECK(TemporaryFolder::content(made / "b.txt") == "two");
  CHECK(mode_of(made) == 0700);
  CHECK(mode_of(made / "a.txt") == 0600);
  CHECK(entries(there.path()) == 1);
}

TEST_CASE("without commit, nothing is left behind") {
  const TemporaryFolder there;
  OutputFolder((there.path() / "reports").string()).write("a.txt", "one");
  CHECK(entries(there.path()) == 0);
}

TEST_CASE("an empty folder is filled, through a link and with a slash at its end too") {
  const TemporaryFolder there;
  fs::create_directory(there.path() / "real");
  fs::create_directory_symlink("real", there.path() / "link");
  OutputFolder folder((there.path() / "link").string() + "/");
  folder.write("a.txt", "one");
  folder.commit();
  CHECK(fs::is_symlink(there.path() / "link"));
  CHECK(TemporaryFolder::content(there.path() / "real" / "a.txt") == "one");
}

TEST_CASE("an empty folder that was there stays the one it was") {
  const TemporaryFolder there;
  const fs::path made = there.path() / "reports";
  fs::create_directory(made);
  REQUIRE(chmod(made.c_str(), 0750) == 0);
  struct stat before {
  }, after{};
  REQUIRE(stat(made.c_str(), &before) == 0);
  OutputFolder folder(made.string());
  folder.write("a.txt", "one");
  CHECK(!fs::exists(made / "a.txt"));
  folder.commit();
  REQUIRE(stat(made.c_str(), &after) == 0);
  CHECK(before.st_ino == after.st_ino);
  CHECK(mode_of(made) == 0750);
  CHECK(mode_of(made / "a.txt") == 0600);
  CHECK(entries(made) == 1);
}

TEST_CASE("without commit, an empty folder that was there is empty again") {
  const TemporaryFolder there;
  OutputFolder(there.path().string()).write("a.txt", "one");
  CHECK(entries(there.path()) == 0);
}

TEST_CASE("an empty folder into which somebody else writes meanwhile keeps that alone") {
  const TemporaryFolder there;
  {
    OutputFolder folder(there.path().string());
    folder.write("a.txt", "one");
    there.file("b.txt", "mine");
    CHECK(error_of([&] { folder.commit(); }).code() == ExitCode::cannot_create);
  }
  CHECK(entries(there.path()) == 1);
  CHECK(TemporaryFolder::content(there.path() / "b.txt") == "mine");
}

TEST_CASE("what another program of the same number left in a folder, in another container, makes it one with content") {
  const TemporaryFolder there;
  there.file(".attune-" + std::to_string(getpid()) + "-a.txt", "theirs");
  CHECK(holds(error_of([&] { OutputFolder(there.path().string()); }).what(), "not empty"));
}

TEST_CASE("what is there is not touched") {
  const TemporaryFolder there;
  there.file("report", "mine");
  fs::create_directory(there.path() / "full");
  there.file("full/a.txt", "mine");
  const Error file = error_of([&] { OutputFolder((there.path() / "report").string()); });
  CHECK(file.code() == ExitCode::cannot_create);
  CHECK(holds(file.what(), "this is a file"));
  const Error full = error_of([&] { OutputFolder((there.path() / "full").string()); });
  CHECK(full.code() == ExitCode::cannot_create);
  CHECK(holds(full.what(), "not empty"));
  CHECK(TemporaryFolder::content(there.path() / "full" / "a.txt") == "mine");
}

TEST_CASE("a folder whose place cannot be found out is refused, with the reason") {
  const TemporaryFolder there;
  fs::create_symlink("b", there.path() / "a");
  fs::create_symlink("a", there.path() / "b");
  const std::string name = (there.path() / "a" / "reports").string();
  const Error error = error_of([&] { OutputFolder folder(name); });
  CHECK(error.code() == ExitCode::cannot_create);
  CHECK(error.place().file == name);
  CHECK(error.problem() == "the symbolic link leads in a circle");
  const std::string long_name = (there.path() / std::string(300, 'n') / "reports").string();
  CHECK(holds(error_of([&] { OutputFolder folder(long_name); }).problem(), "File name too long"));
}

TEST_CASE("a name can be written once") {
  const TemporaryFolder there;
  OutputFolder folder((there.path() / "reports").string());
  folder.write("a.txt", "one");
  CHECK(error_of([&] { folder.write("a.txt", "two"); }).code() == ExitCode::cannot_create);
}

TEST_CASE("a folder that fills while it is made is left as it is") {
  const TemporaryFolder there;
  OutputFolder folder((there.path() / "reports").string());
  folder.write("a.txt", "one");
  fs::create_directory(there.path() / "reports");
  there.file("reports/b.txt", "mine");
  CHECK(error_of([&] { folder.commit(); }).code() == ExitCode::cannot_create);
  CHECK(entries(there.path() / "reports") == 1);
}

}  // namespace attune
