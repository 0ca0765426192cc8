#include "commands/writing.h"
#include "commands/whole_number.h"

#include <map>

#include "base/error.h"
#include "base/terminal.h"

namespace attune {
namespace {

const std::map<std::string, Format> kOutputFormats{
    {"csv", Format::csv},   {"tsv", Format::tsv},     {"ndjson", Format::ndjson},
    {"json", Format::json}, {"table", Format::table}, {"xlsx", Format::xlsx},
    {"sav", Format::sav},   {"zsav", Format::zsav},   {"dta", Format::dta}};

}  // namespace

void add_writing_options(CLI::App& command, WritingOptions& options) {
  command
      .add_option("--format", options.format,
                  "form of the results: table, csv, tsv, ndjson, json, xlsx (Excel), sav or zsav (SPSS), dta (Stata); "
                  "else by -o's extension")
      ->check(CLI::IsMember({"table", "csv", "tsv", "ndjson", "json", "xlsx", "sav", "zsav", "dta"}))
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
  if (!options.format.empty()) {
    const Format format = kOutputFormats.at(options.format);
    refuse_terminal(format, options.output);
    return format;
  }
  if (options.output != "-") return by_name;
  return is_terminal(1) ? Format::table : Format::csv;
}

void refuse_terminal(Format format, const std::string& output) {
  const bool text = has_row_a_line(format) || format == Format::json || format == Format::table;
  if (text || output != "-" || !is_terminal(1)) return;
  throw Error(ExitCode::usage, {}, "results in that form are not for a terminal", "Name a file: -o results.xlsx.");
}

}  // namespace attune
