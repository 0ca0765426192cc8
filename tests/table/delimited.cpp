#include "table/delimited.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using Rows = std::vector<std::vector<std::string>>;

const std::string kFile = "a.csv";

Rows parse(const std::string& text, char delimiter = ',') {
  const ByteBlock block{.bytes = text};
  TextStore store;
  DelimitedParser parser(block, delimiter, kFile, store);
  Rows rows;
  for (Record record; parser.next(record);) {
    rows.emplace_back();
    for (const Cell& cell : record.cells) rows.back().emplace_back(cell.text);
  }
  return rows;
}

std::string shown(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (const auto& cell : row) text += "<" + cell + ">";
    text += "|";
  }
  return text;
}

std::vector<std::size_t> lines(const std::string& text, std::size_t first_line = 1) {
  const ByteBlock block{.bytes = text, .first_line = first_line};
  TextStore store;
  DelimitedParser parser(block, ',', kFile, store);
  std::vector<std::size_t> found;
  for (Record record; parser.next(record);) found.push_back(record.line);
  return found;
}

// RFC 4180 letter by letter, as slow and plain as can be; "error" where a quote is never closed or text follows it.
std::string obvious_parse(const std::string& text, char delimiter) {
  Rows rows;
  std::size_t at = 0;
  const auto ends_line = [&](std::size_t i) {
    return i < text.size() && (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] == '\n')));
  };
  while (at < text.size()) {
    rows.emplace_back();
    while (true) {
      std::string cell;
      if (at < text.size() && text[at] == '"') {
        ++at;
        while (true) {
          if (at == text.size()) return "error";
          if (text[at] != '"') cell += text[at++];
          else if (at + 1 < text.size() && text[at + 1] == '"') cell += '"', at += 2;
          else break;
        }
        ++at;
        if (at < text.size() && text[at] != delimiter && !ends_line(at)) return "error";
      } else {
        while (at < text.size() && text[at] != delimiter && !ends_line(at)) cell += text[at++];
      }
      rows.back().push_back(cell);
      if (at < text.size() && text[at] == delimiter) ++at;
      else break;
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size()) ++at;
  }
  return shown(rows);
}

}  // namespace

TEST_CASE("rows of RFC 4180 are taken apart in all its corners") {
  const std::vector<std::pair<std::string, Rows>> cases{
      {"", {}},
      {"a", {{"a"}}},
      {"a,b\n", {{"a", "b"}}},
      {"a,b", {{"a", "b"}}},
      {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
      {"a,b\r\nc,d", {{"a", "b"}, {"c", "d"}}},
      {"a,b\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
      {",", {{"", ""}}},
      {",\n", {{"", ""}}},
      {"a,\n", {{"a", ""}}},
      {"a,", {{"a", ""}}},
      {",,\n,\n", {{"", "", ""}, {"", ""}}},
      {"\n", {{""}}},
      {"\r\n", {{""}}},
      {"a\n\nb\n", {{"a"}, {""}, {"b"}}},
      {"\"a\",\"b\"\n", {{"a", "b"}}},
      {"\"a\",\"b\"", {{"a", "b"}}},
      {"\"a\"\r\n\"b\"\r\n", {{"a"}, {"b"}}},
      {"\"\"\n", {{""}}},
      {"\"\"", {{""}}},
      {"\"\",\"\"", {{"", ""}}},
      {"\"\"\"\"\n", {{"\""}}},
      {"\"\"\"\"\"\"", {{"\"\""}}},
      {"\"a\"\"b\"\n", {{"a\"b"}}},
      {"\"\"\"a\"\"\"", {{"\"a\""}}},
      {"\"a,b\",c\n", {{"a,b", "c"}}},
      {"\"a\nb\",c\n", {{"a\nb", "c"}}},
      {"\"a\r\nb\",c\r\n", {{"a\r\nb", "c"}}},
      {"\"a\n\n\nb\"\n", {{"a\n\n\nb"}}},
      {"\"a\"\"\n\"\"b\"\n", {{"a\"\n\"b"}}},
      {"a\"b,c\"\n", {{"a\"b", "c\""}}},
      {" \"a\",b\n", {{" \"a\"", "b"}}},
      {" a , b \n", {{" a ", " b "}}},
      {"a\rb,c\n", {{"a\rb", "c"}}},
      {"a\r,b\r\n", {{"a\r", "b"}}},
      {"ä,日本,🙂\n", {{"ä", "日本", "🙂"}}},
      {"a;b\tc\n", {{"a;b\tc"}}},
  };
  for (const auto& [text, rows] : cases) {
    const auto case_of = text;
    CHECK_MESSAGE(shown(parse(text)) == shown(rows), case_of);
  }
}

TEST_CASE("any character can separate fields, and the comma is then an ordinary one") {
  for (const char delimiter : {';', '\t', '|', ' ', '^', 'x'}) {
    const std::string d(1, delimiter);
    CHECK(parse("1,5" + d + "\"2" + d + "3\"" + d + "\n" + d + "b\n", delimiter) ==
          Rows{{"1,5", "2" + d + "3", ""}, {"", "b"}});
  }
}

TEST_CASE("a record knows the line on which it begins, after quoted line feeds too") {
  CHECK(lines("a\nb\n\nc") == std::vector<std::size_t>{1, 2, 3, 4});
  CHECK(lines("\"a\n\n\"\nb\n\"\"\"\n\"\"\",c\nd\n") == std::vector<std::size_t>{1, 4, 5, 7});
  CHECK(lines("a\r\n\"b\r\nc\"\r\nd\r\n", 8) == std::vector<std::size_t>{8, 9, 11});
}

TEST_CASE("only a line with nothing on it is blank") {
  const std::vector<std::pair<std::string, bool>> cases{
      {"\n", true}, {"\r\n", true}, {"\r", true}, {" \n", false}, {",\n", false}, {"a\n", false}, {"\"\"\n", false}};
  for (const auto& [text, blank] : cases) {
    const auto text_shown = text;
    CAPTURE(text_shown);
    const ByteBlock block{.bytes = text};
    TextStore store;
    Record record;
    DelimitedParser parser(block, ',', kFile, store);
    REQUIRE(parser.next(record));
    CHECK(record.blank == blank);
  }
}

TEST_CASE("a quote that is never closed is refused with the line on which it is opened") {
  const Error error = error_of([] { parse("a,b\nc,\"d\ne\nf\n"); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().file == "a.csv");
  CHECK(error.place().line == 2);
  CHECK(holds(error.problem(), "quote"));
  CHECK(holds(error.problem(), "never closed"));
  CHECK(holds(error.remedy(), "\"\""));
  for (const std::string text : {"\"", "\"a", "a,\"", "\"a\"\"", "\"a\n"})
    CHECK_MESSAGE(error_of([&] { parse(text); }).code() == ExitCode::data, text);
}

TEST_CASE("text after a closing quote is refused with its line") {
  const Error error = error_of([] { parse("a,b\n\"c\nd\"e,f\n"); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().line == 3);
  CHECK(holds(error.problem(), "closing quote"));
  for (const std::string text : {"\"a\" ,b", "\"a\"\"b\"c\n", "\"\"a", "\"a\"\rb\n", "\"a\"\r\r\n"})
    CHECK_MESSAGE(error_of([&] { parse(text); }).code() == ExitCode::data, text);
}

TEST_CASE("the parser agrees with an obvious one on ten thousand random texts") {
  std::mt19937 random(4180);
  const std::string letters = "a\",;\n\r 1";
  for (int round = 0; round < 10000; ++round) {
    std::string text;
    for (auto length = random() % 24; length > 0; --length) text += letters[random() % letters.size()];
    const char delimiter = round % 2 == 0 ? ',' : ';';
    std::string found;
    try {
      found = shown(parse(text, delimiter));
    } catch (const Error&) {
      found = "error";
    }
    REQUIRE_MESSAGE(found == obvious_parse(text, delimiter), text);
  }
}

TEST_CASE("whatever is written as a field is read back as it was") {
  std::mt19937 random(1);
  const std::string letters = "a\",;\n\r \t";
  for (int round = 0; round < 3000; ++round) {
    const char delimiter = ",;\t"[round % 3];
    std::vector<std::string> row{"first"};
    std::string line = "first";
    for (auto fields = random() % 4; fields > 0; --fields) {
      std::string field;
      for (auto length = random() % 6; length > 0; --length) field += letters[random() % letters.size()];
      line += delimiter;
      append_field(line, field, delimiter);
      row.push_back(field);
    }
    REQUIRE_MESSAGE(parse(line + "\n", delimiter) == Rows{row}, line);
  }
}

TEST_CASE("a field is quoted only where it must be") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", ""},           {"a b", "a b"},         {"a;b", "a;b"},       {"4.5", "4.5"},
      {"a,b", "\"a,b\""}, {"a\"b", "\"a\"\"b\""}, {"a\nb", "\"a\nb\""}, {"a\r", "\"a\r\""},
      {"\"", "\"\"\"\""}};
  for (const auto& [text, written] : cases) {
    std::string line;
    append_field(line, text, ',');
    CHECK(line == written);
  }
}

TEST_CASE("the separator is the commonest of comma, semicolon and tab in the first row") {
  const std::vector<std::pair<std::string, char>> cases{
      {"", ','},
      {"q1\n1\n", ','},
      {"a,b,c\n", ','},
      {"a;b;c\n", ';'},
      {"a\tb\tc\n", '\t'},
      {"a;b;c,d\n", ';'},
      {"a;b\n1,2,3,4\n", ';'},
      {"\"a;b;c;d\",e,f\n", ','},
      {"\"a,b\nc,d\";e;f\n1;2;3\n", ';'},
      {"\"say \"\"a,b,c\"\"\";e\n", ';'},
      {"a;b", ';'},
      {"a;b\r\n1,2,3\r\n", ';'},
  };
  for (const auto& [text, delimiter] : cases) {
    const auto case_of = text;
    CHECK_MESSAGE(sniff_delimiter(text) == delimiter, case_of);
  }
}

TEST_CASE("a quote inside an unquoted name does not hide the separators after it") {
  CHECK(sniff_delimiter("5\" screen;q1;q2\n1;2;3\n") == ';');
}

TEST_CASE("a text that a spreadsheet may run gets an apostrophe, a number and any other text none") {
  const auto safe = [](std::string_view text) {
    std::string line;
    append_safe_field(line, text, ',');
    return line;
  };
  CHECK(safe("=1+1") == "'=1+1");
  CHECK(safe("+A1") == "'+A1");
  CHECK(safe("-A1") == "'-A1");
  CHECK(safe("@SUM(A1)") == "'@SUM(A1)");
  CHECK(safe("\t=1") == "'\t=1");
  CHECK(safe("\r=1") == "\"'\r=1\"");
  CHECK(safe("=HYPERLINK(\"x\",1)") == "\"'=HYPERLINK(\"\"x\"\",1)\"");
  for (const char* plain : {"", "-9", "-0.5", "-1e3", "c01", "a=b", "'=1"}) CHECK(safe(plain) == plain);
}

}  // namespace attune
