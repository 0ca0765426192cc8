#pragma once

#include <filesystem>
#include <string>

namespace attune {

/// Files that are read, so that no output takes their place: those that a command is given, and those that nobody
/// names, such as the base of a definition, its texts in another language, or the file of a passphrase.

/// Remembers the file at `path`, or for "-" that which the standard input comes from.
void remember_read_file(const std::filesystem::path& path);

/// Throws Error (usage) where the regular file at `path`, through links of any kind, is one of them. Messages say
/// `name`.
void refuse_replacing(const std::filesystem::path& path, const std::string& name);

}  // namespace attune
