#pragma once

#include <CLI/CLI.hpp>
#include <cstddef>
#include <string>
#include <vector>

namespace attune {

/// A command line that is not finished, as far as it is known.
struct TypedCommand {
  const CLI::App* command = nullptr;      ///< the one that is named; the program where none is yet
  const CLI::Option* awaits = nullptr;    ///< an option whose value comes next, or nothing
  const CLI::Option* argument = nullptr;  ///< the argument that comes next, or nothing
  std::size_t arguments = 0;              ///< so many come before
  std::string answers;                    ///< the first file that may hold answers
  std::string sheet;                      ///< of it, where it is a workbook
};

/// What `words` say, which come after the name of `program`.
TypedCommand typed_command(const CLI::App& program, const std::vector<std::string>& words);

/// The option of `command` with this name ("--id", "-o"), or nothing.
const CLI::Option* find_option(const CLI::App& command, const std::string& name);

}  // namespace attune
