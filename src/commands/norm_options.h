#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "batch/norm_choice.h"
#include "commands/demographic_options.h"
#include "questionnaire/questionnaire.h"
#include "table/columns.h"

namespace attune {

/// What the options say about the norms that scores are compared with.
struct NormOptions {
  CLI::Option* given = nullptr;
  std::string group;
  DemographicOptions demographics;
};

/// Adds --norms, and the options of DemographicOptions for --norms=auto, to `command`.
void add_norm_options(CLI::App& command, NormOptions& options);

/// Whom to compare with, by the norms of `questionnaire`, or nothing without --norms; has the columns read that it
/// needs. Throws Error (usage).
std::optional<NormChoice> norm_choice(const NormOptions& options, const Questionnaire& questionnaire,
                                      ColumnChoice& columns);

}  // namespace attune
