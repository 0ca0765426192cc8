#include "commands/completion_words.h"

#include <map>
#include <sstream>

#include "base/nameless_file.h"
#include "base/sandbox.h"
#include "commands/help.h"
#include "commands/typed_command.h"
#include "guide/page.h"
#include "guide/plan.h"
#include "interview/relationship.h"
#include "questionnaire/catalogue.h"
#include "table/column_names.h"

namespace attune {
namespace {

// Values that name columns, and what separates a column from what the value holds before it.
const std::map<std::string, std::string> kColumnValues{
    {"COLUMN", ""}, {"COLUMN,...", ","}, {"ID,ITEM,ANSWER", ","}, {"ITEM=COLUMN", "="}};

std::vector<CompletionWord> named(const std::vector<std::string>& names, const std::string& meaning) {
  std::vector<CompletionWord> words;
  for (const std::string& name : names) words.push_back({name, meaning});
  return words;
}

std::vector<CompletionWord> prefixed(const std::string& prefix, std::vector<CompletionWord> words) {
  for (CompletionWord& word : words) word.text.insert(0, prefix);
  return words;
}

// CLI11 says what an option takes as "FORM:{csv,tsv}".
std::vector<CompletionWord> choices_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{'), close = type.rfind('}');
  std::vector<CompletionWord> words;
  if (open == std::string::npos || close == std::string::npos) return words;
  std::istringstream choices(type.substr(open + 1, close - open - 1));
  for (std::string choice; std::getline(choices, choice, ',');) words.push_back({choice, ""});
  return words;
}

std::vector<CompletionWord> columns(const std::string& separator, const TypedCommand& typed, const std::string& begun) {
  const std::size_t before = separator.empty() ? std::string::npos : begun.rfind(separator);
  const bool item_is_missing = separator == "=" && before == std::string::npos;
  if (item_is_missing || typed.answers.empty()) return {};
  // A key pressed is enough to open the file, which somebody else may have made.
  enter_sandbox({NamelessFile::folder()});
  return prefixed(begun.substr(0, before + 1),
                  named(column_names(typed.answers, typed.sheet), "column of " + typed.answers));
}

std::vector<CompletionWord> values(const CLI::Option& option, const TypedCommand& typed, const std::string& begun) {
  std::vector<CompletionWord> choices = choices_of(option);
  if (!choices.empty()) return choices;
  const std::string name = value_name(option);
  const Catalogue catalogue = Catalogue::of_environment();
  if (name == "ID") return named(catalogue.ids(), "questionnaire");
  if (name == "WHOM") return named(relationship_words(), "whom it is about");
  if (name == "PAGE") return named(page_names(catalogue), "page of the guide");
  if (name == "PROFILE") return named(plan_profiles(catalogue), "plan of two weeks");
  const auto column = kColumnValues.find(name);
  return column == kColumnValues.end() ? std::vector<CompletionWord>() : columns(column->second, typed, begun);
}

std::vector<CompletionWord> options(const TypedCommand& typed, const std::string& begun) {
  if (const std::size_t equals = begun.find('='); equals != std::string::npos) {
    const CLI::Option* option = find_option(*typed.command, begun.substr(0, equals));
    if (option == nullptr) return {};
    return prefixed(begun.substr(0, equals + 1), values(*option, typed, begun.substr(equals + 1)));
  }
  std::vector<CompletionWord> words;
  for (const CLI::Option* option : typed.command->get_options()) {
    for (const std::string& name : option->get_lnames()) words.push_back({"--" + name, option->get_description()});
  }
  return words;
}

std::vector<CompletionWord> commands_and_arguments(const TypedCommand& typed, const std::string& begun) {
  std::vector<CompletionWord> words;
  if (typed.argument != nullptr) words = values(*typed.argument, typed, begun);
  if (typed.arguments > 0) return words;
  for (const CLI::App* command : commands_of(*typed.command))
    words.push_back({command->get_name(), command->get_description()});
  return words;
}

}  // namespace

std::vector<CompletionWord> completion_words(const CLI::App& program, const std::vector<std::string>& words) {
  const std::string& begun = words.back();
  const TypedCommand typed = typed_command(program, {words.begin(), words.end() - 1});
  std::vector<CompletionWord> found = typed.awaits != nullptr  ? values(*typed.awaits, typed, begun)
                                      : begun.starts_with('-') ? options(typed, begun)
                                                               : commands_and_arguments(typed, begun);
  std::erase_if(found, [&](const CompletionWord& word) { return !word.text.starts_with(begun); });
  return found;
}

}  // namespace attune
