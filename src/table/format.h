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
  sav,     ///< SPSS; on reading, .zsav too
  zsav,    ///< SPSS, compressed; results only
  dta,     ///< Stata
  xlsx,    ///< Excel
  fhir,    ///< QuestionnaireResponse resources of FHIR R4 in JSON: NDJSON, a bundle, or one alone; answers only
};

/// Whether files of this form are text with a row a line.
bool has_row_a_line(Format format);

/// Whether rows can be written in this form only after one another, by one writer, as it says things about all of them.
bool is_written_in_order(Format format);

/// The format that a file's name says by its extension, or nothing.
std::optional<Format> format_of_name(std::string_view file_name);

/// The format for a file of results of that name: what its extension says, else CSV. Throws Error (usage) for the
/// extension of another program's format, which CSV under that name would be taken for.
Format format_for_results(std::string_view file_name);

/// As above, for results that are written in no other form than CSV and JSON.
Format csv_or_json_for_results(std::string_view file_name);

/// As above, for answers, which are written as CSV or as objects of JSON, one a line.
Format text_format_for_results(std::string_view file_name);

}  // namespace attune
