#include "commands/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/terminal.h"
#include "base/text.h"
#include "base/text_table.h"

namespace attune {
namespace {

constexpr int kWidest = 80;

int help_width() { return std::min(terminal_width(), kWidest); }

std::string usage_text(const CLI::App& app) {
  std::string usage = "Usage: " + full_name(app);
  if (app.get_parent() == nullptr) return usage + " COMMAND [OPTIONS]\n";
  usage += commands_of(app).empty() ? " [OPTIONS]" : " [COMMAND] [OPTIONS]";
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) continue;
    const std::string name = value_name(*option) + (option->get_items_expected_max() > 1 ? "..." : "");
    usage += option->get_required() ? " " + name : fmt::format(" [{}]", name);
  }
  return usage + "\n";
}

// "-o, --output FILE", with "=SEED" where the value may be left out.
std::string option_name(const CLI::Option& option) {
  std::string name;
  for (const std::string& letter : option.get_snames()) name += fmt::format("-{}, ", letter);
  for (const std::string& word : option.get_lnames()) name += fmt::format("--{}", word);
  const std::string value = value_name(option);
  if (value.empty()) return name;
  return option.get_items_expected_min() == 0 ? fmt::format("{}[={}]", name, value) : fmt::format("{} {}", name, value);
}

std::string indented(const std::string& text, int indent) {
  std::string lines;
  for (const std::string& line : wrap(text, std::max(help_width() - indent, 20)))
    lines += fmt::format("{:{}}{}\n", "", indent, line);
  return lines;
}

std::string described(const std::string& name, const CLI::Option& option) {
  const std::string value = option.get_default_str();
  const std::string note = !value.empty()                                      ? fmt::format(" (else {})", value)
                           : option.get_required() && !option.get_positional() ? " (required)"
                                                                               : "";
  return fmt::format("  {}\n{}", name, indented(option.get_description() + note, 6));
}

// Examples are indented, and stay as they are, to be copied; prose fits the terminal.
std::string footer_text(const std::string& footer) {
  std::string text;
  std::istringstream lines(footer);
  for (std::string line; std::getline(lines, line);)
    text += line.empty() || line.starts_with(' ') ? line + "\n" : indented(line, 0);
  return text;
}

std::string commands_text(const CLI::App& app) {
  TextTable table({{""}, {""}});
  for (const CLI::App* command : commands_of(app)) table.add({"  " + command->get_name(), command->get_description()});
  return "\nCommands:\n" + table.text(help_width());
}

}  // namespace

std::string full_name(const CLI::App& app) {
  if (app.get_parent() == nullptr) return "attune";
  return fmt::format("{} {}", full_name(*app.get_parent()), app.get_name());
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App*) { return true; });
}

std::string value_name(const CLI::Option& option) {
  if (option.get_positional()) return option.get_single_name();
  // CLI11 puts what it checks behind a colon.
  const std::string type = option.get_type_name();
  return option.get_items_expected_max() == 0 ? std::string() : type.substr(0, type.find(':'));
}

std::string HelpFormatter::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  std::string help =
      indented(app->get_description(), 0) + "\n" + usage_text(*app) + "\n" + footer_text(app->get_footer());
  if (!commands_of(*app).empty()) help += commands_text(*app);
  std::string arguments;
  std::string options;
  for (const CLI::Option* option : app->get_options()) {
    if (option->get_positional()) arguments += described(value_name(*option), *option);
    else options += described(option_name(*option), *option);
  }
  if (!arguments.empty()) help += "\nArguments:\n" + arguments;
  return help + "\nOptions:\n" + options;
}

}  // namespace attune
