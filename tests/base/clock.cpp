#include "base/clock.h"

#include <doctest/doctest.h>

#include "time_zone.h"

namespace attune {

using testing::TimeZone;

TEST_CASE("the day of a time is that where the person is") {
  {
    const TimeZone east("EAST-9");
    CHECK(local_day("2026-11-22T20:00:00Z") == "2026-11-23");
  }
  const TimeZone west("WEST+8");
  CHECK(local_day("2026-11-22T07:00:00Z") == "2026-11-21");
}

TEST_CASE("the time of day is that where the person is") {
  const TimeZone india("INDIA-5:30");
  CHECK(local_minute("2026-11-22T20:00:00Z") == "2026-11-23 01:30");
  CHECK_FALSE(local_minute("yesterday"));
}

TEST_CASE("the present time has a day") { CHECK(local_day(utc_now())); }

TEST_CASE("what is no such time has no day") {
  for (const char* text : {"", "2026-11-22", "2026-11-22T20:00:00", "2026-11-22T20:00:00Zx", "2026-13-22T20:00:00Z",
                           "2026-02-30T20:00:00Z", " 2026-11-22T20:00:00Z"})
    CHECK_FALSE(local_day(text));
}

}  // namespace attune
