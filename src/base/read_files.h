#pragma once

#include <filesystem>

namespace attune {

/// Files that were read without being named as what a command reads (definitions, what they extend, their texts in
/// other languages, the file of a passphrase), so that no output takes their place.

/// Remembers the file at `path`.
void remember_read_file(const std::filesystem::path& path);

/// Whether the file at `path`, through links of any kind, is one of them.
bool was_read(const std::filesystem::path& path);

}  // namespace attune
