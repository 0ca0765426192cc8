#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "history/secret.h"

namespace attune {

/// Where a passphrase comes from, if not from the terminal. Never from an argument, which others can see.
struct PassphraseOptions {
  std::optional<int> descriptor;
  std::string file;
};

/// Adds the options of PassphraseOptions to `command`.
void add_passphrase_options(CLI::App& command, PassphraseOptions& options);

/// Remembers the file that the options name (base/read_files.h): who loses it has lost the history, too.
void remember_passphrase_source(const PassphraseOptions& options);

/// The passphrase: the first line of what the options name, else typed on the terminal, where it is not shown. Throws
/// Error: usage where there is none, no_input where a file cannot be opened.
Secret read_passphrase(const PassphraseOptions& options);

/// As above, for a passphrase that is new: typed twice. Tells where it is too short to protect much.
Secret new_passphrase(const PassphraseOptions& options);

}  // namespace attune
