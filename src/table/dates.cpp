#include "table/dates.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "base/number.h"

namespace attune {
namespace {

constexpr double kFirstDay = -719162;  // 0001-01-01
constexpr double kLastDay = 2932897;   // 10000-01-01

}  // namespace

std::optional<std::string> date_text(double days_since_1970) {
  if (!(days_since_1970 >= kFirstDay && days_since_1970 < kLastDay)) return std::nullopt;
  const double seconds = std::round(days_since_1970 * kSecondsInDay);
  const double day = std::floor(seconds / kSecondsInDay);
  const int second = static_cast<int>(seconds - day * kSecondsInDay);
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{static_cast<int>(day)}}};
  std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (second != 0) text += fmt::format("T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  return text;
}

std::optional<Day> day_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.find_first_not_of("0123456789-") != std::string_view::npos) return std::nullopt;
  const auto year = parse_whole(text.substr(0, 4));
  const auto month = parse_whole(text.substr(5, 2));
  const auto day = parse_whole(text.substr(8, 2));
  if (!year || !month || !day || *year < 1 || *month < 0 || *day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return static_cast<Day>(std::chrono::sys_days{date}.time_since_epoch().count());
}

}  // namespace attune
