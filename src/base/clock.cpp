#include "base/clock.h"

#include <array>
#include <ctime>

namespace attune {
namespace {

constexpr const char* kUtc = "%Y-%m-%dT%H:%M:%SZ";

std::string formatted(const std::tm& time, const char* format) {
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &time)};
}

std::string utc_text(std::time_t moment) {
  std::tm time{};
  gmtime_r(&moment, &time);
  return formatted(time, kUtc);
}

std::string local_text(std::time_t moment, const char* format) {
  std::tm time{};
  localtime_r(&moment, &time);
  return formatted(time, format);
}

constexpr const char* kDay = "%Y-%m-%d";

std::optional<std::string> local_text(const std::string& utc, const char* format) {
  std::tm time{};
  const char* end = strptime(utc.c_str(), kUtc, &time);
  if (end == nullptr || *end != '\0') return std::nullopt;
  const std::time_t moment = timegm(&time);  // which turns the 30th of February into a day in March
  if (utc_text(moment) != utc) return std::nullopt;
  return local_text(moment, format);
}

}  // namespace

std::string utc_now() { return utc_text(std::time(nullptr)); }

std::string today() { return local_text(std::time(nullptr), kDay); }

std::optional<std::string> local_day(const std::string& utc) { return local_text(utc, kDay); }

std::optional<std::string> local_minute(const std::string& utc) { return local_text(utc, "%Y-%m-%d %H:%M"); }

}  // namespace attune
