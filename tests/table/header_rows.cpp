#include "table/header_rows.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// What is found in these rows, as text: the names and their line, and how many rows are skipped.
std::string header_of(const Rows& rows, std::size_t skip_rows = 0) {
  Questionnaire questionnaire;
  for (const char* id : {"q1", "q2"}) questionnaire.items.push_back({.id = id, .text = {}, .note = {}});
  std::vector<Record> records;
  for (const auto& row : rows) {
    Record& record = records.emplace_back();
    for (const std::string& text : row) record.cells.push_back({.text = text});
    record.line = records.size();
    record.blank = row.empty();
  }
  const HeaderRows header = find_header(records, "a.csv", questionnaire, {}, skip_rows);
  std::string text = std::to_string(header.line) + ":";
  for (const std::string& name : header.names) text += name + " ";
  return text + "skipped " + std::to_string(header.skipped) + ", of Qualtrics " + std::to_string(header.qualtrics);
}

}  // namespace

TEST_CASE("the first row names the columns") {
  CHECK(header_of({{"q1", "q2"}, {"1", "2"}, {"3", "4"}}) == "1:q1 q2 skipped 1, of Qualtrics 0");
  CHECK(header_of({{"x", "y"}, {"1", "2"}}) == "1:x y skipped 1, of Qualtrics 0");
}

TEST_CASE("names below other rows are told with how many rows to skip, since what is above may be anything") {
  for (const Rows& rows : {Rows{{"Our clinic"}, {"q1", "q2"}}, Rows{{}, {"q1", "q2"}}}) {
    const Error error = testing::error_of([&] { header_of(rows); });
    CHECK(error.place().line == 2);
    CHECK(testing::holds(error.remedy(), "--skip-rows 1."));
  }
}

TEST_CASE("rows that the person skips stand before the names, or just below them") {
  CHECK(header_of({{"Export"}, {"q1", "q2"}, {"1", "2"}}, 1) == "2:q1 q2 skipped 2, of Qualtrics 0");
  CHECK(header_of({{"q1", "q2"}, {"I worry.", "I trust."}, {"1", "2"}}, 1) == "1:q1 q2 skipped 2, of Qualtrics 0");
}

TEST_CASE("the rows that Qualtrics writes below the names are known by their import ids") {
  const std::string id = "{\"ImportId\":\"QID1\"}";
  CHECK(header_of({{"q1", "q2"}, {"I worry.", "I trust."}, {id, id}}) == "1:q1 q2 skipped 3, of Qualtrics 2");
  CHECK(header_of({{"q1", "q2"}, {id, id}, {"1", "2"}}) == "1:q1 q2 skipped 2, of Qualtrics 1");
}

TEST_CASE("a file without names is refused") {
  for (const Rows& rows : {Rows{}, Rows{{}}, Rows{{}, {"1", "2"}}}) {
    const Error error = testing::error_of([&] { header_of(rows); });
    CHECK(testing::holds(error.what(), "a.csv: the file does not begin with a row of column names"));
  }
}

}  // namespace attune
