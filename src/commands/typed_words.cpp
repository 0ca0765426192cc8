#include "commands/typed_words.h"

namespace attune {

std::vector<std::string> typed_words(std::string_view line) {
  std::vector<std::string> words{""};
  char quote = 0;
  bool in_word = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (quote == 0 && blank) {
      if (in_word) words.emplace_back();
      in_word = false;
      continue;
    }
    in_word = true;
    if (c == quote) quote = 0;
    else if (quote == 0 && (c == '"' || c == '\'')) quote = c;
    else if (c == '\\' && quote != '\'' && at + 1 < line.size()) words.back() += line[++at];
    else words.back() += c;
  }
  return words;
}

}  // namespace attune
