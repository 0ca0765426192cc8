#include "table/format.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace attune {

TEST_CASE("a file's extension, in any case, says its format") {
  const std::vector<std::pair<std::string, Format>> names{
      {"a.csv", Format::csv},   {"A.CSV", Format::csv},       {"/x.y/b.tsv", Format::tsv},
      {"b.tab", Format::tsv},   {"c.ndjson", Format::ndjson}, {"c.jsonl", Format::ndjson},
      {"d.json", Format::json}, {"e.tsv.csv", Format::csv},   {"with space.Csv", Format::csv}};
  for (const auto& [name, format] : names) {
    const auto case_of = name;
    CHECK_MESSAGE(format_of_name(name) == format, case_of);
  }
}

TEST_CASE("a file name without a known extension says no format") {
  for (const std::string name : {"-", "", "csv", "answers", "answers.txt", "answers.csv.gz", "a.csv/b", "a.ndjsonx"})
    CHECK_MESSAGE(format_of_name(name) == std::nullopt, name);
}

}  // namespace attune
