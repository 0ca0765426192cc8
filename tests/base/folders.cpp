#include "base/folders.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "support.h"

namespace attune {
namespace {

namespace fs = std::filesystem;
using testing::error_of;
using testing::TemporaryFolder;

// A variable of the environment as `value` (or unset), and as before at the end.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    if (value != nullptr) setenv(name, value, 1);
    else unsetenv(name);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() {
    if (before_) setenv(name_, before_->c_str(), 1);
    else unsetenv(name_);
  }

 private:
  const char* name_;
  std::optional<std::string> before_;
};

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

}  // namespace

TEST_CASE("the folders of a person are those of XDG, else in their home") {
  const Variable home("HOME", "/home/sam"), state("XDG_STATE_HOME", "/s"), data("XDG_DATA_HOME", nullptr);
  CHECK(state_folder() == "/s/attune");
  CHECK(data_folder() == "/home/sam/.local/share/attune");
}

TEST_CASE("a folder of XDG that is empty or relative does not count") {
  const Variable home("HOME", "/home/sam"), state("XDG_STATE_HOME", "here"), data("XDG_DATA_HOME", "");
  CHECK(state_folder() == "/home/sam/.local/state/attune");
  CHECK(data_folder() == "/home/sam/.local/share/attune");
}

TEST_CASE("without a home and a folder of XDG there is nowhere to keep anything") {
  const Variable home("HOME", nullptr), state("XDG_STATE_HOME", nullptr);
  CHECK(error_of([] { state_folder(); }).code() == ExitCode::cannot_create);
}

TEST_CASE("a private folder is made with those above it, for its owner only") {
  const TemporaryFolder folder;
  const mode_t before = umask(0);
  make_private_folder(folder.path() / "a" / "b" / "c");
  umask(before);
  CHECK(mode_of(folder.path() / "a" / "b" / "c") == 0700);
  CHECK(mode_of(folder.path() / "a") == 0700);
}

TEST_CASE("a private folder that is there already is left as it is") {
  const TemporaryFolder folder;
  make_private_folder(folder.path() / "a");
  make_private_folder(folder.path() / "a");
  CHECK(mode_of(folder.path() / "a") == 0700);
}

TEST_CASE("a folder that others can enter is refused or made private") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "open");
  chmod((folder.path() / "open").c_str(), 0777);
  const Error error = error_of([&] { make_private_folder(folder.path() / "open"); });
  CHECK((error.code() == ExitCode::cannot_create || mode_of(folder.path() / "open") == 0700));
}

TEST_CASE("a folder that belongs to somebody else is refused") {
  if (geteuid() != 0) return;  // only root can make one
  const TemporaryFolder folder;
  make_private_folder(folder.path() / "theirs");
  REQUIRE(chown((folder.path() / "theirs").c_str(), 4321, 4321) == 0);
  CHECK(error_of([&] { make_private_folder(folder.path() / "theirs"); }).code() == ExitCode::cannot_create);
}

TEST_CASE("a file in the place of a private folder is told") {
  const TemporaryFolder folder;
  CHECK(error_of([&] { make_private_folder(folder.file("a", "")); }).code() == ExitCode::cannot_create);
  CHECK(error_of([&] { make_private_folder(folder.path() / "a" / "b"); }).code() == ExitCode::cannot_create);
}

}  // namespace attune
