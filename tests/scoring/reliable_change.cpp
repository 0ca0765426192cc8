#include "scoring/reliable_change.h"

#include <doctest/doctest.h>

#include <cmath>

#include "questionnaire/reported_error.h"

namespace attune {
namespace {

Change between(Measurement before, Measurement after, std::optional<Better> better = std::nullopt) {
  return reliable_change(before, after, better);
}

}  // namespace

TEST_CASE("the index is that of Jacobson and Truax's worked example") {
  // Their client (1991) goes from 32.5 to 47.5 on a measure with SD 7.5 and reliability .80, and they print a standard
  // error of the difference of 4.74 and an index of 3.16. By hand: 7.5 · √(1 − .80) = 3.354102, 3.354102 · √2 =
  // 4.743416, 15 / 4.743416 = √10 = 3.162278.
  const double sem = standard_error(7.5, 0.80);
  const Change change = between({32.5, sem}, {47.5, sem}, Better::higher);
  CHECK(change.difference == 15);
  CHECK(change.index == doctest::Approx(std::sqrt(10)).epsilon(1e-12));
  CHECK(change.verdict == ChangeVerdict::better);
}

TEST_CASE("two different errors add as independent ones") {
  // By hand: √(0.3² + 0.4²) = 0.5, 1 / 0.5 = 2
  CHECK(between({3, 0.3}, {4, 0.4}).index == doctest::Approx(2).epsilon(1e-12));
  CHECK(between({4, 0.3}, {3, 0.4}).index == doctest::Approx(-2).epsilon(1e-12));
}

TEST_CASE("one error may be 0") { CHECK(between({3, 0}, {4, 0.5}).index == 2); }

TEST_CASE("a change is reliable beyond 1.96 only") {
  // The errors are √(0.6² + 0.8²) = 1 in all, so that the difference is the index.
  CHECK(between({0, 0.6}, {1.95, 0.8}).verdict == ChangeVerdict::no_reliable_change);
  CHECK(between({0, 0.6}, {-1.95, 0.8}).verdict == ChangeVerdict::no_reliable_change);
  CHECK(between({0, 0.6}, {1.97, 0.8}).verdict == ChangeVerdict::higher);
  CHECK(between({0, 0.6}, {-1.97, 0.8}).verdict == ChangeVerdict::lower);
}

TEST_CASE("better and worse follow from which way is better") {
  const Measurement low{1, 0.1}, high{2, 0.1};
  CHECK(between(low, high, Better::higher).verdict == ChangeVerdict::better);
  CHECK(between(high, low, Better::higher).verdict == ChangeVerdict::worse);
  CHECK(between(low, high, Better::lower).verdict == ChangeVerdict::worse);
  CHECK(between(high, low, Better::lower).verdict == ChangeVerdict::better);
}

TEST_CASE("an unchanged score is no reliable change") {
  const Change change = between({3, 0.2}, {3, 0.2}, Better::lower);
  CHECK(change.index == 0);
  CHECK(change.verdict == ChangeVerdict::no_reliable_change);
}

TEST_CASE("without any error the difference is known, and nothing else") {
  for (const double error : {0.0, kNoScore}) {
    CAPTURE(error);
    const Change change = between({1, error}, {7, error}, Better::lower);
    CHECK(change.difference == 6);
    CHECK(std::isnan(change.index));
    CHECK_FALSE(change.verdict);
  }
}

TEST_CASE("an error that is not known on one side leaves no verdict") {
  CHECK_FALSE(between({1, kNoScore}, {7, 0.1}).verdict);
  CHECK_FALSE(between({1, 0.1}, {7, kNoScore}).verdict);
}

TEST_CASE("a missing score leaves no difference, index or verdict") {
  for (const auto& change : {between({}, {4, 0.2}), between({4, 0.2}, {}), between({}, {})}) {
    CHECK(std::isnan(change.difference));
    CHECK(std::isnan(change.index));
    CHECK_FALSE(change.verdict);
  }
}

}  // namespace attune
