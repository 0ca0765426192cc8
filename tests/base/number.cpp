#include "base/number.h"

#include <doctest/doctest.h>

#include <bit>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace attune {

TEST_CASE("a number in plain decimal notation is read") {
  const struct {
    const char* text;
    double value;
  } cases[] = {{"0", 0},   {"-9", -9},    {"4.0", 4},    {"4.", 4},       {".5", 0.5},
               {"007", 7}, {"1e3", 1000}, {"1E-2", .01}, {"-0.25", -.25}, {"3.1415926535897931", 3.1415926535897931}};
  for (const auto& [text, value] : cases) {
    const auto text_shown = text;
    CAPTURE(text_shown);
    CHECK(parse_number(text) == value);
  }
}

TEST_CASE("what is not wholly a finite decimal number is none") {
  for (const char* text :
       {"",   " ",   "-",   "+",   ".",    "e3",       "4 ",  " 4",  "4,5",   "1,000",  "4x", "0x10",
        "1e", "--4", "- 4", "inf", "-inf", "Infinity", "nan", "NaN", "1e309", "-1e309", "NA", "\xd9\xa4"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text));
  }
  CHECK_FALSE(parse_number(std::string("4\0", 2)));
}

TEST_CASE("a whole number may be written with a fraction of zero") {
  CHECK(parse_whole("4") == 4);
  CHECK(parse_whole("4.0") == 4);
  CHECK(parse_whole("-3") == -3);
  CHECK(parse_whole("-0") == 0);
  CHECK(parse_whole("2e1") == 20);
  CHECK_FALSE(parse_whole("4.5"));
  CHECK_FALSE(parse_whole("3.9999999999"));
  CHECK_FALSE(parse_whole("four"));
}

TEST_CASE("a whole number is read as long as an int holds it") {
  static_assert(std::numeric_limits<int>::max() == 2147483647);
  CHECK(parse_whole("2147483647") == 2147483647);
  CHECK_FALSE(parse_whole("2147483648"));
  CHECK(parse_whole("-2147483648") == std::numeric_limits<int>::min());
  CHECK_FALSE(parse_whole("-2147483649"));
  CHECK_FALSE(parse_whole("1e300"));
}

TEST_CASE("numbers print in the shortest form that reads back") {
  CHECK(number_text(4) == "4");
  CHECK(number_text(0.1) == "0.1");
  CHECK(number_text(-2.5) == "-2.5");
  CHECK(number_text(1.0 / 3) == "0.3333333333333333");
  CHECK(number_text(0.1 + 0.2) == "0.30000000000000004");
}

TEST_CASE("every printed number reads back as the same double") {
  std::mt19937_64 random(20240229);
  for (int n = 0; n < 20'000; ++n) {
    const double value = std::bit_cast<double>(std::uint64_t{random()} & ~(std::uint64_t{1} << 62));
    CAPTURE(value);
    REQUIRE(parse_number(number_text(value)) == value);
  }
  for (const double value : {1e22, 5e-324, 2.2250738585072014e-308, std::numeric_limits<double>::max()})
    CHECK(parse_number(number_text(value)) == value);
}

TEST_CASE("zero prints without a sign") {
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(-0.0, {.digits = 2}) == "0.00");
}

TEST_CASE("a number that rounds to zero prints without a sign") { CHECK(number_text(-0.004, {.digits = 2}) == "0.00"); }

TEST_CASE("digits fix the number of decimals") {
  CHECK(number_text(3.0, {.digits = 2}) == "3.00");
  CHECK(number_text(2.0 / 3, {.digits = 3}) == "0.667");
  CHECK(number_text(2.5, {.digits = 0}) == "2");  // exactly half: to even
  CHECK(number_text(3.5, {.digits = 0}) == "4");
  CHECK(number_text(1e15, {.digits = 1}) == "1000000000000000.0");
}

TEST_CASE("a number is appended to what stands there") {
  std::string text = "x=";
  append_number(text, -1.5);
  CHECK(text == "x=-1.5");
}

TEST_CASE("remembered texts of numbers are those that each number has alone") {
  NumberTexts exact({}), rounded({.digits = 2});
  // More different numbers than are remembered, and each again.
  for (int round = 0; round < 2; ++round) {
    for (int i = -5000; i < 5000; ++i) {
      for (const double value : {i / 18.0, i * 1e-300, i * 1.0}) {
        std::string text = "x", short_text;
        exact.append(text, value);
        rounded.append(short_text, value);
        REQUIRE(text == "x" + number_text(value));
        REQUIRE(short_text == number_text(value, {.digits = 2}));
      }
    }
  }
}

TEST_CASE("zero and minus zero, equal as they are, are not taken for each other") {
  NumberTexts texts({});
  std::string text;
  for (const double value : {0.0, -0.0, 0.0}) texts.append(text, value);
  CHECK(text == number_text(0.0) + number_text(-0.0) + number_text(0.0));
}

}  // namespace attune
