#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "exchange/import_remarks.h"
#include "exchange/json_part.h"

namespace attune {

/// What a file of that format calls the language of texts that are of none.
inline constexpr const char* kNoLanguage = "default";

/// The texts of an Open Scale Definition file, by key and language (C4 and S2 of its specification).
class OsdTexts {
 public:
  /// `translations` and `parameters` as the file has them. `wanted` is the language of the definition's own texts;
  /// where it is empty, English, else what is marked as of no language, else the first. Throws Error: usage where the
  /// file has no such language.
  OsdTexts(const std::optional<JsonPart>& translations, const std::optional<JsonPart>& parameters,
           const std::string& wanted, ImportRemarks& remarks);

  /// A tag of BCP 47; empty where the file has no texts or marks them as of no language.
  const std::string& language() const { return own_.tag; }
  /// The tags of the other languages that the file has texts in.
  std::vector<std::string> others() const;
  /// The language under which the file has the texts with this tag, or the definition's own.
  std::string file_language(const std::string& tag) const;

  /// The text under `key` in the definition's own language, else in English; noted where there is none.
  std::string own(const std::string& key) const;
  /// The keys of the definition's own language that nobody has asked for.
  std::vector<std::string> unused() const;

  /// The text under `key` in the language with this tag; empty where there is none.
  std::string in(const std::string& tag, const std::string& key) const;

 private:
  using Texts = std::map<std::string, std::string>;
  struct Language {
    std::string name;  // as in the file
    std::string tag;
    Texts texts;
  };

  const Language* find(const std::string& name) const;
  std::string shown(const std::string& text) const;

  std::vector<Language> languages_;
  Language own_;
  mutable std::set<std::string> asked_;            // keys
  std::map<std::string, std::string> parameters_;  // what stands for {name}, by name
  ImportRemarks& remarks_;
};

}  // namespace attune
