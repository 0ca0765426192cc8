#include "commands/writing.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>

#include "base/error.h"
#include "base/folders.h"
#include "base/output_folder.h"
#include "base/read_files.h"
#include "base/terminal.h"
#include "base/text.h"
#include "commands/whole_number.h"
#include "questionnaire/catalogue.h"

namespace attune {
namespace {

const std::map<std::string, Format> kOutputFormats{
    {"csv", Format::csv},   {"tsv", Format::tsv},     {"ndjson", Format::ndjson},
    {"json", Format::json}, {"table", Format::table}, {"xlsx", Format::xlsx},
    {"sav", Format::sav},   {"zsav", Format::zsav},   {"dta", Format::dta}};

const std::set<std::string> kExtensions{".csv", ".tsv", ".json", ".ndjson", ".html", ".md",   ".txt", ".svg",
                                        ".pdf", ".png", ".jpg",  ".jpeg",   ".doc",  ".docx", ".odt", ".xlsx"};

// Whether nothing but attune's own files should have a name there.
bool is_among_kept(const std::string& output) {
  const std::string place = place_of(output).string();
  for (const auto& folder : {data_folder, state_folder}) {
    try {
      const std::string kept = place_of(folder().string()).string();
      if (place == kept || place.starts_with(kept + "/")) return true;
    } catch (const Error&) {
      continue;  // who has no such folder keeps nothing
    }
  }
  return false;
}

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

std::string definition_file(const std::string& id) {
  return is_id(id) ? Catalogue::of_environment().require(id).string() : id;
}

void refuse_overwriting(const std::vector<std::string>& read, const std::string& output) {
  if (output.empty() || output == "-") return;
  if (is_among_kept(output))
    throw Error(ExitCode::usage, {.file = output}, "that folder is for what attune itself keeps",
                "Name a file in another folder.");
  for (const std::string& input : read) remember_read_file(input);
  refuse_replacing(output, output);
}

bool would_be_one_file(const std::string& output, const std::string& other) {
  if (output == "-" || other == "-") return false;
  std::error_code ignored;  // what cannot be looked at is told when it is opened
  const auto status = std::filesystem::status(output, ignored);
  const bool is_stream = std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
  return !is_stream && place_of(output) == place_of(other);
}

void refuse_other_form(const std::string& output, const std::string& extension) {
  const std::string promised = fold(std::filesystem::path(output).extension().string());
  if (promised == extension || !kExtensions.contains(promised)) return;
  throw Error(ExitCode::usage, {}, fmt::format("-o {}: this is written in another form", output),
              fmt::format("Name a file that ends in {}.", extension));
}

void refuse_terminal(Format format, const std::string& output) {
  const bool text = has_row_a_line(format) || format == Format::json || format == Format::table;
  if (text || output != "-" || !is_terminal(1)) return;
  throw Error(ExitCode::usage, {}, "results in that form are not for a terminal", "Name a file: -o results.xlsx.");
}

}  // namespace attune
