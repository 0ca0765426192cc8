#pragma once

#include <string>
#include <vector>

#include "exchange/sql_names.h"
#include "exchange/sql_step.h"

namespace attune {

/// The steps from answers to the scores of all scales, their standard errors, and how many answers each has. `kept` are
/// names of columns that go along, `beside` is made of the answers in the first step too.
std::vector<SqlStep> scale_steps(const SqlNames& names, const std::vector<std::string>& kept,
                                 const std::vector<SqlColumn>& beside);

}  // namespace attune
