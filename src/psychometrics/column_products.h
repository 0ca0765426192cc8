#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace attune {

/// A stretch of rows of a table of small whole numbers, by column.
///
/// Its rows are few enough for products of answers, which lie within ±1000, to add up in 32 bits, and for all columns
/// to stay in the nearest cache: together that makes it several times faster.
class ColumnStretch {
 public:
  static constexpr std::size_t kRows = 256;

  explicit ColumnStretch(std::size_t columns) : columns_(columns), values_(columns * kRows) {}

  std::size_t columns() const { return columns_; }
  std::int16_t* column(std::size_t index) { return &values_[index * kRows]; }
  const std::int16_t* column(std::size_t index) const { return &values_[index * kRows]; }

 private:
  std::size_t columns_;
  std::vector<std::int16_t> values_;
};

/// Adds to `sums` [column of a][column of b] the products of the two columns, over the first `rows` rows.
void add_products(const ColumnStretch& a, const ColumnStretch& b, std::size_t rows, std::vector<std::int64_t>& sums);
/// As add_products(), one product after the other: what it has to agree with.
void add_products_plainly(const ColumnStretch& a, const ColumnStretch& b, std::size_t rows,
                          std::vector<std::int64_t>& sums);

}  // namespace attune
