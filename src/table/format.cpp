#include "table/format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

[[noreturn]] void refuse_results(std::string_view file_name, std::string_view extension, std::string_view remedy) {
  throw Error(ExitCode::usage, {}, fmt::format("-o {}: these are not written as {} files", file_name, extension),
              std::string(remedy));
}

}  // namespace

bool has_row_a_line(Format format) {
  return format == Format::csv || format == Format::tsv || format == Format::ndjson;
}

bool is_written_in_order(Format format) {
  constexpr std::array kInOrder{Format::table, Format::sav, Format::zsav, Format::dta, Format::xlsx};
  return std::find(kInOrder.begin(), kInOrder.end(), format) != kInOrder.end();
}

std::optional<Format> format_of_name(std::string_view file_name) {
  static constexpr std::array<std::pair<std::string_view, Format>, 10> kExtensions{{{".csv", Format::csv},
                                                                                    {".tsv", Format::tsv},
                                                                                    {".tab", Format::tsv},
                                                                                    {".ndjson", Format::ndjson},
                                                                                    {".jsonl", Format::ndjson},
                                                                                    {".json", Format::json},
                                                                                    {".sav", Format::sav},
                                                                                    {".zsav", Format::zsav},
                                                                                    {".dta", Format::dta},
                                                                                    {".xlsx", Format::xlsx}}};
  const std::string name = fold(file_name);
  for (const auto& [extension, format] : kExtensions) {
    if (name.ends_with(extension)) return format;
  }
  return std::nullopt;
}

Format format_for_results(std::string_view file_name) {
  const std::string name = fold(file_name);
  for (const char* extension : {".xls", ".xlsm"}) {
    if (name.ends_with(extension))
      refuse_results(file_name, extension, "It writes workbooks as .xlsx: -o results.xlsx.");
  }
  for (const char* extension : {".ods", ".por", ".sas7bdat", ".rds", ".parquet"}) {
    if (name.ends_with(extension))
      refuse_results(file_name, extension, "It writes CSV, which they all read: -o results.csv.");
  }
  for (const char* extension : {".pdf", ".doc", ".docx", ".html", ".htm", ".png", ".jpg", ".svg"}) {
    if (name.ends_with(extension))
      refuse_results(file_name, extension, "attune report makes pages, and attune plot pictures.");
  }
  for (const char* extension : {".gz", ".zst"}) {
    if (name.ends_with(extension))
      refuse_results(file_name, extension, "Write to a pipe that packs: attune … | gzip > results.csv.gz");
  }
  return format_of_name(file_name).value_or(Format::csv);
}

Format csv_or_json_for_results(std::string_view file_name) {
  const Format format = format_for_results(file_name);
  if (format == Format::csv || format == Format::json) return format;
  throw Error(ExitCode::usage, {}, fmt::format("-o {}: these results are not written in that form", file_name),
              "They are written as CSV or JSON: -o results.csv.");
}

Format text_format_for_results(std::string_view file_name) {
  return format_of_name(file_name) == Format::ndjson ? Format::ndjson : csv_or_json_for_results(file_name);
}

}  // namespace attune
