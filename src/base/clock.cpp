#include "base/clock.h"

#include <array>
#include <ctime>

namespace attune {
namespace {

std::string formatted(const std::tm& time, const char* format) {
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &time)};
}

}  // namespace

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  gmtime_r(&now, &time);
  return formatted(time, "%Y-%m-%dT%H:%M:%SZ");
}

std::string today() {
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  localtime_r(&now, &time);
  return formatted(time, "%Y-%m-%d");
}

}  // namespace attune
