#include "history/schema.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

}  // namespace

TEST_CASE("every step from the first version on leads to the present one") {
  const TemporaryFolder folder;
  Database database(folder.file("d", ""));
  CHECK(schema_version(database) == 0);
  for (int version = 1; version <= kSchemaVersion; ++version) {
    migrate(database, version);
    CHECK(schema_version(database) == version);
  }
}

TEST_CASE("a schema reached step by step is that of a new history") {
  const TemporaryFolder folder;
  Database stepwise(folder.file("a", "")), at_once(folder.file("b", ""));
  for (int version = 1; version <= kSchemaVersion; ++version) migrate(stepwise, version);
  migrate(at_once);
  const std::string all = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
  Statement one = stepwise.prepare(all), other = at_once.prepare(all);
  REQUIRE(one.step());
  REQUIRE(other.step());
  CHECK(one.text(0) == other.text(0));
}

TEST_CASE("a history of a later version is refused and left as it is") {
  const TemporaryFolder folder;
  const auto file = folder.file("d", "");
  Database database(file);
  migrate(database);
  database.run("PRAGMA user_version=" + std::to_string(kSchemaVersion + 1));
  const std::string before = TemporaryFolder::content(file);
  const Error error = error_of([&] { schema_version(database); });
  CHECK(error.code() == ExitCode::data);
  CHECK(holds(error.problem(), "later version"));
  CHECK(TemporaryFolder::content(file) == before);
}

TEST_CASE("somebody else's database is no history") {
  const TemporaryFolder folder;
  Database database(folder.file("d", ""));
  database.run("CREATE TABLE bookmarks (a)");
  CHECK(holds(error_of([&] { schema_version(database); }).problem(), "not a history"));
}

}  // namespace attune
