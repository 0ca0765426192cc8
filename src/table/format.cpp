#include "table/format.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {

std::optional<Format> format_of_name(std::string_view file_name) {
  static constexpr std::array<std::pair<std::string_view, Format>, 6> kExtensions{{{".csv", Format::csv},
                                                                                   {".tsv", Format::tsv},
                                                                                   {".tab", Format::tsv},
                                                                                   {".ndjson", Format::ndjson},
                                                                                   {".jsonl", Format::ndjson},
                                                                                   {".json", Format::json}}};
  const std::string name = fold(file_name);
  for (const auto& [extension, format] : kExtensions) {
    if (name.ends_with(extension)) return format;
  }
  return std::nullopt;
}

Format format_for_results(std::string_view file_name) {
  const std::string name = fold(file_name);
  for (const char* extension : {".xlsx", ".xls", ".ods", ".sav", ".dta", ".rds", ".parquet"}) {
    if (name.ends_with(extension)) {
      throw Error(ExitCode::usage, {}, fmt::format("-o {}: attune does not write {} files", file_name, extension),
                  "It writes CSV, which they all read: -o results.csv.");
    }
  }
  return format_of_name(file_name).value_or(Format::csv);
}

}  // namespace attune
