#include "table/record_scan.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace attune {
namespace {

std::string found(const RecordScan& scan) {
  return "end " + std::to_string(scan.last_end()) + ", lines " + std::to_string(scan.lines()) + " of " +
         std::to_string(scan.all_lines()) + (scan.nul() ? ", NUL at " + std::to_string(*scan.nul()) : "");
}

// Looks in steps, after each of which both ways have to agree.
void check_both_ways(const std::string& text, std::size_t step, char delimiter) {
  RecordScan fast(delimiter), plain(delimiter);
  for (std::size_t size = 0; size <= text.size(); size += step) {
    fast.look(std::string_view(text).substr(0, size));
    plain.look_plainly(std::string_view(text).substr(0, size));
    CAPTURE(text);
    CAPTURE(size);
    REQUIRE(found(fast) == found(plain));
  }
}

}  // namespace

TEST_CASE("records end at line feeds outside quotes, and lines are counted up to there") {
  RecordScan scan(',');
  scan.look("a,b\n\"x\ny\",2\n\"3\n");
  CHECK(found(scan) == "end 12, lines 3 of 4");
}

TEST_CASE("without a separator a quote hides nothing") {
  RecordScan scan(0);
  scan.look("{\"a\n");
  CHECK(found(scan) == "end 4, lines 1 of 1");
}

TEST_CASE("a quote inside an unquoted field is an ordinary character") {
  RecordScan scan(',');
  scan.look("5\",x\ny\n");
  CHECK(found(scan) == "end 7, lines 2 of 2");
}

TEST_CASE("the first NUL byte is found wherever it stands") {
  for (const std::size_t at : {0u, 1u, 63u, 64u, 100u, 199u}) {
    std::string text(200, 'x');
    text[at] = '\0';
    RecordScan scan(',');
    scan.look(text);
    CHECK(scan.nul() == at);
  }
}

TEST_CASE("64 bytes at a time and one at a time find the same in random text, whatever the steps") {
  std::mt19937 random(7);
  for (const std::string letters : {"1,\n", "1,\"\n", "abcdefgh,\"\n", "\"\"\"\n,", ";\"\r\n1"}) {
    for (int round = 0; round < 10; ++round) {
      std::string text;
      for (auto length = random() % 600; length > 0; --length) text += letters[random() % letters.size()];
      for (const std::size_t step : {1u, 7u, 64u, 1000u}) {
        check_both_ways(text, step, ',');
        check_both_ways(text, step, 0);
      }
    }
  }
}

TEST_CASE("both ways agree on well-formed quoted records with quotes in odd places") {
  std::mt19937 random(8);
  const std::vector<std::string> fields{"\"1\"", "\"\"", "\"a\"\"b\"", "\"\"\"\"", "\"x\ny\"",
                                        "\",\"", "3",    "",           "5\"",      "a\"b\"c"};
  for (int round = 0; round < 30; ++round) {
    std::string text;
    for (auto count = random() % 200; count > 0; --count)
      text += fields[random() % fields.size()] + (random() % 5 == 0 ? (random() % 2 == 0 ? "\n" : "\r\n") : ",");
    for (const std::size_t step : {1u, 50u, 64u, 10000u}) check_both_ways(text, step, ',');
  }
}

}  // namespace attune
