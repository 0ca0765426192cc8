#include <doctest/doctest.h>

#include <string>

#include "support.h"
#include "table/table_formats.h"
#include "table_text.h"

namespace attune {
namespace {

using testing::TemporaryFolder;

std::string read(const std::string& content, Format format = Format::csv, std::optional<char> delimiter = {}) {
  const TemporaryFolder folder;
  UnpackedInput in(InputStream(folder.file("a", content).string()));
  return testing::table_text(*open_lines(std::move(in), format, delimiter));
}

}  // namespace

TEST_CASE("lines are rows, the first of which names the columns") {
  CHECK(read("a,b\n1,\"x,\ny\"\n\n") == "1|a|b\n2|1|x,\ny\n4 blank\n");
  CHECK(read("a;b\n1;2") == "1|a|b\n2|1|2\n");
  CHECK(read("a,b\n", Format::tsv) == "1|a,b\n");
  CHECK(read("a|b\n", Format::csv, '|') == "1|a|b\n");
  CHECK(read("").empty());
}

TEST_CASE("objects name their columns themselves") {
  CHECK(read("{\"a\":1,\"b\":\"x\"}\n{\"b\":null}\n", Format::ndjson) == "|a|b\n1|<1>|x\n2|<>|<>\n");
}

TEST_CASE("a file of many blocks is read to its end") {
  std::string text = "a\n";
  for (int row = 0; row < 200000; ++row) text += "12\n";
  const TemporaryFolder folder;
  const auto reader = open_lines(UnpackedInput(InputStream(folder.file("a", text).string())), Format::csv, {});
  CHECK(testing::rows_until(*reader, 1000000) == 200001);
}

}  // namespace attune
