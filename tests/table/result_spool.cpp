#include "table/result_spool.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace attune {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// The kind of a column of these texts.
ColumnKind kind_of(const std::vector<std::string>& texts) {
  std::vector<Cell> cells;
  for (const std::string& text : texts) cells.push_back({.text = text});
  ResultSpool spool({});
  spool.add({std::span<const Cell>(cells)}, cells.size());
  return spool.columns().front().kind;
}

}  // namespace

TEST_CASE("a text is a plain number where it would be written so again") {
  CHECK(plain_number("12") == 12);
  CHECK(plain_number("-3.50") == -3.5);
  CHECK(plain_number("0") == 0);
  CHECK(plain_number("0.25") == 0.25);
  CHECK(plain_number("123456789012345") == 123456789012345);
  for (const std::string text : {"", "-", "007", "00", "1e5", "+1", " 1", "1.", ".5", "1,5", "1234567890123456", "nan"})
    CHECK_MESSAGE(plain_number(text) == std::nullopt, text);
}

TEST_CASE("texts are numbers or days only where all are, whatever is missing") {
  CHECK(kind_of({"1", "", "2.5"}) == ColumnKind::number);
  CHECK(kind_of({"2026-10-02", ""}) == ColumnKind::date);
  CHECK(kind_of({"1", "007"}) == ColumnKind::text);
  CHECK(kind_of({"2026-10-02", "soon"}) == ColumnKind::text);
  CHECK(kind_of({"2026-10-02", "1"}) == ColumnKind::text);
  CHECK(kind_of({"", ""}) == ColumnKind::text);
}

TEST_CASE("rows come back as they were given, over many blocks") {
  ResultSpool spool({});
  const std::vector<std::string> words{"x", "y"};
  const std::string long_text(5000, 'a');
  std::vector<Cell> texts{{.text = long_text}, {.text = ""}};
  std::vector<double> scores{0.5, kNone};
  std::vector<std::uint16_t> counts{7, 8};
  std::vector<std::int8_t> indices{1, -1};
  for (int block = 0; block < 500; ++block) {
    spool.add({std::span<const Cell>(texts), std::span<const double>(scores), std::span<const std::uint16_t>(counts),
               WordColumn{.indices = indices, .words = &words}},
              2);
  }
  CHECK(spool.rows() == 1000);
  CHECK(spool.columns()[0].widest == 5000);
  CHECK_FALSE(spool.columns()[1].whole);
  CHECK(spool.columns()[2].whole);
  std::size_t row = 0;
  spool.read([&](std::span<const SpooledValue> values) {
    const bool first = row++ % 2 == 0;
    CHECK(values[0].text == (first ? long_text : ""));
    CHECK(values[1].number == (first ? std::optional(0.5) : std::nullopt));
    CHECK(values[2].number == (first ? 7 : 8));
    CHECK(values[3].number == (first ? std::optional(1.0) : std::nullopt));
  });
  CHECK(row == 1000);
}

TEST_CASE("words are kept where those who gave them are gone") {
  ResultSpool spool({});
  const std::vector<std::int8_t> indices{0};
  {
    const std::vector<std::string> words{"secure, with a name too long to lie in the string itself"};
    spool.add({WordColumn{.indices = indices, .words = &words}}, 1);
  }
  CHECK(spool.columns()[0].words->front().starts_with("secure, "));
}

TEST_CASE("bytes that are no UTF-8, and NUL, are replaced") {
  CHECK(sound_text("aé") == "aé");
  CHECK(sound_text(std::string_view("a\0b\xFFz", 5)) ==
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBDz");
  CHECK(sound_text(std::string_view("\xFF\0", 2)) == "\xEF\xBF\xBD\xEF\xBF\xBD");
  // Each byte is looked at a few times at most, also where all are replaced.
  CHECK(sound_text(std::string(1 << 20, '\xFF')).size() == 3U << 20);
}

}  // namespace attune
