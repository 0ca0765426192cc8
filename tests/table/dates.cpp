#include "table/dates.h"

#include <doctest/doctest.h>

#include <string>

namespace attune {

// The days are those of Python's datetime: date(2026, 10, 2).toordinal() - date(1970, 1, 1).toordinal() = 20728.
TEST_CASE("days from 1970 on are dates, and parts of days times") {
  CHECK(date_text(20728) == "2026-10-02");
  CHECK(date_text(20728.395833333332) == "2026-10-02T09:30:00");
  CHECK(date_text(-0.5) == "1969-12-31T12:00:00");
  CHECK(date_text(11016) == "2000-02-29");
  CHECK(date_text(-719162) == "0001-01-01");
}

TEST_CASE("a moment that is the next day by half a second of rounding is told as that") {
  CHECK(date_text(0.999999) == "1970-01-02");
}

TEST_CASE("what is outside the years 1 to 9999 is no date") {
  CHECK(date_text(-719163) == std::nullopt);
  CHECK(date_text(2932897) == std::nullopt);
  CHECK(date_text(1e300) == std::nullopt);
}

TEST_CASE("a date as text is a day, and only the whole of it") {
  CHECK(day_of("2026-10-02") == 20728);
  CHECK(day_of("1582-10-14") == kDayOfSpss);
  CHECK(day_of("1960-01-01") == kDayOfStata);
  for (const std::string text : {"", "2026-02-29", "2026-13-01", "2026-1-1", "2026-10-02 ", "02.10.2026", "20261002",
                                 "-026-10-02", "2026-10--2", "0000-01-01", "2026-10-02T09:30:00"})
    CHECK_MESSAGE(day_of(text) == std::nullopt, text);
}

}  // namespace attune
