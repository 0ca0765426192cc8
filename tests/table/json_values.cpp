#include "table/json_values.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

// Each value with the line on which it begins.
std::string cut(const std::string& content) {
  const TemporaryFolder folder;
  const FileBytes bytes{InputStream(folder.file("a", content).string())};
  JsonValues values(bytes);
  std::string text;
  for (std::string value; values.next(value);) text += std::to_string(values.line()) + value + ";";
  return text;
}

}  // namespace

TEST_CASE("values are cut apart, on lines of their own or not") {
  CHECK(cut("{\"a\":1}\n{\"b\":2}\n") == "1{\"a\":1};2{\"b\":2};");
  CHECK(cut("{}{}[1]") == "1{};1{};1[1];");
  CHECK(cut("\xEF\xBB\xBF \n\r\n{\n\"a\": [1,\n{}]\n} \n{}") == "3{\n\"a\": [1,\n{}]\n};7{};");
  CHECK(cut("").empty());
  CHECK(cut(" \n ").empty());
}

TEST_CASE("brackets and quotes inside texts do not count") {
  CHECK(cut("{\"}\\\"{\": \"]\\\\\"}{}") == "1{\"}\\\"{\": \"]\\\\\"};1{};");
}

TEST_CASE("what is no value, does not end, or is nested too deep is refused with its line") {
  const auto refused = [](const std::string& content) { return std::string(error_of([&] { cut(content); }).what()); };
  CHECK(holds(refused("{}\nq1,q2\n"), "a:2: expected a JSON object"));
  CHECK(holds(refused("{}\n{\"a\": 1"), "a:2: the JSON object that begins here does not end"));
  CHECK(holds(refused("{\"a"), "a:1: the JSON object that begins here does not end"));
  CHECK(holds(refused(std::string(1000000, '[')), "a:1: JSON nested more than 64 deep"));
}

}  // namespace attune
