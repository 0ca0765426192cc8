#include "table/format.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {

TEST_CASE("a file's extension, in any case, says its format") {
  const std::vector<std::pair<std::string, Format>> names{
      {"a.csv", Format::csv},   {"A.CSV", Format::csv},       {"/x.y/b.tsv", Format::tsv},
      {"b.tab", Format::tsv},   {"c.ndjson", Format::ndjson}, {"c.jsonl", Format::ndjson},
      {"d.json", Format::json}, {"e.tsv.csv", Format::csv},   {"with space.Csv", Format::csv},
      {"a.sav", Format::sav},   {"a.ZSAV", Format::zsav},     {"a.dta", Format::dta},
      {"a.xlsx", Format::xlsx}};
  for (const auto& [name, format] : names) {
    const auto case_of = name;
    CHECK_MESSAGE(format_of_name(name) == format, case_of);
  }
}

TEST_CASE("a file name without a known extension says no format") {
  for (const std::string name : {"-", "", "csv", "answers", "answers.txt", "answers.csv.gz", "a.csv/b", "a.ndjsonx"})
    CHECK_MESSAGE(format_of_name(name) == std::nullopt, name);
}

TEST_CASE("results go to a file as its extension says, and to any other name as CSV") {
  CHECK(format_for_results("results.NDJSON") == Format::ndjson);
  CHECK(format_for_results("results.txt") == Format::csv);
  CHECK(format_for_results("-") == Format::csv);
  CHECK(format_for_results("results.sav") == Format::sav);
  CHECK(text_format_for_results("results.json") == Format::json);
}

TEST_CASE("results do not go as CSV under the name of another program's format") {
  for (const std::string name : {"r.xls", "R.ODS", "a/b.parquet", "r.csv.gz", "r.zst"}) {
    const Error error = testing::error_of([&] { format_for_results(name); });
    CHECK(error.code() == ExitCode::usage);
    CHECK_MESSAGE(testing::holds(error.what(), "-o " + name), error.what());
  }
}

TEST_CASE("results that are no table are written as CSV and JSON only") {
  CHECK(csv_or_json_for_results("r.json") == Format::json);
  CHECK(csv_or_json_for_results("r.csv") == Format::csv);
  CHECK(csv_or_json_for_results("r.txt") == Format::csv);
  for (const std::string name : {"r.xlsx", "r.sav", "r.zsav", "r.dta", "r.tsv", "r.tab", "r.ndjson", "r.jsonl"}) {
    const Error error = testing::error_of([&] { csv_or_json_for_results(name); });
    CHECK(error.code() == ExitCode::usage);
    CHECK(testing::holds(error.what(), "-o " + name + ": these results are not written in that form"));
  }
}

TEST_CASE("a person's answers may be objects a line too") {
  CHECK(text_format_for_results("a.ndjson") == Format::ndjson);
  CHECK(text_format_for_results("a.json") == Format::json);
  for (const std::string name : {"a.tsv", "a.xlsx", "a.dta"})
    CHECK(testing::error_of([&] { text_format_for_results(name); }).code() == ExitCode::usage);
}

TEST_CASE("forms that tell of all rows before the first are written in order") {
  for (const Format format : {Format::csv, Format::tsv, Format::ndjson, Format::json})
    CHECK_FALSE(is_written_in_order(format));
  for (const Format format : {Format::table, Format::sav, Format::zsav, Format::dta, Format::xlsx})
    CHECK(is_written_in_order(format));
}

}  // namespace attune
