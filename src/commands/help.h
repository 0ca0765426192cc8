#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace attune {

/// The command as it is typed: "attune", "attune history show".
std::string full_name(const CLI::App& app);

/// What --help shows: what the command does, how it is called, examples, then the options, in lines of at most 80
/// columns.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

}  // namespace attune
