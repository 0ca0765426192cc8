#pragma once

#include <string>
#include <string_view>

#include "exchange/import.h"

namespace attune {

bool is_psytools(std::string_view content, const std::string& extension);

/// An assessment definition of psytools (JSON; schema/assessment-definition.schema.json of urtuba/psytools 0.6) as a
/// definition: questions with their options, scoring as sum, subscales or count, with multipliers, bands, and the rule
/// for missing answers. Where that rounds a prorated score, or gives 0 without any answer, attune does not, and it is
/// told; flags are left out, by name.
Imported import_psytools(const std::string& content, const ImportRequest& request);

}  // namespace attune
