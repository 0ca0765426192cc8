#pragma once

#include <filesystem>

namespace attune {

/// What this program has read as input, so that no output takes its place: not only what a person names, but also the
/// base of a definition, its texts in another language, or the file of a passphrase.

/// Remembers the open file `descriptor` where it is a regular one.
void remember_read_file(int descriptor);

/// Whether the file at `path`, through links, is one of them.
bool was_read(const std::filesystem::path& path);

}  // namespace attune
