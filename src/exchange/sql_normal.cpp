#include "exchange/sql_normal.h"

#include <fmt/format.h>

#include <array>
#include <numbers>
#include <span>

namespace attune {
namespace {

// erf(x) / x as a quotient of polynomials in x², up to x = kNear; highest power first.
constexpr double kNear = 0.46875;
constexpr std::array<double, 5> kNearAbove{1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2,
                                           3.77485237685302021e2, 3.20937758913846947e3};
constexpr std::array<double, 5> kNearBelow{1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3,
                                           2.84423683343917062e3};

// erfc(x) · exp(x²) as a quotient of polynomials in x. Cody uses it up to 4 and has a third quotient beyond, which
// keeps the relative error small; here the absolute one counts.
constexpr std::array<double, 9> kFarAbove{2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594,
                                          6.61191906371416295e1,  2.98635138197400131e2,  8.81952221241769090e2,
                                          1.71204761263407058e3,  2.05107837782607147e3,  1.23033935479799725e3};
constexpr std::array<double, 9> kFarBelow{1,
                                          1.57449261107098347e1,
                                          1.17693950891312499e2,
                                          5.37181101862009858e2,
                                          1.62138957456669019e3,
                                          3.29079923573345963e3,
                                          4.36261909014324716e3,
                                          3.43936767414372164e3,
                                          1.23033935480374942e3};

// By Horner's rule. A leading 1 is not written.
std::string polynomial(std::span<const double> coefficients, const std::string& x, const SqlDialect& dialect) {
  std::string text = coefficients[0] == 1 ? x : fmt::format("{} * {}", dialect.real(coefficients[0]), x);
  for (std::size_t power = 1; power + 1 < coefficients.size(); ++power)
    text = fmt::format("({} + {}) * {}", text, dialect.real(coefficients[power]), x);
  return fmt::format("({} + {})", text, dialect.real(coefficients.back()));
}

}  // namespace

std::string normal_distance(const std::string& difference, const std::string& error, const SqlDialect& dialect) {
  const double root = std::numbers::sqrt2;
  return fmt::format(
      "CASE WHEN {1} IS NULL THEN NULL WHEN abs({0}) < {2} THEN {3}\n"
      "      WHEN abs({0}) >= {4} * {1} THEN {5} ELSE abs({0}) / ({6} * {1}) END",
      difference, error, dialect.real(1e-9), dialect.real(0), dialect.real(kFarthest * root), dialect.real(kFarthest),
      dialect.real(root));
}

std::string normal_tail(const std::string& distance, const SqlDialect& dialect) {
  const std::string square = fmt::format("({0} * {0})", distance);
  const std::string half = dialect.real(0.5);
  return fmt::format(
      "CASE WHEN {0} < {1} THEN {2} - {2} * {0}\n        * {3}\n        / {4}\n"
      "      WHEN {0} < {5} THEN {2} * exp(-{6})\n        * {7}\n        / {8}\n"
      "      WHEN {0} >= {5} THEN {9} END",
      distance, dialect.real(kNear), half, polynomial(kNearAbove, square, dialect),
      polynomial(kNearBelow, square, dialect), dialect.real(kFarthest), square,
      polynomial(kFarAbove, distance, dialect), polynomial(kFarBelow, distance, dialect), dialect.real(0));
}

}  // namespace attune
