#include "history/store_folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

namespace attune {

namespace fs = std::filesystem;
using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

TEST_CASE("who comes second waits until the folder is free") {
  const TemporaryFolder parent;
  const fs::path folder = parent.path() / "data";
  int ready[2];
  REQUIRE(pipe(ready) == 0);
  const pid_t child = fork();
  if (child == 0) {
    const StoreFolder held(folder);
    [[maybe_unused]] const auto told = write(ready[1], "x", 1);
    usleep(50'000);
    std::ofstream(folder / "plan.json") << "written by the first";
    _exit(0);
  }
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  const StoreFolder held(folder);
  CHECK(TemporaryFolder::content(held.earlier_plan()) == "written by the first");
  waitpid(child, nullptr, 0);
  close(ready[0]);
  close(ready[1]);
}

TEST_CASE("what a killed program left half-written is removed") {
  const TemporaryFolder folder;
  folder.file(".attune-123-4", "half");
  const StoreFolder held(folder.path());
  CHECK_FALSE(fs::exists(folder.path() / ".attune-123-4"));
}

TEST_CASE("a history that cannot be looked at is not taken for an empty one") {
  const TemporaryFolder folder;
  const fs::path circle = folder.path() / "circle";
  fs::create_symlink("circle", circle);
  CHECK(holds(error_of([&] { StoreFolder::holds_anything(circle); }).problem(), "cannot be looked at"));
  CHECK_FALSE(StoreFolder::holds_anything(folder.path() / "nothing"));
}

}  // namespace attune
