#include "psychometrics/column_products.h"

#include <doctest/doctest.h>

#include <random>

namespace attune {

TEST_CASE("the products of all pairs of columns are added to what is there") {
  ColumnStretch a(2), b(1);
  for (std::size_t row = 0; row < 3; ++row) {
    a.column(0)[row] = static_cast<std::int16_t>(row + 1);  // 1 2 3
    a.column(1)[row] = -2;
    b.column(0)[row] = static_cast<std::int16_t>(10 * row);  // 0 10 20
  }
  std::vector<std::int64_t> sums{100, 0};
  add_products(a, b, 3, sums);
  CHECK(sums == std::vector<std::int64_t>{180, -60});
}

TEST_CASE("vectors and single products add up to the same for any number of rows, to the widest answers") {
  std::mt19937 random(5);
  ColumnStretch a(3), b(4);
  for (auto* stretch : {&a, &b}) {
    for (std::size_t column = 0; column < stretch->columns(); ++column) {
      for (std::size_t row = 0; row < ColumnStretch::kRows; ++row)
        stretch->column(column)[row] =
            static_cast<std::int16_t>(column == 0 ? 1000 : static_cast<int>(random() % 2001) - 1000);
    }
  }
  for (std::size_t rows = 0; rows <= ColumnStretch::kRows; ++rows) {
    std::vector<std::int64_t> fast(12, 7), plain(12, 7);
    add_products(a, b, rows, fast);
    add_products_plainly(a, b, rows, plain);
    CHECK(fast == plain);
  }
}

}  // namespace attune
