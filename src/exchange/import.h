#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "questionnaire/translation.h"

namespace attune {

/// What is asked of an importer.
struct ImportRequest {
  std::string file = {};      ///< how messages name it
  std::string id = {};        ///< of the definition; empty: from the file's own code or title (definition_id())
  std::string language = {};  ///< of the definition's own texts; empty: English where the file has it, else its first
};

/// What an importer makes of a file. Its texts are plain: without markup, entities or control characters.
struct Imported {
  Questionnaire questionnaire;            ///< without `files` and `sha256`
  std::vector<Translation> translations;  ///< the other languages of the file
  std::vector<std::string> left_out;      ///< what the file has and a definition does not need, by name, as sentences
  std::vector<std::string> notes;         ///< what else the person has to know or to add, as sentences
};

/// A format that definitions come in.
struct ImportFormat {
  std::string_view name;   ///< as --from names it
  std::string_view title;  ///< as people call it, with its extension
  /// Whether a file with this content, or its beginning, and this extension (with a dot, in lower case) is of it.
  bool (*recognises)(std::string_view content, const std::string& extension);
  /// Throws Error (data): for what is not of the format, with its place; for what attune lacks, by its name.
  Imported (*import)(const std::string& content, const ImportRequest& request);
};

/// All formats, in the order in which they are tried.
std::span<const ImportFormat> import_formats();

/// Reads `content` as a questionnaire of `format`. Throws Error (data) as its importer does, and for codes of answers
/// that no definition may hold: texts lose control characters, but codes have to be the ones that stand in files of
/// answers.
Imported import_text(const ImportFormat& format, const std::string& content, const ImportRequest& request);

/// Reads the definition in file `path`, which is of the format `from` or, where that is empty, of the one that
/// recognises it. Throws Error: no_input; usage where no format has the name `from`; data as import_text() does,
/// and where none recognises the file.
Imported import_definition(const std::filesystem::path& path, const std::string& from, const ImportRequest& request);

/// The largest file that import_definition() reads, in bytes.
inline constexpr std::size_t kImportLimit = std::size_t{16} << 20;

/// The id that comes nearest to `name` (nearest_id()); "imported" where nothing of it is left.
std::string definition_id(std::string_view name);

/// `ids` made into ids of items or scales (is_part_id()) that differ in more than case; unchanged where they are such.
std::vector<std::string> part_ids(const std::vector<std::string>& ids, std::string_view prefix);

}  // namespace attune
