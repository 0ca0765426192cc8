#include "exchange/sql_dialect.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;

const Database kAll[] = {Database::sqlite, Database::postgres, Database::duckdb, Database::spark};

}  // namespace

TEST_CASE("a name is quoted, with quotes in it doubled") {
  for (const Database database : {Database::sqlite, Database::postgres, Database::duckdb})
    CHECK(SqlDialect(database).name("a\"b") == "\"a\"\"b\"");
  CHECK(SqlDialect(Database::spark).name("a`b") == "`a``b`");
}

TEST_CASE("an empty name, control characters and broken UTF-8 are refused") {
  for (const Database database : kAll) {
    for (const std::string& name : {std::string(), std::string("a\0b", 3), std::string("\xC3")})
      CHECK(error_of([&] { SqlDialect(database).name(name); }).code() == ExitCode::usage);
  }
}

TEST_CASE("a name in which Spark would put a setting is refused for Spark alone") {
  CHECK(error_of([] { SqlDialect(Database::spark).name("${env:HOME}"); }).code() == ExitCode::usage);
  CHECK(SqlDialect(Database::postgres).name("${env:HOME}") == "\"${env:HOME}\"");
}

TEST_CASE("a text stays one literal, whatever quotes, backslashes and settings it holds") {
  CHECK(SqlDialect(Database::sqlite).text("it's a \\") == "'it''s a \\'");
  CHECK(SqlDialect(Database::duckdb).text("it's a \\") == "'it''s a \\'");
  CHECK(SqlDialect(Database::postgres).text("it's") == "'it''s'");
  CHECK(SqlDialect(Database::postgres).text("it's a \\") == "E'it''s a \\\\'");
  CHECK(SqlDialect(Database::spark).text("it's a \\") == "'it\\'s a \\\\'");
  CHECK(SqlDialect(Database::spark).text("${x}") == "'\\u0024{x}'");
}

TEST_CASE("a comment is one line") {
  for (const Database database : kAll) CHECK(SqlDialect(database).comment("a\nb").find('\n') == std::string::npos);
  CHECK(SqlDialect(Database::spark).comment("${x}") == "-- $ {x}");
}

TEST_CASE("a number is of double precision and reads back") {
  CHECK(SqlDialect(Database::sqlite).real(0.1) == "0.1e0");
  CHECK(SqlDialect(Database::duckdb).real(-2) == "(-2e0)");
  CHECK(SqlDialect(Database::spark).real(1e-9) == "1e-09");
  CHECK(SqlDialect(Database::postgres).real(-0.5) == "float8 '-0.5'");
}

TEST_CASE("labels and codes are compared in lower case, whole numbers in their shortest form") {
  const SqlDialect sqlite(Database::sqlite);
  CHECK(sqlite.folded(" Strongly Agree ") == "'strongly agree'");
  CHECK(sqlite.folded("-9.0") == "'-9'");
  CHECK(sqlite.folded("Übel") == "lower('Übel')");
}

}  // namespace attune
