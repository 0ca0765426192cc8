#include "history/store.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "history/kept.h"
#include "history/passphrase.h"
#include "history/schema.h"
#include "size_limit.h"
#include "support.h"

namespace attune {
namespace {

namespace fs = std::filesystem;
using testing::error_of;
using testing::holds;
using testing::kCheap;
using testing::kept;
using testing::passphrase;
using testing::TemporaryFolder;

mode_t mode_of(const fs::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777 : 0;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::map<std::string, std::string> contents_of(const fs::path& folder) {
  std::map<std::string, std::string> contents;
  for (const std::string& name : names_in(folder)) contents[name] = TemporaryFolder::content(folder / name);
  return contents;
}

KeptPlan plan() { return {.profile = "anxious", .begun = "2026-11-22", .done = {"2026-11-23", std::nullopt}}; }

// A folder of the history that is there only while a test runs.
struct Kept {
  TemporaryFolder parent;
  fs::path folder = parent.path() / "data";
  fs::path file = folder / "history.sqlite";
  fs::path locked = folder / "history.sqlite.locked";
};

}  // namespace

TEST_CASE("a kept sitting is found again with all that was kept") {
  const Kept place;
  CHECK(Store(place.folder).keep({kept()}) == std::vector<std::size_t>{1});
  const auto found = Store(place.folder).sittings();
  REQUIRE(found.size() == 1);
  const KeptSitting& sitting = found.front();
  CHECK(sitting.number == 1);
  CHECK(sitting.id == kept().id);
  CHECK(sitting.questionnaire == "mine");
  CHECK(sitting.title == "My scale");
  CHECK(sitting.version == "1.0");
  CHECK(sitting.sha256 == kept().sha256);
  CHECK(sitting.about == "partner");
  CHECK(sitting.started == "2026-11-22T09:30:00Z");
  CHECK(sitting.finished == "2026-11-22T09:35:00Z");
  CHECK(sitting.profile == "secure");
  CHECK(sitting.probability == 0.75);
  REQUIRE(sitting.replies.size() == 2);
  CHECK(sitting.replies[0].item == "q2");
  CHECK(sitting.replies[0].reply.answer == 5);
  CHECK(sitting.replies[0].reply.milliseconds == 1200);
  CHECK(sitting.replies[1].reply.skipped());
  REQUIRE(sitting.score_of("x") != nullptr);
  CHECK(sitting.score_of("x")->score == 3.5);
  CHECK(sitting.score_of("x")->standard_error == 0.25);
  CHECK(std::isnan(sitting.score_of("y")->score));
}

TEST_CASE("a sitting that is kept twice is there once, as it was kept last") {
  const Kept place;
  Store store(place.folder);
  store.keep({kept('1'), kept('2')});
  KeptSitting again = kept('1');
  again.replies[0].reply.answer = 2;
  CHECK(store.keep({again}) == std::vector<std::size_t>{1});
  REQUIRE(store.sittings().size() == 2);
  CHECK(store.sittings()[0].replies[0].reply.answer == 2);
}

TEST_CASE("the number of a forgotten sitting is not given again") {
  const Kept place;
  Store store(place.folder);
  store.keep({kept('1'), kept('2')});
  store.forget(2);
  CHECK(store.keep({kept('3')}) == std::vector<std::size_t>{3});
}

TEST_CASE("only the owner can read what is kept, whatever the umask") {
  const Kept place;
  const mode_t before = umask(0);
  {
    Store store(place.folder);
    store.keep({kept()});
    CHECK(mode_of(place.folder) == 0700);
    for (const std::string& name : names_in(place.folder)) {
      CAPTURE(name);
      CHECK(mode_of(place.folder / name) == 0600);
    }
    store.lock(passphrase(), kCheap);
    CHECK(mode_of(place.locked) == 0600);
  }
  umask(before);
}

TEST_CASE("when the store is closed there is one file") {
  const Kept place;
  Store(place.folder).keep({kept()});
  CHECK(names_in(place.folder) == std::vector<std::string>{"history.sqlite"});
}

TEST_CASE("a file or folder that others can enter is refused, with what to do") {
  const Kept place;
  Store(place.folder).keep({kept()});
  chmod(place.file.c_str(), 0640);
  CHECK(holds(error_of([&] { Store store(place.folder); }).remedy(), "chmod 600 " + place.file.string()));
  chmod(place.file.c_str(), 0600);
  chmod(place.folder.c_str(), 0755);
  CHECK(holds(error_of([&] { Store store(place.folder); }).remedy(), "chmod 700 " + place.folder.string()));
}

TEST_CASE("a link in place of the history is refused") {
  const Kept place;
  Store(place.folder).keep({kept()});
  fs::rename(place.file, place.parent.path() / "elsewhere");
  fs::create_symlink(place.parent.path() / "elsewhere", place.file);
  CHECK(error_of([&] { Store store(place.folder); }).code() == ExitCode::data);
}

TEST_CASE("a damaged history is refused and left as it is") {
  const Kept place;
  Store(place.folder).keep({kept()});
  std::string bytes = TemporaryFolder::content(place.file);
  for (std::size_t at = 4096; at < bytes.size(); ++at) bytes[at] = 'x';
  std::ofstream(place.file, std::ios::binary) << bytes;
  CHECK(error_of([&] { Store store(place.folder); }).code() == ExitCode::data);
  CHECK(TemporaryFolder::content(place.file) == bytes);
}

TEST_CASE("an answer that no questionnaire has is damage, not another answer") {
  const Kept place;
  Store(place.folder).keep({kept()});
  Database(place.file).run("UPDATE reply SET answer = 65540 WHERE answer = 5");
  const Error error = error_of([&] { Store::read(place.folder); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().file == place.file);
  CHECK(holds(error.problem(), "out of all bounds"));
}

TEST_CASE("a sitting whose traces find no room to be overwritten is forgotten, and that is told") {
  const Kept place;
  KeptSitting large = kept('2');
  large.title = std::string(1 << 20, 'x');
  Store(place.folder).keep({large, kept('1')});
  Store store(place.folder);
  Error error(ExitCode::ok, {}, "");
  {
    // Room for the change, but not for the whole file once more.
    const testing::SizeLimit full(1 << 19);
    error = error_of([&] { store.forget(2); });
  }
  CHECK(error.code() == ExitCode::io);
  CHECK(holds(error.remedy(), "The sitting is forgotten"));
  CHECK(store.sittings().size() == 1);
}

TEST_CASE("a history that has lost all its content is not taken for a new one") {
  const Kept place;
  Store(place.folder).keep({kept()});
  std::ofstream(place.file, std::ios::trunc).close();
  CHECK(holds(error_of([&] { Store store(place.folder); }).problem(), "the file is empty"));
  CHECK(holds(error_of([&] { Store::read(place.folder); }).problem(), "the file is empty"));
  CHECK(TemporaryFolder::content(place.file).empty());
}

TEST_CASE("a history that is begun anew has nothing of the log of one that is gone") {
  const Kept place;
  const pid_t child = fork();
  if (child == 0) {
    Store store(place.folder);
    store.keep({kept()});
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  REQUIRE(fs::exists(place.folder / "history.sqlite-wal"));
  fs::remove(place.file);
  place.parent.file("data/history.sqlite.v1", "a copy");
  CHECK(Store(place.folder).sittings().empty());
  CHECK(names_in(place.folder) == std::vector<std::string>{"history.sqlite", "history.sqlite.v1"});
}

TEST_CASE("a folder in place of the history is refused for what it is") {
  const Kept place;
  Store(place.folder).keep({kept()});
  fs::remove(place.file);
  fs::create_directory(place.file);
  const Error error = error_of([&] { Store store(place.folder); });
  CHECK(error.problem() == "this is not a file");
  CHECK_FALSE(holds(error.remedy(), "chmod"));
}

TEST_CASE("reading finds all that is kept and changes nothing") {
  const Kept place;
  Store(place.folder).keep({kept('1'), kept('2')});
  place.parent.file("data/.attune-1-2", "of a killed program");
  const auto before = contents_of(place.folder);
  CHECK(Store::read(place.folder).size() == 2);
  CHECK(contents_of(place.folder) == before);
}

TEST_CASE("reading finds what a killed program had kept but not yet moved into the file") {
  const Kept place;
  Store(place.folder).keep({kept('1')});
  const pid_t child = fork();
  if (child == 0) {
    Store store(place.folder);
    store.keep({kept('2')});
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  fs::remove(place.folder / "history.sqlite-shm");
  const auto before = contents_of(place.folder);
  REQUIRE(before.size() == 2);
  CHECK(Store::read(place.folder).size() == 2);
  CHECK(contents_of(place.folder) == before);
}

TEST_CASE("reading a locked history changes nothing and needs its passphrase") {
  const Kept place;
  {
    Store store(place.folder);
    store.keep({kept()});
    store.lock(passphrase(), kCheap);
  }
  const auto before = contents_of(place.folder);
  CHECK(Store::read(place.folder, &passphrase()).size() == 1);
  CHECK(error_of([&] { Store::read(place.folder); }).code() == ExitCode::usage);
  CHECK(contents_of(place.folder) == before);
}

TEST_CASE("a history of the first version is brought up to date, with a copy of what was there") {
  const Kept place;
  fs::create_directory(place.folder);
  chmod(place.folder.c_str(), 0700);
  std::ofstream(place.file).close();
  chmod(place.file.c_str(), 0600);
  {
    Database first(place.file);
    migrate(first, 1);
    first.run(
        "INSERT INTO sitting VALUES (7, 'i', 'mine', 'My scale', '1.0', 's', 'Sam', '2026-01-01T00:00:00Z', "
        "'2026-01-01T00:01:00Z', NULL, NULL); INSERT INTO reply VALUES (7, 0, 'q1', 4, 900)");
  }
  const auto before = contents_of(place.folder);
  CHECK(Store::read(place.folder).size() == 1);
  CHECK(contents_of(place.folder) == before);
  Store store(place.folder);
  REQUIRE(store.sittings().size() == 1);
  CHECK(store.sittings().front().replies.front().reply.answer == 4);
  CHECK_FALSE(store.plan());
  const fs::path copy = place.folder / "history.sqlite.v1";
  CHECK(mode_of(copy) == 0600);
  CHECK(Database(copy).value("SELECT number FROM sitting") == 7);
  CHECK(schema_version(Database(copy)) == 1);

  SUBCASE("and forgetting reaches the copy") {
    store.forget(7);
    CHECK_FALSE(fs::exists(copy));
  }
  SUBCASE("and locking leaves no copy that is not encrypted") {
    store.lock(passphrase(), kCheap);
    CHECK(names_in(place.folder) == std::vector<std::string>{"history.sqlite.locked"});
  }
}

TEST_CASE("of a forgotten sitting no byte is left in the folder") {
  for (const bool all : {false, true}) {
    const Kept place;
    KeptSitting secret = kept('1', "Zebulon");
    secret.title = "Zebulon's title";
    Store(place.folder).keep({kept('2'), secret, kept('3')});
    REQUIRE(holds(TemporaryFolder::content(place.file), "Zebulon"));
    if (all) Store::forget_all(place.folder);
    else Store(place.folder).forget(2);
    for (const std::string& name : names_in(place.folder))
      CHECK_FALSE(holds(TemporaryFolder::content(place.folder / name), "Zebulon"));
    CHECK(names_in(place.folder).empty() == all);
  }
}

TEST_CASE("a plan is kept, replaced and forgotten") {
  const Kept place;
  Store store(place.folder);
  CHECK_FALSE(store.plan());
  store.keep_plan(plan());
  REQUIRE(store.plan());
  CHECK(store.plan()->profile == "anxious");
  CHECK(store.plan()->begun == "2026-11-22");
  CHECK(store.plan()->done == plan().done);
  store.keep_plan({.profile = "secure", .begun = "2026-12-01", .done = {}});
  CHECK(store.plan()->profile == "secure");
  CHECK(store.plan()->done.empty());
  CHECK(store.forget_plan());
  CHECK_FALSE(store.plan());
  CHECK_FALSE(store.forget_plan());
}

TEST_CASE("a plan in a file of earlier versions is taken over once") {
  const Kept place;
  fs::create_directory(place.folder);
  chmod(place.folder.c_str(), 0700);
  const fs::path earlier = place.folder / "plan.json";
  std::ofstream(earlier) << R"({"schema":"attune-plan/1","profile":"anxious","begun":"2026-11-22","done":[null]})";
  Store store(place.folder);
  REQUIRE(store.plan());
  CHECK(store.plan()->profile == "anxious");
  CHECK_FALSE(fs::exists(earlier));
}

TEST_CASE("a locked store is used with its passphrase, and nothing in the folder can be read") {
  const Kept place;
  {
    Store store(place.folder);
    store.keep({kept('1', "Zebulon")});
    store.lock(passphrase(), kCheap);
    CHECK(store.sittings().size() == 1);
  }
  CHECK(names_in(place.folder) == std::vector<std::string>{"history.sqlite.locked"});
  CHECK_FALSE(holds(TemporaryFolder::content(place.locked), "Zebulon"));
  Store(place.folder, &passphrase()).keep({kept('2')});
  Store(place.folder, &passphrase()).keep_plan(plan());
  CHECK(names_in(place.folder) == std::vector<std::string>{"history.sqlite.locked"});
  CHECK(Store(place.folder, &passphrase()).sittings().size() == 2);
  Store(place.folder, &passphrase()).forget(1);
  Store(place.folder, &passphrase()).unlock();
  CHECK(names_in(place.folder) == std::vector<std::string>{"history.sqlite"});
  CHECK(Store(place.folder).sittings().front().id == kept('2').id);
  CHECK(Store(place.folder).plan());
}

TEST_CASE("a locked store without its passphrase, or with another, stays as it is") {
  const Kept place;
  {
    Store store(place.folder);
    store.keep({kept()});
    store.lock(passphrase(), kCheap);
  }
  const std::string before = TemporaryFolder::content(place.locked);
  const Secret wrong(std::string_view("wrong"));
  CHECK(error_of([&] { Store store(place.folder); }).code() == ExitCode::usage);
  CHECK(error_of([&] { Store store(place.folder, &wrong); }).code() == ExitCode::data);
  CHECK(TemporaryFolder::content(place.locked) == before);
  Store::forget_all(place.folder);
  CHECK(names_in(place.folder).empty());
}

TEST_CASE("locking that was interrupted is finished by whoever opens the store next") {
  const Kept place;
  {
    Store store(place.folder);
    store.keep({kept()});
    store.lock(passphrase(), kCheap);
  }
  // As it is between the writing of the one file and the removing of the other.
  const std::string sealed = TemporaryFolder::content(place.locked);
  Store(place.folder, &passphrase()).unlock();
  std::ofstream(place.locked, std::ios::binary) << sealed;
  chmod(place.locked.c_str(), 0600);
  CHECK(Store(place.folder, &passphrase()).sittings().size() == 1);
  CHECK(names_in(place.folder) == std::vector<std::string>{"history.sqlite.locked"});
}

TEST_CASE("a second history beside a locked one is not removed") {
  const Kept place;
  std::string other;
  {
    Store store(place.folder);
    store.keep({kept()});
    other = TemporaryFolder::content(place.file);
    store.lock(passphrase(), kCheap);
  }
  std::ofstream(place.file, std::ios::binary) << other << "more";
  chmod(place.file.c_str(), 0600);
  CHECK(holds(error_of([&] { Store store(place.folder, &passphrase()); }).problem(), "second history"));
  CHECK(fs::exists(place.file));
}

}  // namespace attune
