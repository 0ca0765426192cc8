#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace attune {

/// How large a part of a group something is.
struct Share {
  std::size_t count = 0;
  double share = 0;  ///< from 0 to 1; not a number of nobody
  double low = 0;    ///< 95 % confidence interval (Wilson, 1927, J. Am. Stat. Assoc. 22, 209–212)
  double high = 1;
};

/// The share of `count` in `of`.
Share share_of(std::size_t count, std::size_t of);

/// Counts profiles.
class ProfileCounts {
 public:
  /// `profiles` is how many there are.
  explicit ProfileCounts(std::size_t profiles) : counts_(profiles) {}

  /// One person's, as Scores::profile gives it.
  void add(std::int8_t profile);

  /// By profile, of those who have one.
  std::vector<Share> shares() const;
  std::size_t without_profile() const { return without_; }

 private:
  std::vector<std::size_t> counts_;
  std::size_t without_ = 0;
};

}  // namespace attune
