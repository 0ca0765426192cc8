#include "psychometrics/random_numbers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace attune {

TEST_CASE("the bits are those that the C++ standard fixes") {
  // [rand.predef]: the 10,000th number of a default std::mt19937_64, whose seed is 5489, is 9981545732273789042. Each
  // number serves twice; the lower 32 bits come first.
  RandomNumbers random(5489);
  for (int drawn = 0; drawn < 2 * 9'999; ++drawn) random.below(2);
  constexpr std::uint64_t kLower = 9'981'545'732'273'789'042U & 0xFFFF'FFFFU;
  CHECK(random.below(1'000'000'000) == kLower * 1'000'000'000 / 0x1'0000'0000U);
}

TEST_CASE("normal deviates have mean 0, SD 1 and the normal distribution's shares") {
  constexpr int kDraws = 400'000;
  RandomNumbers random(20261122);
  double sum = 0, squares = 0;
  int below_minus_one = 0, above_two = 0;
  for (int draw = 0; draw < kDraws; ++draw) {
    const double deviate = static_cast<double>(random.normal()) / static_cast<double>(RandomNumbers::kUnit);
    sum += deviate;
    squares += deviate * deviate;
    below_minus_one += deviate < -1;
    above_two += deviate > 2;
  }
  // Four standard errors each: 1/√n, √(2/n), √(p(1−p)/n). Φ(−1) and 1 − Φ(2) from tables.
  CHECK(std::abs(sum / kDraws) < 0.0064);
  CHECK(std::abs(squares / kDraws - 1) < 0.009);
  CHECK(std::abs(below_minus_one / double{kDraws} - 0.15866) < 0.0024);
  CHECK(std::abs(above_two / double{kDraws} - 0.02275) < 0.001);
}

TEST_CASE("no quantile lies so near to a half that another machine's logarithm could round it otherwise") {
  // A double of this size is precise to about 1e−10.
  const boost::math::normal_distribution<long double> normal;
  long double nearest = 1;
  for (int step = 32'768; step < 65'536; ++step) {
    const long double deviate = boost::math::quantile(normal, (step + 0.5L) / 65'536) * RandomNumbers::kUnit;
    nearest = std::min(nearest, std::abs(deviate - std::floor(deviate) - 0.5L));
  }
  CHECK(nearest > 1e-7L);
}

TEST_CASE("each number below a count comes about as often as the others") {
  RandomNumbers random(1);
  std::array<int, 7> counts{};
  for (int draw = 0; draw < 70'000; ++draw) ++counts[random.below(7)];
  for (const int count : counts) CHECK(std::abs(count - 10'000) < 371);  // 4 √(n p (1 − p))
}

TEST_CASE("what has no chance never happens, what is certain always") {
  RandomNumbers random(2);
  for (int draw = 0; draw < 10'000; ++draw) {
    CHECK_FALSE(random.happens(0));
    CHECK(random.happens(1));
  }
}

}  // namespace attune
