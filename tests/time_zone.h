#pragma once

#include <cstdlib>
#include <ctime>

namespace attune::testing {

/// Sets the time zone for one test.
class TimeZone {
 public:
  explicit TimeZone(const char* name) {
    setenv("TZ", name, 1);
    tzset();
  }
  TimeZone(const TimeZone&) = delete;
  TimeZone& operator=(const TimeZone&) = delete;
  ~TimeZone() {
    unsetenv("TZ");
    tzset();
  }
};

}  // namespace attune::testing
