#include "table/ndjson.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

const std::string kFile = "a.ndjson";

std::vector<std::string> keys(const std::string& text) { return ndjson_keys(ByteBlock{.bytes = text}, kFile); }

// Each record as its line and its cells: <text> for a string, (text) for another JSON value.
std::string parse(const std::string& text, const std::vector<std::string>& names, std::size_t first_line = 1) {
  const ByteBlock block{.bytes = text, .first_line = first_line};
  TextStore store;
  NdjsonParser parser(block, names, kFile, store);
  std::string found;
  for (Record record; parser.next(record);) {
    found += std::to_string(record.line) + (record.blank ? " blank" : "");
    for (const Cell& cell : record.cells)
      found.append(cell.json ? "(" : "<").append(cell.text).append(cell.json ? ")" : ">");
    found += '|';
  }
  return found;
}

}  // namespace

TEST_CASE("the keys of NDJSON are listed in the order in which they first appear") {
  CHECK(keys("{\"b\":1,\"a\":2}\n\n{\"a\":1,\"c\":{\"d\":1}}\n") == std::vector<std::string>{"b", "a", "c"});
  CHECK(keys("").empty());
  CHECK(keys("{}\n").empty());
}

TEST_CASE("the values of an object stand in the columns of their keys, whatever their order") {
  CHECK(parse("{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\",\"a\":2}\r\n", {"a", "b"}) == "1(1)<x>|2(2)<y>|");
}

TEST_CASE("an absent key, a null and an empty string are empty cells, but only the string is text") {
  CHECK(parse("{\"a\":null}\n{}\n{\"a\":\"\"}", {"a"}) == "1()|2()|3<>|");
}

TEST_CASE("numbers are kept in the digits of the file") {
  for (const std::string digits : {"4", "4.0", "-9", "12345678901234567890123456789", "9007199254740993",
                                   "18446744073709551615", "-9223372036854775808", "0.1000", "1e2", "1E+02", "1.50"})
    CHECK_MESSAGE(parse("{\"a\":" + digits + "}", {"a"}) == "1(" + digits + ")|", digits);
}

TEST_CASE("nested values are carried as JSON") {
  const std::vector<std::string> values{"[]",
                                        "{}",
                                        "[1,2,3]",
                                        "[[],{},[[1]],{\"a\":[]}]",
                                        "{\"a\":{\"b\":[1,null,true,false,\"x,y\"]},\"c\":\"d\"}",
                                        "[\"say \\\"hi\\\"\",\"\\n\",\"[\",\"{\"]",
                                        "[12345678901234567890123,1.50]",
                                        "[\"\",\"\",0]",
                                        "{\"\":\"\",\"é\":\"日本\"}"};
  for (const std::string& value : values)
    CHECK_MESSAGE(parse("{\"a\":" + value + ",\"b\":1}", {"a", "b"}) == "1(" + value + ")(1)|", value);
}

TEST_CASE("escapes in strings and keys are read") {
  CHECK(parse("{\"\\u0061\":\"\\\"\\\\\\/\\n\\u00e9\\ud83d\\ude42\"}", {"a"}) == "1<\"\\/\né🙂>|");
}

TEST_CASE("booleans are JSON values, not text") {
  CHECK(parse("{\"a\":true,\"b\":false}", {"a", "b"}) == "1(true)(false)|");
}

TEST_CASE("a blank line of NDJSON is a blank record and counts as a line") {
  CHECK(parse("{\"a\":1}\n\n \t\r\n{\"a\":2}\n", {"a"}, 5) == "5(1)|6 blank()|7 blank()|8(2)|");
}

TEST_CASE("a key that stands twice in an object is refused with its line") {
  const Error error = error_of([] { parse("{\"a\":1}\n{\"a\":1,\"a\":1}\n", {"a"}); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().file == kFile);
  CHECK(error.place().line == 2);
  CHECK(holds(error.problem(), "\"a\""));
  CHECK(holds(error.problem(), "twice"));
}

TEST_CASE("the same key inside nested objects is no key twice") {
  CHECK(parse("{\"a\":{\"a\":1},\"b\":{\"a\":2}}", {"a", "b"}) == "1({\"a\":1})({\"a\":2})|");
}

TEST_CASE("a key that comes up late is refused with its line and a remedy") {
  const Error error = error_of([] { parse("{\"a\":1}\n{\"a\":1,\"b\":1}\n", {"a"}); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().line == 2);
  CHECK(holds(error.problem(), "\"b\""));
  CHECK_FALSE(error.remedy().empty());
}

TEST_CASE("what is not one JSON object a line is refused with its line and an example") {
  for (const std::string bad : {"[1]",
                                "[]",
                                "4",
                                "\"a\"",
                                "null",
                                "true",
                                "{",
                                "{\"a\":1",
                                "{\"a\":1}}",
                                "{\"a\":1} {\"a\":1}",
                                "{\"a\":1},",
                                "{a:1}",
                                "{'a':1}",
                                "{\"a\":}",
                                "{\"a\":01}",
                                "{\"a\":NaN}",
                                "{\"a\":+1}",
                                "{\"a\":1,}",
                                "{\"a\":\"\xFF\"}",
                                "{\"a\":\"\\ud800\"}",
                                "{\"a\":1e999}",
                                "q1,q2"}) {
    CAPTURE(bad);
    const Error error = error_of([&] { parse("{\"a\":1}\n" + bad + "\n", {"a"}); });
    CHECK(error.code() == ExitCode::data);
    CHECK(error.place().line == 2);
    CHECK(holds(error.remedy(), "{\"q1\": 4"));
    const Error of_keys = error_of([&] { keys("{\"a\":1}\n" + bad + "\n"); });
    CHECK(of_keys.code() == ExitCode::data);
    CHECK(of_keys.place().line == 2);
  }
}

TEST_CASE("nesting a hundred thousand deep does no harm") {
  const std::string deep = std::string(100000, '[') + std::string(100000, ']');
  CHECK(parse("{\"a\":" + deep + "}", {"a"}) == "1(" + deep + ")|");
  CHECK(error_of([&] { parse(std::string(100000, '['), {"a"}); }).code() == ExitCode::data);
}

TEST_CASE("a JSON string escapes quotes and control characters, and replaces what is not UTF-8") {
  const std::vector<std::pair<std::string, std::string>> cases{{"", "\"\""},
                                                               {"a\"b\\", "\"a\\\"b\\\\\""},
                                                               {"\n\t\x1B", "\"\\n\\t\\u001b\""},
                                                               {"é🙂", "\"é🙂\""},
                                                               {"a\xFFz", "\"a\xEF\xBF\xBDz\""}};
  for (const auto& [text, json] : cases) {
    std::string written;
    append_json_string(written, text);
    CHECK(written == json);
  }
}

// Whatever shape the object before had, each line gives what it gives alone.
TEST_CASE("an object is read alike after any other") {
  const std::vector<std::string> names{"id", "q1", "note"};
  const std::vector<std::string> lines{
      "{\"id\":1,\"q1\":4,\"note\":\"a\"}",       "{\"id\":2,\"q1\":5,\"note\":\"b, c: {\"}",
      "{\"id\":-3,\"q1\":null,\"note\":\"\"}",    "{\"id\": 1, \"q1\": 4, \"note\": \"a\"}",
      "{\"q1\":4,\"id\":1,\"note\":\"a\"}",       "{\"id\":1,\"q1\":4}",
      "{\"id\":1.50,\"q1\":4,\"note\":\"a\"}",    "{\"id\":12345678901234567890,\"q1\":4,\"note\":\"a\"}",
      "{\"id\":1,\"q1\":4,\"note\":\"\\u00e9\"}", "{\"id\":1,\"q1\":4,\"note\":\"\xC3\xA9\"}",
      "{\"id\":1,\"q1\":4,\"note\":\"\\\"\"}",    "{\"id\":1,\"q1\":[4],\"note\":\"a\"}",
      "{\"id\":-0,\"q1\":4,\"note\":\"a\"}",      "{\"id\":1,\"q1\":true,\"note\":\"a\"}",
      "{\"id\":1,\"q1\":4,\"note\":\"a\"}\r",     "{}"};
  for (const std::string& before : lines) {
    for (const std::string& line : lines) {
      const std::string alone = parse(line + "\n", names, 2);
      CAPTURE(before);
      CAPTURE(line);
      CHECK(parse(before + "\n" + line + "\n", names) == parse(before + "\n", names) + alone);
    }
  }
}

TEST_CASE("a key is what its escapes mean, in each of many objects alike") {
  const std::vector<std::string> names{"a", "\\u0061", "q\"1"};
  const std::string line = R"({"\u0061":1,"\\u0061":2,"q\"1":3})"
                           "\n";
  CHECK(parse(line + line + line, names) == "1(1)(2)(3)|2(1)(2)(3)|3(1)(2)(3)|");
}

TEST_CASE("an object that is none is refused after one of nearly the same shape") {
  const std::vector<std::string> names{"id", "q1"};
  for (const std::string broken : {"{\"id\":1,\"q1\":04}", "{\"id\":1,\"q1\":4", "{\"id\":1,\"q1\":4}}",
                                   "{\"id\":1,\"q1\":}", "{\"id\":1,\"q1\":\"4}", "{\"id\":1,\"q1\":\"\xFF\"}",
                                   "{\"id\":1,\"q1\":\"\t\"}", "{\"id\":1,\"q1\":4 5}", "{\"id\":1,\"q1\":nul}"}) {
    CAPTURE(broken);
    CHECK(error_of([&] { parse("{\"id\":1,\"q1\":4}\n" + broken + "\n", names); }).place().line == 2);
  }
}

}  // namespace attune
