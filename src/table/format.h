#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace attune {

/// The forms in which rows of answers come in and results go out.
enum class Format {
  csv,     ///< RFC 4180; on reading, comma, semicolon or tab
  tsv,     ///< as CSV, with tabs
  ndjson,  ///< a JSON object a line
  json,    ///< one array of objects; results only
  table,   ///< aligned for people; results only
};

/// The format that a file's name says by its extension, or nothing.
std::optional<Format> format_of_name(std::string_view file_name);

/// The format for a file of results of that name: what its extension says, else CSV. Throws Error (usage) for the
/// extension of another program's format, which CSV under that name would be taken for.
Format format_for_results(std::string_view file_name);

}  // namespace attune
