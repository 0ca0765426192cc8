#include "table/workbook_parts.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace attune {

TEST_CASE(
    "a format is one of dates where it shows days, months or years, and of times where it shows hours or seconds") {
  const std::vector<std::pair<std::string, CellMeaning>> formats{
      {"dd/mm/yyyy", CellMeaning::date},   {"yyyy", CellMeaning::date},
      {"mmmm", CellMeaning::date},         {"DD.MM.YY", CellMeaning::date},
      {"d/m/yy h:mm", CellMeaning::date},  {"[$-F800]dddd", CellMeaning::date},
      {"h:mm:ss", CellMeaning::time},      {"mm:ss.0", CellMeaning::time},
      {"h:mm AM/PM", CellMeaning::time},   {"General", CellMeaning::number},
      {"0.00", CellMeaning::number},       {"#,##0.00_);[Red](#,##0.00)", CellMeaning::number},
      {"0.00E+00", CellMeaning::number},   {"@", CellMeaning::number},
      {"0\" days\"", CellMeaning::number}, {"0\\d", CellMeaning::number},
      {"_d0", CellMeaning::number},        {"", CellMeaning::number},
      {"[h]", CellMeaning::number},        {"\"", CellMeaning::number},
      {"[", CellMeaning::number}};
  for (const auto& [code, meaning] : formats) {
    const std::string shown = code;
    CHECK_MESSAGE(meaning_of_format(code) == meaning, shown);
  }
}

TEST_CASE("a duration is no time of a day") {
  for (const std::string code : {"[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[s]", "[Red][H]:mm"})
    CHECK_MESSAGE(meaning_of_format(code) == CellMeaning::number, code);
  for (const std::string code : {"[$-409]h:mm AM/PM", "\"[h]\"h:mm", "[Magenta]h:mm"})
    CHECK_MESSAGE(meaning_of_format(code) == CellMeaning::time, code);
}

// Excel's own days: 1 is 1 January 1900, 60 a 29 February 1900 that there was not, 61 the first of March.
TEST_CASE("days of a workbook are those that Excel shows") {
  CHECK(day_text(1, false) == "1900-01-01");
  CHECK(day_text(59, false) == "1900-02-28");
  CHECK(day_text(61, false) == "1900-03-01");
  CHECK(day_text(46297, false) == "2026-10-02");
  CHECK(day_text(0, true) == "1904-01-01");
  CHECK(day_text(0.75, false) == "18:00:00");
  CHECK(day_text(0, false) == std::nullopt);
  CHECK(day_text(-1, false) == std::nullopt);
  CHECK(day_text(1e9, false) == std::nullopt);
}

TEST_CASE("shared texts keep their places while more are added, in memory that is bounded") {
  SharedTexts texts;
  for (int i = 0; i < 1000; ++i) texts.add(std::string(3000, static_cast<char>('a' + i % 26)), "a.xlsx");
  CHECK(texts[0] == std::string(3000, 'a'));
  CHECK(texts[999] == std::string(3000, static_cast<char>('a' + 999 % 26)));
}

}  // namespace attune
