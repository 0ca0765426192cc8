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

// 2026-10-02 is day 20728, and begins 20728 * 86400 = 1790899200 seconds after 1970.
TEST_CASE("a moment is a day, perhaps with a time of day, perhaps with a zone") {
  const auto seconds = [](const std::string& text) { return moment_of(text).value().seconds - 1790899200; };
  CHECK(seconds("2026-10-02") == 0);
  CHECK(seconds("2026-10-02 9:30") == 34200);
  CHECK(seconds("2026-10-02T09:30") == 34200);
  CHECK(seconds("2026-10-02T09:30:05.25") == 34205.25);
  CHECK(seconds("2026-10-02T09:30Z") == 34200);
  CHECK(seconds("2026-10-02 09:30:00 +02:00") == 27000);
  CHECK(seconds("2026-10-02T09:30-0530") == 54000);
  CHECK(seconds("2026-10-02T09:30+02") == 27000);
  CHECK(seconds("2026-10-02  09:30:00 UTC") == 34200);
  CHECK(seconds("2026-10-02T09:30:00.0000000001 gmt") == doctest::Approx(34200));
  CHECK(seconds("2026-10-02T09:30:00+02:00[Europe/Berlin]") == 27000);
  CHECK(seconds("2026-10-02T24:00:00") == 86400);
  CHECK(seconds("2026-10-02 12:05 AM") == 300);
  CHECK(seconds("2026-10-02 9:30pm") == 77400);
}

TEST_CASE("it is known whether a moment has a time and a zone") {
  CHECK_FALSE(moment_of("2026-10-02")->has_time);
  CHECK(moment_of("2026-10-02 9:30")->has_time);
  CHECK_FALSE(moment_of("2026-10-02 9:30")->has_zone);
  CHECK(moment_of("2026-10-02 9:30Z")->has_zone);
}

TEST_CASE("a moment is surely later only where it is so in whatever zone and at whatever time of the day") {
  const auto later = [](const std::string& moment, const std::string& other) {
    return is_surely_later(moment_of(moment).value(), moment_of(other).value());
  };
  CHECK(later("2026-10-02 10:00", "2026-10-02 9:30"));
  CHECK_FALSE(later("2026-10-02 9:30", "2026-10-02 9:30"));
  CHECK(later("2026-10-02T08:30-08:00", "2026-10-02T10:00+02:00"));
  CHECK_FALSE(later("2026-10-02 10:00", "2026-10-02"));
  CHECK(later("2026-10-03", "2026-10-02 10:00"));
  CHECK_FALSE(later("2026-10-02T20:00:00-05:00", "2026-10-02T23:00"));
  CHECK_FALSE(later("2026-10-03T01:00Z", "2026-10-02T23:00"));
  CHECK(later("2026-10-04T01:00Z", "2026-10-02T23:00"));
}

TEST_CASE("what goes on otherwise than as a time is no moment") {
  for (const std::string text :
       {"", "9:30", "2026-10-02xyz", "2026-10-02T", "2026-10-02 9", "2026-10-02 24:01", "2026-10-02 25:00",
        "2026-10-02 13:00 pm", "2026-10-02 0:30 am", "2026-10-02 9:3", "2026-10-02 9:60", "2026-10-02 (pre)",
        "2026-10-02 9:30:1", "2026-10-02 9:30[Europe/Berlin]", "2026-10-02 9:30+2", "2026-10-02 9:30+24:00",
        "2026-10-02 9:30 Zx", "2026-10-02Z", "2026-02-30 9:30"})
    CHECK_MESSAGE(moment_of(text) == std::nullopt, text);
}

}  // namespace attune
