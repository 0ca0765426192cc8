#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace attune {

/// A day as formats count it, from 1970-01-01 on.
using Day = int;

/// A moment as text: "2026-10-02", or "2026-10-02T09:30:00" where it is not the start of a day. Nothing for years that
/// are not 1 to 9999.
std::optional<std::string> date_text(double days_since_1970);

/// The day that the whole of `text` is ("2026-10-02"), or nothing.
std::optional<Day> day_of(std::string_view text);

/// A point in time as people and programs write it.
struct Moment {
  Day day = 0;            ///< as it is written, whatever the zone
  double seconds = 0;     ///< since 1970; where no zone is named, as if it were UTC
  bool has_time = false;  ///< else it is a day, which begins then
  bool has_zone = false;
};

/// The moment that the whole of `text` is: a day ("2026-10-02"), perhaps followed by T or spaces and a time of day
/// (9:30, 09:30:05.25, 9:30 pm), and that by a zone (Z, UTC, GMT, +02:00, -0530, +02), whose name may stand in brackets
/// behind it; or nothing.
std::optional<Moment> moment_of(std::string_view text);

/// Whether `moment` is later than `other` however they are meant: where only one has a time of day, another day is;
/// where only one has a zone, one that is not the next.
bool is_surely_later(const Moment& moment, const Moment& other);

inline constexpr double kSecondsInDay = 86400;
inline constexpr Day kDayOfSpss = -141428;  ///< 1582-10-14, from which SPSS counts seconds
inline constexpr Day kDayOfStata = -3653;   ///< 1960-01-01, from which Stata counts days and milliseconds
/// 1899-12-30, from which Excel counts days: it takes 1900 for a leap year.
inline constexpr Day kDayOfExcel = -25569;

}  // namespace attune
