#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "batch/demographics.h"
#include "table/columns.h"

namespace attune {

/// What the options say about the columns in which a file tells respondents' age and gender.
struct DemographicOptions {
  std::optional<std::string> age;
  std::optional<std::string> gender;
  std::vector<std::string> gender_codes;

  bool any() const { return age || gender || !gender_codes.empty(); }
};

/// Adds --age, --gender and --gender-codes to `command`.
void add_demographic_options(CLI::App& command, DemographicOptions& options);

/// Has the columns "age" and "gender" read beside others, or those that the options name; only the latter must be
/// there.
DemographicColumns read_demographics(const DemographicOptions& options, ColumnChoice& columns);

}  // namespace attune
