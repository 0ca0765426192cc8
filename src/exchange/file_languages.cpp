#include "exchange/file_languages.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/text.h"
#include "questionnaire/language.h"

namespace attune {

FileLanguages choose_language(const std::vector<std::string>& names, const std::string& fallback,
                              const ImportRequest& request, Imported& imported) {
  FileLanguages chosen{.own = {.name = fallback, .tag = canonical_language_tag(fallback)}, .others = {}};
  if (!is_language_tag(chosen.own.tag)) chosen.own.tag.clear();
  std::vector<FileLanguage> known;
  for (const std::string& name : names) {
    const std::string tag = canonical_language_tag(name);
    const bool again = std::any_of(known.begin(), known.end(), [&](const FileLanguage& one) { return one.tag == tag; });
    if (is_language_tag(tag) && !again) {
      known.push_back({.name = name, .tag = tag});
    } else if (!again && name != fallback) {
      imported.notes.push_back(fmt::format(
          "\"{}\" is no tag of a language such as de or pt-BR, so its texts are left out.", shorten(name, 40)));
    }
  }
  const std::string wanted = request.language.empty() ? "en" : canonical_language_tag(request.language);
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const FileLanguage& one) { return one.tag == wanted; });
  if (found != known.end()) {
    chosen.own = *found;
  } else if (!request.language.empty()) {
    std::vector<std::string> tags;
    for (const FileLanguage& one : known) tags.push_back(one.tag);
    throw Error(ExitCode::usage, {.file = request.file},
                fmt::format("--language {}: the file has no texts in it", shorten(request.language, 40)),
                tags.empty() ? "It names no language." : fmt::format("It has {}.", join_words(tags, "and", 50)));
  }
  for (const FileLanguage& one : known) {
    if (one.tag != chosen.own.tag) chosen.others.push_back(one);
  }
  return chosen;
}

}  // namespace attune
