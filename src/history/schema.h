#pragma once

#include "history/database.h"

namespace attune {

/// The schema that this program reads and writes.
inline constexpr int kSchemaVersion = 2;

/// The version of the database's schema, 0 for an empty database. Throws Error (data) where it is none of a history,
/// is damaged, or comes from a later program.
int schema_version(const Database& database);

/// Brings the schema to version `to`, one step after the other, all of them or none. Nothing that is kept is lost.
void migrate(Database& database, int to = kSchemaVersion);

}  // namespace attune
