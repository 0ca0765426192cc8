#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "base/number.h"
#include "table/format.h"

namespace attune {

/// What the options say with which every command writes a table of results.
struct WritingOptions {
  std::string format;
  std::string output = "-";
  NumberFormat numbers;
  bool safe_csv = false;
};

/// Adds the options of WritingOptions to `command`.
void add_writing_options(CLI::App& command, WritingOptions& options);

/// The form that they name, else that of the output's extension, else a table on a terminal and CSV elsewhere.
Format output_format(const WritingOptions& options);

/// The file of the definition with this id, or at this path.
std::string definition_file(const std::string& id);

/// Throws Error (usage) where `output` is one of the files that will be `read`, of which - is the standard input, or
/// would stand among what attune keeps, where it would be taken for a part of that.
void refuse_overwriting(const std::vector<std::string>& read, const std::string& output);

/// Whether one of two outputs would replace the other: not where it is a device or a pipe, which takes both. Throws
/// Error as place_of() does.
bool would_be_one_file(const std::string& output, const std::string& other);

/// Throws Error (usage) where the name of the file `output` promises another form than that of `extension` (".svg").
void refuse_other_form(const std::string& output, const std::string& extension);

/// Throws Error (usage) where results in a form that is no text would go to a terminal.
void refuse_terminal(Format format, const std::string& output);

}  // namespace attune
