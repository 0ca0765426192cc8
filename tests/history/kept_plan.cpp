#include "history/kept_plan.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>

#include "support.h"

namespace attune {
namespace {

namespace fs = std::filesystem;
using testing::error_of;
using testing::TemporaryFolder;

KeptPlan begun() { return {.profile = "anxious", .begun = "2026-11-22", .done = {"2026-11-23", std::nullopt}}; }

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

}  // namespace

TEST_CASE("a kept plan is found again as it was") {
  const TemporaryFolder folder;
  keep_plan(folder.path() / "data" / "plan.json", begun());
  const auto kept = load_kept_plan(folder.path() / "data" / "plan.json");
  REQUIRE(kept);
  CHECK(kept->profile == "anxious");
  CHECK(kept->begun == "2026-11-22");
  CHECK(kept->done == begun().done);
}

TEST_CASE("where no plan was kept there is none") {
  const TemporaryFolder folder;
  CHECK_FALSE(load_kept_plan(folder.path() / "plan.json"));
}

TEST_CASE("only the owner can read a kept plan, whatever the umask") {
  const TemporaryFolder folder;
  const mode_t before = umask(0);
  keep_plan(folder.path() / "data" / "plan.json", begun());
  umask(before);
  CHECK(mode_of(folder.path() / "data" / "plan.json") == 0600);
  CHECK(mode_of(folder.path() / "data") == 0700);
}

TEST_CASE("a plan that takes the place of one that others could read is readable by its owner only") {
  const TemporaryFolder folder;
  const fs::path file = folder.file("plan.json", "{}");
  chmod(file.c_str(), 0644);
  chmod(folder.path().c_str(), 0700);
  keep_plan(file, begun());
  CHECK(mode_of(file) == 0600);
}

TEST_CASE("a damaged plan is told, with the way to be rid of it") {
  const TemporaryFolder folder;
  const std::string sound = R"({"schema":"attune-plan/1","profile":"anxious","begun":"2026-11-22","done":[null]})";
  REQUIRE(load_kept_plan(folder.file("plan.json", sound)));
  for (const std::string& damaged :
       {std::string(), sound.substr(0, 40), std::string("[]"), std::string("{}"), std::string(5000, '['),
        std::string(R"({"schema":"attune-plan/9","profile":"anxious","begun":"x","done":[]})"),
        std::string(R"({"schema":"attune-plan/1","profile":5,"begun":"x","done":[]})"),
        std::string(R"({"schema":"attune-plan/1","profile":"anxious","begun":"x","done":[7]})"),
        std::string(R"({"schema":"attune-plan/1","profile":"anxious","begun":"x","done":"x"})")}) {
    CAPTURE(damaged);
    const Error error = error_of([&] { load_kept_plan(folder.file("plan.json", damaged)); });
    CHECK(error.code() == ExitCode::data);
    CHECK(testing::holds(error.remedy(), "--forget"));
  }
}

}  // namespace attune
