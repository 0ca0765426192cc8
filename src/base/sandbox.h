#pragma once

#include <filesystem>
#include <vector>

namespace attune {

/// What became of a wish to be confined.
struct Confinement {
  bool files = false;     ///< new files and changes of files only where it was allowed
  bool programs = false;  ///< no other program, no connection
};

/// Gives up, for good and for every thread begun later, what the program does not need while it reads files of others:
/// starting programs, connections of any kind, looking into other processes, and making, changing or removing files but
/// below the folders `writable`. What is open stays open, and anything may be read. Denied calls fail; they end
/// nothing.
///
/// By Landlock (Linux 5.13) and seccomp. A kernel that lacks one of them does without it. Landlock leaves free what
/// changes a file's permissions, owner, times and extended attributes; and, before Linux 6.2, to shorten it. Throws
/// Error (io) where no more files can be opened.
Confinement enter_sandbox(const std::vector<std::filesystem::path>& writable);

}  // namespace attune
