#pragma once

#include <CLI/CLI.hpp>

#include "commands/commands.h"

/// The commands of "attune history" that do more than look. Each adds itself to `history`.

namespace attune {

void add_history_export(CLI::App& history, Action& run);
void add_history_import(CLI::App& history, Action& run);
void add_history_forget(CLI::App& history, Action& run);
void add_history_lock(CLI::App& history, Action& run);
void add_history_unlock(CLI::App& history, Action& run);

}  // namespace attune
