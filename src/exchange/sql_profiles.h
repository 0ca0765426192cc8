#pragma once

#include <vector>

#include "exchange/sql_names.h"
#include "exchange/sql_norms.h"
#include "exchange/sql_step.h"

namespace attune {

/// Adds to the comparison of scores how likely each dimension of a quadrant is high: SqlNames::high_name().
void add_likelihoods(const SqlNames& names, NormSteps& steps);

/// The columns of Questionnaire::result_names(), with bands, profile and likelihoods made of the steps before.
std::vector<SqlColumn> score_results(const SqlNames& names);

}  // namespace attune
