#include "base/file_names.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

namespace attune {
namespace {

std::string only_name(std::string_view text) { return FileNames("respondent").name_for(text); }

}  // namespace

TEST_CASE("a text of safe characters is its own name") {
  for (const char* name : {"c01", "K-17_b", "2026.11", "Anna"}) CHECK(only_name(name) == name);
}

TEST_CASE("nothing in a name leads out of its folder") {
  CHECK(only_name("../x") == "x");
  CHECK(only_name("a/b") == "a-b");
  CHECK(only_name("/etc/passwd") == "etc-passwd");
  CHECK(only_name("..") == "respondent");
  CHECK(only_name("a\\..\\b") == "a-b");
  CHECK(only_name(std::string_view("a\0b", 3)) == "a-b");
  CHECK(only_name(".hidden") == "hidden");
}

TEST_CASE("what is not safe everywhere becomes a hyphen") {
  CHECK(only_name("Anna Maria") == "Anna-Maria");
  CHECK(only_name("a\n\t\"<>|:*?b") == "a-b");
  CHECK(only_name("a\u202Eb\u200Bc") == "a-b-c");
  CHECK(only_name("a\xFF\xFE"
                  "b") == "a-b");
}

TEST_CASE("letters of any script stay, whole and in one form") {
  for (const char* name : {"Łukasz", "Müller", "李", "Ольга", "Zoë-2"}) CHECK(only_name(name) == name);
  CHECK(only_name("Mu\u0308ller") == "Müller");  // a u and the dots by themselves
  const std::string many(41, 'a');
  CHECK(only_name(many + "ööööööööööö") == many + "ööööööööö");  // 59 bytes: half a letter is none
}

TEST_CASE("letters and marks that nobody sees are none") {
  CHECK(only_name("a\u3164b\u034fc") == "a-b-c");
  CHECK(only_name("\u3164") == "respondent");
}

TEST_CASE("a text of which nothing is left gets the start") {
  for (const char* text : {"", " ", "///", "→", "..."}) CHECK(only_name(text) == "respondent");
}

TEST_CASE("a long text is cut") { CHECK(only_name(std::string(300, 'a')) == std::string(60, 'a')); }

TEST_CASE("names of other files and of devices are not given away") {
  for (const char* text : {"index", "INDEX", "index-by-1", "con", "COM1", "nul.x"})
    CHECK(only_name(text) == std::string("respondent-") + text);
  CHECK(only_name("indexed") == "indexed");
}

TEST_CASE("each text gets a name of its own, whatever the case and even where a number is taken") {
  FileNames names("respondent");
  CHECK(names.name_for("a") == "a");
  CHECK(names.name_for("a-2") == "a-2");
  CHECK(names.name_for("a") == "a-3");
  CHECK(names.name_for("A") == "A-4");
  CHECK(names.name_for("Ł") == "Ł");
  CHECK(names.name_for("ł") == "ł-2");
  CHECK(names.name_for("") == "respondent");
  CHECK(names.name_for("") == "respondent-2");
}

}  // namespace attune
