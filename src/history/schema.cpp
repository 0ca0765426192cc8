#include "history/schema.h"

#include <fmt/format.h>

#include <array>

#include "base/error.h"

namespace attune {
namespace {

constexpr std::int64_t kApplication = 0x6174746e;  // "attn", which tells file(1) and us whose database it is

// What leads from each version to the next. Once a version has been given out, its step is never changed.
constexpr std::array<const char*, kSchemaVersion> kSteps{// 1: sittings
                                                         R"(
CREATE TABLE sitting (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  questionnaire TEXT NOT NULL,
  title TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  about TEXT NOT NULL,
  started TEXT NOT NULL,
  finished TEXT NOT NULL,
  profile TEXT,
  probability REAL
) STRICT;
CREATE TABLE reply (
  sitting INTEGER NOT NULL REFERENCES sitting ON DELETE CASCADE,
  position INTEGER NOT NULL,
  item TEXT NOT NULL,
  answer INTEGER,
  milliseconds INTEGER NOT NULL,
  PRIMARY KEY (sitting, position),
  UNIQUE (sitting, item)
) STRICT, WITHOUT ROWID;
CREATE TABLE score (
  sitting INTEGER NOT NULL REFERENCES sitting ON DELETE CASCADE,
  position INTEGER NOT NULL,
  scale TEXT NOT NULL,
  score REAL,
  standard_error REAL,
  PRIMARY KEY (sitting, position),
  UNIQUE (sitting, scale)
) STRICT, WITHOUT ROWID;
)",
                                                         // 2: the plan of two weeks, at most one
                                                         R"(
CREATE TABLE plan (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  profile TEXT NOT NULL,
  begun TEXT NOT NULL
) STRICT;
CREATE TABLE plan_day (
  day INTEGER PRIMARY KEY,
  plan INTEGER NOT NULL DEFAULT 1 REFERENCES plan ON DELETE CASCADE,
  done TEXT
) STRICT;
)"};

void require_sound(const Database& database) {
  Statement check = database.prepare("PRAGMA quick_check(1)");
  if (check.step() && check.text(0) == "ok") return;
  throw Error(ExitCode::data, {.file = database.file().string()}, "the history is damaged: " + check.text(0),
              kDamageRemedy);
}

}  // namespace

int schema_version(const Database& database) {
  require_sound(database);
  const std::int64_t application = database.value("PRAGMA application_id");
  const std::int64_t version = database.value("PRAGMA user_version");
  const Place place{.file = database.file().string()};
  const bool empty = database.value("SELECT count(*) FROM sqlite_schema") == 0;
  if (empty && application == 0 && version == 0) return 0;
  if (application != kApplication || version < 1) {
    throw Error(ExitCode::data, place, "this is not a history of attune", "It is left as it is. Move it elsewhere.");
  }
  if (version > kSchemaVersion) {
    throw Error(ExitCode::data, place, "this history was written by a later version of attune",
                "It is left as it is. Install that version to use it.");
  }
  return static_cast<int>(version);
}

void migrate(Database& database, int to) {
  int version = schema_version(database);
  Transaction transaction(database);
  database.run(fmt::format("PRAGMA application_id={}", kApplication));
  for (; version < to; ++version) {
    database.run(kSteps[static_cast<std::size_t>(version)]);
    database.run(fmt::format("PRAGMA user_version={}", version + 1));
  }
  transaction.commit();
}

}  // namespace attune
