#include "table/variable_names.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace attune {
namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("names that are those of variables stay as they are") {
  const Names names{"id", "anxiety_se", "Q1", "größe", "年齢", "p_secure"};
  CHECK(variable_names(names) == names);
}

TEST_CASE("other signs become underscores, and a letter comes first") {
  CHECK(variable_names({"first name", "a-b.c", " x ", "1st", "_hidden", "", "–", "a\xFF"}) ==
        Names{"first_name", "a_b_c", "x", "v1st", "v_hidden", "v", "v_", "a_"});
}

TEST_CASE("words that SPSS or Stata keep for themselves get an underscore") {
  CHECK(variable_names({"with", "To", "int", "str12", "strength"}) ==
        Names{"with_", "To_", "int_", "str12_", "strength"});
}

TEST_CASE("names that differ in case only, or not at all, are numbered") {
  CHECK(variable_names({"a b", "a_b", "A-B", "a_b_2"}) == Names{"a_b", "a_b_2", "A_B_3", "a_b_2_2"});
}

TEST_CASE("tens of thousands of columns of one name are numbered in no time") {
  const auto valid = variable_names(Names(30'000, "x"));
  CHECK(valid.front() == "x");
  CHECK(valid.back() == "x_30000");
}

TEST_CASE("a name has at most 32 letters and 64 bytes, its number included") {
  const std::string x40(40, 'x');
  CHECK(variable_names({x40, x40}) == Names{x40.substr(0, 32), x40.substr(0, 30) + "_2"});
  std::string wide;
  for (int i = 0; i < 40; ++i) wide += "年";
  CHECK(variable_names({wide}).front().size() == 63);
}

TEST_CASE("a text is cut between characters") {
  CHECK(cut_to_bytes("abc", 3) == "abc");
  CHECK(cut_to_bytes("abc", 2) == "ab");
  CHECK(cut_to_bytes("aé", 2) == "a");
  CHECK(cut_to_bytes("é", 1).empty());
}

}  // namespace attune
