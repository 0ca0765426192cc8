#include "commands/writing.h"
#include "commands/whole_number.h"

#include <fmt/format.h>

#include <map>

#include "base/error.h"
#include "base/terminal.h"
#include "base/text.h"

namespace attune {
namespace {

const std::map<std::string, Format> kOutputFormats{{"csv", Format::csv},
                                                   {"tsv", Format::tsv},
                                                   {"ndjson", Format::ndjson},
                                                   {"json", Format::json},
                                                   {"table", Format::table}};

// Other programs' formats: CSV under such a name would be refused by them, or misread.
void refuse_other_formats(const std::string& output) {
  for (const char* extension : {".xlsx", ".xls", ".ods", ".sav", ".dta", ".rds", ".parquet"}) {
    if (fold(output).ends_with(extension)) {
      throw Error(ExitCode::usage, {}, fmt::format("-o {}: attune does not write {} files", output, extension),
                  "It writes CSV, which they all read: -o results.csv.");
    }
  }
}

}  // namespace

void add_writing_options(CLI::App& command, WritingOptions& options) {
  command
      .add_option("--format", options.format,
                  "form of the results: table, csv, tsv, ndjson, json (else by -o's extension)")
      ->check(CLI::IsMember({"table", "csv", "tsv", "ndjson", "json"}))
      ->type_name("FORM");
  command.add_option("--digits", options.numbers.digits, "decimals of the scores (else as many as they have)")
      ->transform(whole_number(0, 15))
      ->type_name("N");
  command.add_option("-o,--output", options.output, "file for the results, written whole or not at all")
      ->type_name("FILE");
}

Format output_format(const WritingOptions& options) {
  refuse_other_formats(options.output);
  if (!options.format.empty()) return kOutputFormats.at(options.format);
  if (options.output != "-") return format_of_name(options.output).value_or(Format::csv);
  return is_terminal(1) ? Format::table : Format::csv;
}

}  // namespace attune
