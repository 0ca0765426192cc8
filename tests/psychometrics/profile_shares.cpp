#include "psychometrics/profile_shares.h"

#include <doctest/doctest.h>

#include <cmath>

#include "scoring/scorer.h"

namespace attune {

TEST_CASE("a share has Wilson's interval, as R's prop.test without correction gives it") {
  const Share third = share_of(4, 12);  // prop.test(4, 12, correct = FALSE)
  CHECK(third.share == doctest::Approx(1.0 / 3).epsilon(1e-12));
  CHECK(third.low == doctest::Approx(0.1381200911).epsilon(1e-9));
  CHECK(third.high == doctest::Approx(0.6093779111).epsilon(1e-9));
  const Share none = share_of(0, 10);  // prop.test(0, 10, correct = FALSE)
  CHECK(none.low == 0);
  CHECK(none.high == doctest::Approx(0.2775327999).epsilon(1e-9));
}

TEST_CASE("of nobody there is no share") { CHECK(std::isnan(share_of(0, 0).share)); }

TEST_CASE("shares are of those who have a profile") {
  ProfileCounts counts(2);
  for (const std::int8_t profile : {std::int8_t{0}, std::int8_t{1}, std::int8_t{1}, kNoProfile}) counts.add(profile);
  CHECK(counts.without_profile() == 1);
  CHECK(counts.shares()[1].count == 2);
  CHECK(counts.shares()[1].share == doctest::Approx(2.0 / 3).epsilon(1e-12));
}

}  // namespace attune
