#include "commands/typed_command.h"

#include <filesystem>
#include <utility>

#include "commands/help.h"

namespace attune {
namespace {

const CLI::App* find_command(const CLI::App& command, const std::string& name) {
  for (const CLI::App* found : commands_of(command)) {
    if (found->get_name() == name) return found;
  }
  return nullptr;
}

// The last argument may stand for several words.
const CLI::Option* find_argument(const CLI::App& command, std::size_t number) {
  const CLI::Option* last = nullptr;
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional()) continue;
    last = option;
    if (number == 0) return option;
    --number;
  }
  return last != nullptr && last->get_items_expected_max() > 1 ? last : nullptr;
}

void take_argument(TypedCommand& typed, const std::string& word) {
  const CLI::Option* argument = find_argument(*typed.command, typed.arguments++);
  std::error_code ignored;
  if (argument != nullptr && value_name(*argument) != "ID" && typed.answers.empty() &&
      std::filesystem::is_regular_file(word, ignored))
    typed.answers = word;
}

void take_value(TypedCommand& typed, const CLI::Option& option, const std::string& value) {
  if (option.check_name("--sheet")) typed.sheet = value;
}

void take_option(TypedCommand& typed, const std::string& word) {
  const std::size_t equals = word.find('=');
  const CLI::Option* option = find_option(*typed.command, word.substr(0, equals));
  if (option == nullptr) return;
  if (equals != std::string::npos) take_value(typed, *option, word.substr(equals + 1));
  else if (option->get_items_expected_min() > 0) typed.awaits = option;
}

}  // namespace

const CLI::Option* find_option(const CLI::App& command, const std::string& name) {
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_positional() && option->check_name(name)) return option;
  }
  return nullptr;
}

TypedCommand typed_command(const CLI::App& program, const std::vector<std::string>& words) {
  TypedCommand typed;
  typed.command = &program;
  for (const std::string& word : words) {
    const CLI::App* command = typed.arguments == 0 ? find_command(*typed.command, word) : nullptr;
    if (typed.awaits != nullptr) take_value(typed, *std::exchange(typed.awaits, nullptr), word);
    else if (word.starts_with('-')) take_option(typed, word);
    else if (command != nullptr) typed.command = command;
    else take_argument(typed, word);
  }
  typed.argument = find_argument(*typed.command, typed.arguments);
  return typed;
}

}  // namespace attune
