#include "exchange/delimited_text.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

std::vector<std::vector<std::string>> cells_of(const std::string& text, char delimiter = ',') {
  std::vector<std::vector<std::string>> all;
  for (const TextRow& row : read_delimited_text(text, delimiter, "f")) all.push_back(row.cells);
  return all;
}

}  // namespace

TEST_CASE("cells in quotes hold delimiters, line breaks and quotes") {
  CHECK(cells_of("a,\"b,c\",\"d\ne\",\"f\"\"g\"\r\nh,,i\n") ==
        std::vector<std::vector<std::string>>{{"a", "b,c", "d\ne", "f\"g"}, {"h", "", "i"}});
}

TEST_CASE("a byte order mark and rows without text are left out") {
  CHECK(cells_of("\xEF\xBB\xBF"
                 "a\tb\n\n\t\nc",
                 '\t') == std::vector<std::vector<std::string>>{{"a", "b"}, {"c"}});
}

TEST_CASE("a row knows its line, however many lines its cells have") {
  const auto rows = read_delimited_text("a\n\"b\nc\"\nd", ',', "f");
  REQUIRE(rows.size() == 3);
  CHECK(rows[2].line == 4);
}

TEST_CASE("a quote that does not end is refused where it begins") {
  const Error error = error_of([] { read_delimited_text("a\nb,\"c\nd", ',', "f.csv"); });
  CHECK(error.place().line == 2);
  CHECK(holds(error.problem(), "quote"));
}

TEST_CASE("bytes that are no UTF-8 are refused with their line") {
  CHECK(error_of([] { read_delimited_text("a\nb\xFF", ',', "f"); }).place().line == 2);
}

TEST_CASE("too many cells are refused") {
  CHECK(
      holds(error_of([] { read_delimited_text(std::string(kMostTextCells + 1, ','), ',', "f"); }).problem(), "cells"));
}

TEST_CASE("a cell is written so that it is read as it was") {
  for (const std::string text : {"a", "a,b", "say \"hi\"", "two\nlines", ""}) {
    CAPTURE(text);
    CHECK(cells_of("x," + delimited_cell(text, ',') + ",y")[0][1] == text);
  }
}

}  // namespace attune
