#include "report/kept_words.h"

#include <fmt/format.h>

#include <cmath>

#include "base/clock.h"
#include "base/number.h"

namespace attune {

Measurement measurement_of(const KeptScore& score) {
  return {.score = score.score, .standard_error = score.standard_error};
}

std::string day_words(const KeptSitting& sitting) { return local_day(sitting.started).value_or("–"); }

std::string number_or_dash(double number, int digits) {
  return std::isnan(number) ? "–" : number_text(number, {.digits = digits});
}

std::string likeliest_words(const KeptSitting& sitting) {
  if (sitting.profile.empty()) return "–";
  if (std::isnan(sitting.probability)) return sitting.profile;
  // Less likely than all others together: no profile is told as a fact.
  if (sitting.probability < 0.5) return "between profiles";
  return fmt::format("{} {:.0f}\u00A0%", sitting.profile, sitting.probability * 100);
}

}  // namespace attune
