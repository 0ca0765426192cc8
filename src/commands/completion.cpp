#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "base/file.h"
#include "base/text.h"
#include "commands/commands.h"
#include "commands/completion_words.h"
#include "commands/typed_words.h"

namespace attune {
namespace {

// Each hands the command line up to the cursor to "attune completion SHELL --line", offers the words that come back,
// and names of files where none does.

// What readline replaces is not the whole word but what stands behind its last quote, "=" or ":". In a quote it takes
// words as they are, so that a column's name could close the quote or run a command.
constexpr const char* kBash = R"(# Completes attune in bash.
_attune() {
  local line=${COMP_LINE:0:COMP_POINT} before word
  before=${line%"$2"}
  before=${before##*[[:blank:]]}
  COMPREPLY=()
  while IFS=$'\t' read -r word _; do
    word=${word#*"${before//[\\\"\']/}"}
    if [[ $before != *[\"\'] ]]; then printf -v word %q "$word"
    elif [[ $word == *[\"\'\\\$\`!]* ]]; then continue
    fi
    COMPREPLY+=("${word//\\,/,}")
  done < <(command attune completion bash --line "$line" 2> /dev/null)
}
complete -o default -F _attune attune
)";

constexpr const char* kZsh = R"(#compdef attune
# Completes attune in zsh.
_attune() {
  local word meaning
  local -a found shown
  while IFS=$'\t' read -r word meaning; do
    found+=("$word")
    shown+=("$word${meaning:+  $meaning}")
  done < <(command attune completion zsh --line "${words[1,CURRENT]}" 2> /dev/null)
  if (( $#found )); then
    compadd -l -d shown -a found
  else
    compset -P '--*='
    _files
  fi
}
if [[ $funcstack[1] == _attune ]]; then _attune "$@"; else compdef _attune attune; fi
)";

constexpr const char* kFish = R"(# Completes attune in fish.
function __attune_words
  set -l found (command attune completion fish --line (commandline -pc | string collect) 2> /dev/null)
  if set -q found[1]
    printf '%s\n' $found
    return
  end
  set -l word (commandline -ct)
  set -l option (string match -r -- '^--[^=]+=' $word; or echo '')
  printf '%s\n' $option(__fish_complete_path (string replace -- "$option" '' $word))
end
complete -c attune -f -a '(__attune_words)'
)";

const std::map<std::string, std::string> kScripts{{"bash", kBash}, {"fish", kFish}, {"zsh", kZsh}};
constexpr int kLongestMeaning = 60;

// What comes after the program's name and assignments before it.
std::vector<std::string> words_after_name(const std::string& line) {
  std::vector<std::string> words = typed_words(line);
  const auto name = std::find_if(words.begin(), words.end() - 1,
                                 [](const std::string& word) { return word.find('=') == std::string::npos; });
  words.erase(words.begin(), std::min(name + 1, words.end() - 1));
  return words;
}

// A tab or line feed would end the word, and what moves the cursor has no place on a terminal.
std::string words_text(const std::vector<CompletionWord>& words) {
  std::string text;
  for (const CompletionWord& word : words) {
    if (word.text.empty() || one_line(word.text) != word.text) continue;
    text += fmt::format("{}\t{}\n", word.text, shorten(one_line(word.meaning), kLongestMeaning));
  }
  return text;
}

}  // namespace

void add_completion(CLI::App& app, Action& run) {
  struct Options {
    std::string shell;
    std::optional<std::string> line;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("completion", "Let a shell complete what you type: print its script.");
  command->add_option("SHELL", options->shell, "bash, zsh or fish")->required()->check(CLI::IsMember(kScripts));
  command
      ->add_option("--line", options->line,
                   "in place of the script, print what can stand at the end of this command line; the scripts ask so")
      ->type_name("TEXT");
  command->footer(
      "Examples:\n"
      "  attune completion bash > ~/.local/share/bash-completion/completions/attune\n"
      "  attune completion zsh > _attune             in a folder of $fpath\n"
      "  attune completion fish > ~/.config/fish/completions/attune.fish");
  command->callback([&app, &run, options] {
    run = [&app, options] {
      OutputFile("-").write(options->line ? words_text(completion_words(app, words_after_name(*options->line)))
                                          : kScripts.at(options->shell));
      return ExitCode::ok;
    };
  });
}

}  // namespace attune
