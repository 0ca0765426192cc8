#pragma once

#include <functional>

#include <CLI/CLI.hpp>

#include "base/error.h"

/// The commands, one file each. Each function below adds its command with its options to `app`; when the command line
/// names it, it puts into `run` what main() is to call once all options are known.

namespace attune {

using Action = std::function<ExitCode()>;

void add_list(CLI::App& app, Action& run);
void add_show(CLI::App& app, Action& run);
void add_check(CLI::App& app, Action& run);
void add_score(CLI::App& app, Action& run);
void add_change(CLI::App& app, Action& run);
void add_norms(CLI::App& app, Action& run);
void add_simulate(CLI::App& app, Action& run);
void add_stats(CLI::App& app, Action& run);
void add_report(CLI::App& app, Action& run);
void add_plot(CLI::App& app, Action& run);
void add_codebook(CLI::App& app, Action& run);
void add_sql(CLI::App& app, Action& run);
void add_import(CLI::App& app, Action& run);
void add_export(CLI::App& app, Action& run);
void add_take(CLI::App& app, Action& run);
void add_learn(CLI::App& app, Action& run);
void add_history(CLI::App& app, Action& run);
void add_plan(CLI::App& app, Action& run);
void add_completion(CLI::App& app, Action& run);

}  // namespace attune
