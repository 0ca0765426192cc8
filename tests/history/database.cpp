#include "history/database.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::TemporaryFolder;

}  // namespace

TEST_CASE("values come back as they were bound") {
  const TemporaryFolder folder;
  Database database(folder.file("d", ""));
  database.run("CREATE TABLE t (a, b, c, d, e)");
  database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?)")
      .bind(std::int64_t{-7})
      .bind(0.1)
      .bind(std::string_view("a\0b", 3))
      .bind_null()
      .bind(std::numeric_limits<double>::quiet_NaN())
      .run();
  Statement row = database.prepare("SELECT * FROM t");
  REQUIRE(row.step());
  CHECK(row.integer(0) == -7);
  CHECK(row.number(1) == 0.1);
  CHECK(row.text(2) == std::string("a\0b", 3));
  CHECK(row.is_null(3));
  CHECK(std::isnan(row.number(4)));
  CHECK_FALSE(row.step());
}

TEST_CASE("a transaction without commit leaves nothing") {
  const TemporaryFolder folder;
  Database database(folder.file("d", ""));
  database.run("CREATE TABLE t (a)");
  {
    const Transaction transaction(database);
    database.run("INSERT INTO t VALUES (1)");
  }
  CHECK(database.value("SELECT count(*) FROM t") == 0);
}

TEST_CASE("foreign keys hold") {
  const TemporaryFolder folder;
  Database database(folder.file("d", ""));
  database.run("CREATE TABLE a (n INTEGER PRIMARY KEY); CREATE TABLE b (n REFERENCES a)");
  CHECK(error_of([&] { database.run("INSERT INTO b VALUES (1)"); }).code() != ExitCode::ok);
}

TEST_CASE("an image opens in memory as it was, and the file is left alone") {
  const TemporaryFolder folder;
  const auto file = folder.file("d", "");
  Database database(file);
  database.run("CREATE TABLE t (a); INSERT INTO t VALUES (42)");
  const Secret image = database.image();
  Database copy(file, image.view());
  copy.run("INSERT INTO t VALUES (43)");
  CHECK(copy.value("SELECT sum(a) FROM t") == 85);
  CHECK(database.value("SELECT sum(a) FROM t") == 42);
}

TEST_CASE("what is no database is damaged, and named") {
  const TemporaryFolder folder;
  const auto file = folder.file("d", std::string(5000, 'x'));
  const Error error = error_of([&] { Database(file).value("SELECT count(*) FROM sqlite_schema"); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().file == file.string());
}

}  // namespace attune
