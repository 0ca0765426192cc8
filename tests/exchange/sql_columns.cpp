#include "exchange/sql_columns.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::shipped;
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("dots separate the parts of a table's name, but in double quotes") {
  CHECK(table_name_of("people") == Names{"people"});
  CHECK(table_name_of("lake.survey.people") == Names{"lake", "survey", "people"});
  CHECK(table_name_of("parquet.\"/data/my.parquet\"") == Names{"parquet", "/data/my.parquet"});
  CHECK(table_name_of("\"a\"\"b\".c d") == Names{"a\"b", "c d"});
}

TEST_CASE("a table's name without a part, or with quotes that enclose none, is refused") {
  for (const char* text : {"", ".", "a.", ".a", "a..b", "\"\"", "\"a", "a\"b", "\"a\"b"}) {
    CAPTURE(text);
    CHECK(error_of([&] { table_name_of(text); }).code() == ExitCode::usage);
  }
}

TEST_CASE("a column is the item's id, or the pattern with its number, or the one it is mapped to") {
  const Questionnaire rq = shipped("rq");
  CHECK(item_columns(rq, "", {}) == Names{"secure", "fearful", "preoccupied", "dismissing"});
  CHECK(item_columns(rq, "RQ_{n}x", {{"FEARFUL", "afraid"}}) == Names{"RQ_1x", "afraid", "RQ_3x", "RQ_4x"});
}

TEST_CASE("a pattern without a number, an unknown item and a column of two items are refused") {
  const Questionnaire rq = shipped("rq");
  CHECK(holds(error_of([&] { item_columns(rq, "RQ", {}); }).problem(), "has no {n}"));
  CHECK(holds(error_of([&] { item_columns(rq, "", {{"q9", "x"}}); }).problem(), "has no item \"q9\""));
  CHECK(holds(error_of([&] { item_columns(rq, "", {{"secure", "fearful"}}); }).problem(), "named for two items"));
}

}  // namespace attune
