#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace attune {

/// The command as it is typed: "attune", "attune history show".
std::string full_name(const CLI::App& app);

/// Its commands, in their order.
std::vector<const CLI::App*> commands_of(const CLI::App& app);

/// The word that stands for an argument or for the value of an option: "ID", "FILE"; empty for an option without value.
std::string value_name(const CLI::Option& option);

/// What --help shows: what the command does, how it is called, examples, then the options, in lines of at most 80
/// columns.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
};

}  // namespace attune
