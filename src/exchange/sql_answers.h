#pragma once

#include <string>
#include <vector>

#include "exchange/sql.h"
#include "exchange/sql_names.h"
#include "exchange/sql_step.h"

namespace attune {

/// The steps that read the table: each answer that some result needs as text, then as a whole number, NULL where it is
/// none. `kept` is what the carried columns are called on the way. Throws Error (usage) as item_columns() does.
std::vector<SqlStep> answer_steps(const SqlNames& names, const SqlOptions& options,
                                  const std::vector<std::string>& kept);

}  // namespace attune
