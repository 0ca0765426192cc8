#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "questionnaire/catalogue.h"
#include "questionnaire/questionnaire.h"
#include "questionnaire/reader.h"

namespace attune {

/// The texts of a definition in another language. Where one is empty or absent, the definition's own stands.
struct Translation {
  /// What is said about one item.
  struct ItemTexts {
    std::string text = {};
    std::string stem = {};
    std::map<int, std::string> labels = {};  ///< where the item has answers of its own

    bool operator==(const ItemTexts&) const = default;
  };
  /// What is said about one scale.
  struct ScaleTexts {
    std::string title = {};
    std::map<std::string, std::string> bands = {};  ///< by the definition's own label

    bool operator==(const ScaleTexts&) const = default;
  };

  std::string language;  ///< a tag of BCP 47 (RFC 5646), such as "de" or "pt-BR"
  std::string title = {};
  std::string about = {};
  std::string caution = {};
  std::string instructions = {};
  std::string stem = {};
  std::map<int, std::string> labels = {};         ///< of Questionnaire::response, by answer
  std::map<std::string, ItemTexts> items = {};    ///< by id
  std::map<std::string, ScaleTexts> scales = {};  ///< by id

  bool operator==(const Translation&) const = default;
};

/// The texts in file `path`, wording/ID.LANGUAGE.yaml, which are of `questionnaire`. What is wrong with them is noted:
/// items, scales, bands and answers that the definition does not have, and a language that the file's name does not
/// have. Throws Error where nothing can be read: no_input, data.
Translation read_translation(const std::filesystem::path& path, const Questionnaire& questionnaire, Mistakes& mistakes);

/// Puts the texts in place of the definition's own; its own labels go on to be understood in files of answers.
void apply_translation(const Translation& translation, Questionnaire& questionnaire);

/// Gives `questionnaire` its texts in `language`, or where there are none in a part of its tag ("pt" for "pt-BR"), as
/// RFC 4647 looks up. They are looked for in wording/ID.LANGUAGE.yaml beside its definition, then in the folders of
/// `catalogue`. Returns, in words, which texts stay as they were; nothing where the definition's own are in it.
/// Throws Error: usage for what is no language tag and where there are no such texts; data for the first mistake.
std::vector<std::string> translate(Questionnaire& questionnaire, const std::string& language,
                                   const Catalogue& catalogue);

/// All texts in other languages that translate() finds for `questionnaire`, by language. Throws Error (data) for the
/// first mistake in them.
std::vector<Translation> translations_of(const Questionnaire& questionnaire, const Catalogue& catalogue);

/// The files with texts of the definition `id` in file `path` that stand beside it, by language.
std::map<std::string, std::filesystem::path> translations_beside(const std::filesystem::path& path,
                                                                 const std::string& id);

}  // namespace attune
