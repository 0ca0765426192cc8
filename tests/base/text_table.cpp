#include "base/text_table.h"

#include <doctest/doctest.h>

#include <string>

namespace attune {

TEST_CASE("a table's columns are aligned and lines end without spaces") {
  TextTable table({{"scale"}, {"score", TextTable::Align::right}, {"note"}});
  table.add({"anxiety", "3.5", "high"});
  table.add({"x", "12", ""});
  CHECK(table.text() ==
        "scale    score  note\n"
        "anxiety    3.5  high\n"
        "x           12\n");
}

TEST_CASE("a table without titles has no title line") {
  TextTable table({{""}, {""}});
  table.add({"a", "b"});
  CHECK(table.text() == "a  b\n");
}

TEST_CASE("a table is aligned by what characters take on the screen") {
  TextTable table({{"id"}, {"n"}});
  table.add({"漢字", "1"});
  table.add({"e\u0301", "2"});
  CHECK(table.text() ==
        "id    n\n"
        "漢字  1\n"
        "e\u0301     2\n");
}

TEST_CASE("a table's last column is wrapped to the width, under itself") {
  TextTable table({{"id"}, {"title"}});
  table.add({"ecr", "one two three four five six"});
  CHECK(table.text(25) ==
        "id   title\n"
        "ecr  one two three four\n"
        "     five six\n");
}

TEST_CASE("a table's last column keeps fifteen columns however narrow the terminal") {
  TextTable table({{"id"}, {""}});
  table.add({"x", "aaaa bbbb cccc dddd eeee"});
  CHECK(table.text(5) ==
        "id\n"
        "x   aaaa bbbb cccc\n"
        "    dddd eeee\n");
}

TEST_CASE("a table of width 0 wraps nothing") {
  TextTable table({{""}});
  const std::string sentence(500, 'x');
  table.add({sentence});
  CHECK(table.text() == sentence + "\n");
}

TEST_CASE("untrusted cells cannot steer the terminal or add lines") {
  TextTable table({{""}, {""}});
  table.add({"\x1b[31mred", "two\nlines"});
  CHECK(table.text() == "\\x1B[31mred  two lines\n");
}

TEST_CASE("columns that do not fit go on in a further table, which begins with the first column") {
  TextTable table({{"item"}, {"mean"}, {"sd"}, {"r"}});
  table.add({"q1", "3.50", "1.2", "0.4"});
  CHECK(table.folded_text(15) ==
        "item  mean  sd\n"
        "q1    3.50  1.2\n"
        "\n"
        "item  r\n"
        "q1    0.4\n");
  CHECK(table.folded_text(80) == table.text());
}

TEST_CASE("a folded table has at least one column beside the first") {
  TextTable table({{"item"}, {"mean"}, {"sd"}});
  table.add({"q1", "3.50", "1.2"});
  CHECK(table.folded_text(1) ==
        "item  mean\n"
        "q1    3.50\n"
        "\n"
        "item  sd\n"
        "q1    1.2\n");
}

}  // namespace attune
