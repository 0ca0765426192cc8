#include "table/dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr double kFirstDay = -719162;  // 0001-01-01
constexpr double kLastDay = 2932897;   // 10000-01-01

// What is left of a text, from which parts are taken off.
class TextParts {
 public:
  explicit TextParts(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  bool take(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void take_spaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }
  /// In any case; `word` in lower case.
  bool take_word(std::string_view word) {
    if (fold(rest_.substr(0, word.size())) != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  bool has_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  /// The number that the next digits are, `most` of them if there are so many; nothing where it is not below `limit`.
  std::optional<int> number(std::size_t least, std::size_t most, int limit) {
    const std::size_t end = std::min({rest_.find_first_not_of("0123456789"), rest_.size(), most});
    if (end < least) return std::nullopt;
    const auto value = parse_whole(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return value && *value < limit ? value : std::nullopt;
  }

 private:
  std::string_view rest_;
};

// Hours of a day of twelve and twelve, as hours of one of 24; nothing where there is no such hour.
std::optional<int> after_midnight(int hours, TextParts& parts) {
  parts.take_spaces();
  const bool am = parts.take_word("am"), pm = !am && parts.take_word("pm");
  if (!am && !pm) return hours;
  if (hours < 1 || hours > 12) return std::nullopt;
  return hours % 12 + (pm ? 12 : 0);
}

// What follows whole seconds.
double decimals(TextParts& parts) {
  double value = 0;
  for (double part = 0.1; const auto digit = parts.number(1, 1, 10); part /= 10) value += *digit * part;
  return value;
}

// Seconds of the day; nothing where the text goes on otherwise.
std::optional<double> time_of_day(TextParts& parts) {
  const auto hours = parts.number(1, 2, 25);
  if (!hours || !parts.take(":")) return std::nullopt;
  const auto minutes = parts.number(2, 2, 60);
  const auto seconds = parts.take(":") ? parts.number(2, 2, 61) : std::optional(0);  // 60 is a leap second
  if (!minutes || !seconds) return std::nullopt;
  const double rest = *minutes * 60 + *seconds + (parts.take(".,") ? decimals(parts) : 0);
  const auto of_day = after_midnight(*hours, parts);
  if (!of_day || (*hours == 24 && rest > 0)) return std::nullopt;
  return *of_day * 3600 + rest;
}

// Seconds ahead of UTC; nothing where the text goes on otherwise.
std::optional<double> zone(TextParts& parts) {
  if (parts.take_word("utc") || parts.take_word("gmt") || parts.take_word("z")) return 0;
  const bool west = parts.take("-");
  if (!west && !parts.take("+")) return std::nullopt;
  const auto hours = parts.number(2, 2, 24);
  parts.take(":");
  const auto minutes = parts.has_digit() ? parts.number(2, 2, 60) : std::optional(0);
  if (!hours || !minutes) return std::nullopt;
  return (west ? -1 : 1) * (*hours * 3600 + *minutes * 60);
}

}  // namespace

std::optional<Moment> moment_of(std::string_view text) {
  constexpr std::size_t kDayLength = 10;
  const auto day = day_of(text.substr(0, kDayLength));
  if (!day) return std::nullopt;
  Moment moment{.day = *day, .seconds = *day * kSecondsInDay};
  TextParts parts(text.substr(kDayLength));
  if (parts.rest().empty()) return moment;
  if (!parts.take("Tt ")) return std::nullopt;
  parts.take_spaces();
  const auto time = time_of_day(parts);
  if (!time) return std::nullopt;
  moment.has_time = true;
  moment.seconds += *time;
  if (parts.rest().empty()) return moment;
  const auto ahead = zone(parts);
  const bool named = parts.rest().starts_with('[') && parts.rest().ends_with(']');
  if (!ahead || (!parts.rest().empty() && !named)) return std::nullopt;
  moment.has_zone = true;
  moment.seconds -= *ahead;
  return moment;
}

bool is_surely_later(const Moment& moment, const Moment& other) {
  const bool both = moment.has_time && other.has_time;
  if (both && moment.has_zone == other.has_zone) return moment.seconds > other.seconds;
  return moment.day > other.day + (both ? 1 : 0);
}

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
