#include "questionnaire/reported_error.h"

#include <doctest/doctest.h>

#include <utility>

namespace attune {
namespace {

Scale with_reliability(Reliability reliability) {
  Scale scale;
  scale.reliability = std::move(reliability);
  return scale;
}

}  // namespace

TEST_CASE("the standard error is SD times the root of one minus the reliability") {
  // By hand: 10 · √(1 − 0.84) = 10 · 0.4
  CHECK(standard_error(10, 0.84) == doctest::Approx(4).epsilon(1e-12));
}

TEST_CASE("a reported error needs alpha, SD and the same response range") {
  const ResponseScale response{.min = 1, .max = 5, .labels = {}};
  Reliability reliability;
  reliability.alpha = {0.75, 0.84};
  reliability.sd = 2;
  reliability.response = {1, 5};
  CHECK(reported_standard_error(with_reliability(reliability), response) == doctest::Approx(1));  // lowest alpha
  CHECK_FALSE(reported_standard_error(with_reliability(reliability), {.min = 1, .max = 7, .labels = {}}));
  reliability.sd.reset();
  CHECK_FALSE(reported_standard_error(with_reliability(reliability), response));
  CHECK_FALSE(reported_standard_error(Scale{}, response));
}

}  // namespace attune
