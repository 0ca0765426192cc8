#include "psychometrics/item_moments.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <utility>

namespace attune {
namespace {

std::vector<std::size_t> up_to(std::size_t count) {
  std::vector<std::size_t> indices(count);
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  return indices;
}

}  // namespace

ItemMoments::ItemMoments(std::size_t items) : ItemMoments(up_to(items), MissingUse::pairwise) {}

ItemMoments::ItemMoments(std::vector<std::size_t> items, MissingUse use)
    : items_(std::move(items)),
      use_(use),
      answers_(size()),
      answered_(size()),
      counts_(size() * size()),
      sums_(size() * size()),
      products_(size() * size()) {}

void ItemMoments::add(const AnswerBlock& block) {
  for (std::size_t first = 0; first < block.rows; first += ColumnStretch::kRows) {
    const std::size_t rows = gather(block, first, std::min(first + ColumnStretch::kRows, block.rows));
    add_products(answers_, answered_, rows, sums_);
    add_products(answered_, answered_, rows, counts_);
    add_products(answers_, answers_, rows, products_);
  }
}

void ItemMoments::add(const ItemMoments& other) {
  const auto add_all = [](std::vector<std::int64_t>& to, const std::vector<std::int64_t>& from) {
    std::transform(to.begin(), to.end(), from.begin(), to.begin(), std::plus<>());
  };
  add_all(counts_, other.counts_);
  add_all(sums_, other.sums_);
  add_all(products_, other.products_);
}

// Turns rows into columns, so that a pair of items is two runs of numbers. Returns how many rows count.
std::size_t ItemMoments::gather(const AnswerBlock& block, std::size_t first, std::size_t end) {
  std::size_t rows = 0;
  for (std::size_t r = first; r < end; ++r) {
    const std::span<const Answer> row = block.row(r);
    bool complete = true;
    for (std::size_t i = 0; i < size(); ++i) {
      const Answer answer = row[items_[i]];
      const bool given = answer != kMissing;
      complete = complete && given;
      answers_.column(i)[rows] = given ? answer : Answer{0};
      answered_.column(i)[rows] = given;
    }
    if (complete || use_ == MissingUse::pairwise) ++rows;
  }
  return rows;
}

std::size_t ItemMoments::count(std::size_t item, std::size_t other) const {
  return static_cast<std::size_t>(counts_[pair(item, other)]);
}

Eigen::VectorXd ItemMoments::means() const {
  Eigen::VectorXd means(static_cast<Eigen::Index>(size()));
  for (std::size_t i = 0; i < size(); ++i)
    means[static_cast<Eigen::Index>(i)] =
        static_cast<double>(sums_[pair(i, i)]) / static_cast<double>(counts_[pair(i, i)]);
  return means;
}

Eigen::MatrixXd ItemMoments::covariances() const {
  const auto items = static_cast<Eigen::Index>(size());
  Eigen::MatrixXd covariances(items, items);
  for (std::size_t i = 0; i < size(); ++i) {
    for (std::size_t j = i; j < size(); ++j) {
      const auto row = static_cast<Eigen::Index>(i), column = static_cast<Eigen::Index>(j);
      covariances(row, column) = covariances(column, row) = covariance(i, j);
    }
  }
  return covariances;
}

// `item` ≤ `other`. Answers are counted from the whole number next to their mean: then little cancels, and an item that
// everybody answered alike has a variance of exactly 0.
double ItemMoments::covariance(std::size_t item, std::size_t other) const {
  const std::int64_t n = counts_[pair(item, other)];
  if (n < 2) return kUndefined;
  const std::int64_t sum = sums_[pair(item, other)], other_sum = sums_[pair(other, item)];
  const std::int64_t origin = sum / n, other_origin = other_sum / n;
  const std::int64_t product =
      products_[pair(item, other)] - origin * other_sum - other_origin * sum + n * origin * other_origin;
  const auto respondents = static_cast<double>(n);
  const double from_means =
      static_cast<double>(sum - n * origin) * static_cast<double>(other_sum - n * other_origin) / respondents;
  return (static_cast<double>(product) - from_means) / (respondents - 1);
}

}  // namespace attune
