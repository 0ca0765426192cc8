#include "psychometrics/random_numbers.h"

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <vector>

namespace attune {
namespace {

// Without long double, whose width differs between machines.
using Normal =
    boost::math::normal_distribution<double,
                                     boost::math::policies::policy<boost::math::policies::promote_double<false>>>;

constexpr int kStepBits = 16;
constexpr std::size_t kSteps = std::size_t{1} << kStepBits;

// The normal quantiles of the middles of equally likely steps, in kUnit parts of an SD; the lower half is the mirror
// image of the upper.
std::vector<std::int32_t> make_quantiles() {
  std::vector<std::int32_t> quantiles(kSteps);
  for (std::size_t step = kSteps / 2; step < kSteps; ++step) {
    const double upper_tail = (static_cast<double>(kSteps - step) - 0.5) / static_cast<double>(kSteps);
    const double deviate = boost::math::quantile(boost::math::complement(Normal(), upper_tail));
    quantiles[step] = static_cast<std::int32_t>(std::lround(deviate * static_cast<double>(RandomNumbers::kUnit)));
    quantiles[kSteps - 1 - step] = -quantiles[step];
  }
  return quantiles;
}

}  // namespace

std::int64_t RandomNumbers::normal() {
  static const std::vector<std::int32_t> quantiles = make_quantiles();
  return quantiles[bits(kStepBits)];
}

std::uint32_t RandomNumbers::below(std::uint32_t count) { return static_cast<std::uint32_t>(bits(32) * count >> 32); }

bool RandomNumbers::happens(double probability) { return static_cast<double>(bits(32)) < std::ldexp(probability, 32); }

std::uint64_t RandomNumbers::bits(int count) {
  if (left_ < count) {
    word_ = engine_();
    left_ = 64;
  }
  const std::uint64_t taken = word_ & ((std::uint64_t{1} << count) - 1);
  word_ >>= count;
  left_ -= count;
  return taken;
}

}  // namespace attune
