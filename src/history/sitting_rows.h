#pragma once

#include <cstddef>
#include <vector>

#include "history/database.h"
#include "interview/kept_sitting.h"

/// Sittings in the tables of the schema.
namespace attune {

/// All that are kept, the earliest first. Throws Error (data) where an answer is none that attune writes.
std::vector<KeptSitting> sittings_in(const Database& database);

/// Keeps `sitting` and gives its number. One with the same id is replaced, and its number used again.
std::size_t put_sitting(Database& database, const KeptSitting& sitting);

}  // namespace attune
