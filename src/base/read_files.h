#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace attune {

/// Files that are read, so that no output takes their place: those that a command is given, and those that nobody
/// names, such as the base of a definition, its texts in another language, or the file of a passphrase.

/// Remembers the file at `path`, or for "-" that which the standard input comes from.
void remember_read_file(const std::filesystem::path& path);

/// Remembers the file that `descriptor` is open on, whatever its name; nothing where it is not open.
void remember_read_descriptor(int descriptor);

/// read_file() for what a person wrote, which is remembered.
std::string read_input_file(const std::filesystem::path& path, std::size_t limit);

/// Throws Error (usage) where the regular file at `path`, through links of any kind, is one of them. Messages say
/// `name`.
void refuse_replacing(const std::filesystem::path& path, const std::string& name);

}  // namespace attune
