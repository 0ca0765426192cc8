#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace attune {

/// Random numbers that are the same for a seed on every machine and with every compiler.
///
/// The C++ standard fixes what std::mt19937_64 gives, but not what its distributions make of it. So all here are whole
/// numbers made of those bits. A normal deviate is one of 65,536 equally likely quantiles of the normal distribution,
/// rounded to kUnit parts of an SD. None of them lies so near to a half that the last digits of a machine's logarithm
/// could round it the other way.
class RandomNumbers {
 public:
  /// One standard deviation of normal().
  static constexpr std::int64_t kUnit = 65'536;

  explicit RandomNumbers(std::uint64_t seed) : engine_(seed) {}

  /// A normal deviate with mean 0 and standard deviation kUnit, at most 4.4 of them from the mean.
  std::int64_t normal();

  /// Each number from 0 to `count` − 1 with the same probability, to 2⁻³²; `count` is from 1 to 2³² − 1.
  std::uint32_t below(std::uint32_t count);

  /// Whether something happens that happens with this probability (0 to 1), to 2⁻³².
  bool happens(double probability);

 private:
  std::uint64_t bits(int count);

  std::mt19937_64 engine_;
  std::uint64_t word_ = 0;
  int left_ = 0;  // bits of word_ that have not been used
};

}  // namespace attune
