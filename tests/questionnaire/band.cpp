#include "questionnaire/band.h"

#include <doctest/doctest.h>

#include <limits>

namespace attune {

TEST_CASE("a score lies in the first band that holds it, borders included") {
  const Scale scale{.bands = {{.from = {}, .to = 4, .label = "low"},
                              {.from = 4, .to = 9, .label = "middle"},
                              {.from = 10, .to = {}, .label = "high"}}};
  CHECK(band_of(scale, -3) == 0);
  CHECK(band_of(scale, 4) == 0);
  CHECK(band_of(scale, 4.1) == 1);
  CHECK(band_of(scale, 9) == 1);
  CHECK_FALSE(band_of(scale, 9.5));
  CHECK(band_of(scale, 100) == 2);
  CHECK_FALSE(band_of(scale, std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("the last digit of a computed score decides nothing") {
  const Scale scale{.bands = {{.from = 55, .to = 60, .label = "x"}}};
  CHECK(band_of(scale, 54.99999999999999) == 0);
  CHECK(band_of(scale, 60.00000000000001) == 0);
}

}  // namespace attune
