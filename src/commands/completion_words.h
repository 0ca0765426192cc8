#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace attune {

struct CompletionWord {
  std::string text;
  std::string meaning;
};

/// What can stand for the last of `words`, of which there is at least one, and which come after the program's name:
/// commands, options, choices of an option, ids of questionnaires, pages of the guide, profiles with a plan, columns of
/// the file that is named among the words. Nothing where only names of files can, or nothing is known. Throws Error for
/// a file that is not sound.
std::vector<CompletionWord> completion_words(const CLI::App& program, const std::vector<std::string>& words);

}  // namespace attune
