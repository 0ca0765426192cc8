#pragma once

#include <string>
#include <vector>

#include "exchange/import.h"

namespace attune {

/// A language in which a file has texts.
struct FileLanguage {
  std::string name;  ///< as the file has it
  std::string tag;   ///< as BCP 47 has it; empty where the file does not name its language
};

/// Which of them the definition's own texts are to be in, and the others.
struct FileLanguages {
  FileLanguage own;
  std::vector<FileLanguage> others;
};

/// `names` of languages, of which `fallback` is the file's own: the one that `request` asks for, else English, else
/// that. Names that are no language tags are left out, and noted. Throws Error (usage) where the file has not the one
/// that is asked for.
FileLanguages choose_language(const std::vector<std::string>& names, const std::string& fallback,
                              const ImportRequest& request, Imported& imported);

}  // namespace attune
