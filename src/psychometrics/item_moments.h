#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "psychometrics/column_products.h"
#include "psychometrics/sample_statistics.h"
#include "questionnaire/answer.h"

namespace attune {

/// Means and covariances of raw answers, gathered in one pass in memory that does not grow with the respondents.
///
/// Counts, sums and sums of products are whole numbers, so that nothing is lost on the way. 64 bits hold those of 10¹²
/// respondents: a definition's answers lie within ±1000.
class ItemMoments {
 public:
  /// Of the items with these indices in the blocks to come. In complete use, only rows count in which none of them is
  /// missing.
  ItemMoments(std::vector<std::size_t> items, MissingUse use);
  /// Of all items of the blocks to come, `items` in number, in pairwise use.
  explicit ItemMoments(std::size_t items);

  void add(const AnswerBlock& block);
  /// Adds what `other`, of the same items in the same use, has gathered.
  void add(const ItemMoments& other);

  std::size_t size() const { return items_.size(); }
  /// How many respondents answered both items; for an item with itself, how many answered it.
  std::size_t count(std::size_t item, std::size_t other) const;
  /// The mean answer to each item; not a number where nobody answered.
  Eigen::VectorXd means() const;
  /// The covariances (n − 1 in the denominator), each over the respondents who answered both items; not a number where
  /// these are fewer than two. Of pairwise use, the matrix need not be positive semidefinite.
  Eigen::MatrixXd covariances() const;

 private:
  std::size_t gather(const AnswerBlock& block, std::size_t first, std::size_t end);
  std::size_t pair(std::size_t item, std::size_t other) const { return item * size() + other; }
  double covariance(std::size_t item, std::size_t other) const;

  std::vector<std::size_t> items_;
  MissingUse use_;
  ColumnStretch answers_;               // 0 where missing
  ColumnStretch answered_;              // 1 where answered, else 0
  std::vector<std::int64_t> counts_;    // [item][other]: respondents who answered both
  std::vector<std::int64_t> sums_;      // [item][other]: of the answers to `item` of those
  std::vector<std::int64_t> products_;  // [item][other]: of the products of the two answers
};

}  // namespace attune
