#include "commands/writing.h"
#include "commands/whole_number.h"

#include <map>

#include "base/terminal.h"

namespace attune {
namespace {

const std::map<std::string, Format> kOutputFormats{{"csv", Format::csv},
                                                   {"tsv", Format::tsv},
                                                   {"ndjson", Format::ndjson},
                                                   {"json", Format::json},
                                                   {"table", Format::table}};

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
  command.add_flag("--safe-csv", options.safe_csv, "in CSV and TSV, keep texts from running as spreadsheet formulas");
  command.add_option("-o,--output", options.output, "file for the results, written whole or not at all")
      ->type_name("FILE");
}

Format output_format(const WritingOptions& options) {
  const Format by_name = format_for_results(options.output);
  if (!options.format.empty()) return kOutputFormats.at(options.format);
  if (options.output != "-") return by_name;
  return is_terminal(1) ? Format::table : Format::csv;
}

}  // namespace attune
