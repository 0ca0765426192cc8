#include "psychometrics/column_products.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "psychometrics/column_products.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "base/best_target-inl.h"

HWY_BEFORE_NAMESPACE();
namespace attune::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR
// A processor without vectors.
bool add_all(const ColumnStretch&, const ColumnStretch&, std::size_t, std::vector<std::int64_t>&) { return false; }
#else

// Of `rows` rows, a multiple of the lanes.
inline std::int32_t dot(const std::int16_t* a, const std::int16_t* b, std::size_t rows) {
  const hn::ScalableTag<std::int16_t> d;
  const hn::Repartition<std::int32_t, decltype(d)> wide;
  // The multiplication adds neighbours up into two halves, of which only the total matters.
  auto sum = hn::Zero(wide), more = hn::Zero(wide);
  for (std::size_t at = 0; at < rows; at += hn::Lanes(d))
    sum = hn::ReorderWidenMulAccumulate(wide, hn::LoadU(d, a + at), hn::LoadU(d, b + at), sum, more);
  return hn::GetLane(hn::SumOfLanes(wide, sum + more));
}

bool add_all(const ColumnStretch& a, const ColumnStretch& b, std::size_t rows, std::vector<std::int64_t>& sums) {
  const std::size_t lanes = hn::Lanes(hn::ScalableTag<std::int16_t>());
  const std::size_t even = rows / lanes * lanes;
  for (std::size_t i = 0; i < a.columns(); ++i) {
    for (std::size_t j = 0; j < b.columns(); ++j) {
      std::int32_t sum = dot(a.column(i), b.column(j), even);
      for (std::size_t row = even; row < rows; ++row) sum += a.column(i)[row] * b.column(j)[row];
      sums[i * b.columns() + j] += sum;
    }
  }
  return true;
}
#endif

}  // namespace attune::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace attune {

static const auto best_add_all = ATTUNE_BEST(add_all);

void add_products(const ColumnStretch& a, const ColumnStretch& b, std::size_t rows, std::vector<std::int64_t>& sums) {
  if (!best_add_all(a, b, rows, sums)) add_products_plainly(a, b, rows, sums);
}

void add_products_plainly(const ColumnStretch& a, const ColumnStretch& b, std::size_t rows,
                          std::vector<std::int64_t>& sums) {
  for (std::size_t i = 0; i < a.columns(); ++i) {
    for (std::size_t j = 0; j < b.columns(); ++j) {
      for (std::size_t row = 0; row < rows; ++row)
        sums[i * b.columns() + j] += static_cast<std::int64_t>(a.column(i)[row]) * b.column(j)[row];
    }
  }
}

}  // namespace attune
#endif
