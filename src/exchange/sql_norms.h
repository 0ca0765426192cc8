#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exchange/sql_dialect.h"
#include "exchange/sql_step.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// Norms whose group everyone is compared with.
struct SqlNorms {
  const Norms* norms = nullptr;
  std::size_t group = 0;  ///< index into Norms::groups
};

/// What the comparison of scores with a group of norms adds to the statement, step by step. A scale that only other
/// groups have figures of has columns all the same, without values.
struct NormSteps {
  std::vector<SqlColumn> compared;   ///< SCALE_z and SCALE_t, from the scores
  std::vector<SqlColumn> distances;  ///< for normal_tail(), from these
  std::vector<SqlColumn> tails;      ///< from these
  std::vector<SqlColumn> percents;   ///< 100 Φ(z), from these
  std::vector<SqlColumn> results;    ///< SCALE_z, SCALE_t and SCALE_percentile of each scale, and norm_group
};

NormSteps norm_steps(const Questionnaire& questionnaire, const SqlNorms& norms, const SqlDialect& dialect);

}  // namespace attune
