#include "scoring/key_sums.h"

#include <algorithm>
#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "scoring/key_sums.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "base/best_target-inl.h"

HWY_BEFORE_NAMESPACE();
namespace attune::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR
// A processor without vectors.
bool add_block(const AnswerBlock&, const std::int16_t*, const std::int16_t*, KeySums&) { return false; }
#else

// Adds up one row in vectors side by side, of which the last ends with the row and so overlaps the one before.
template <class D>
class RowAdder {
 public:
  using Wide = hn::Repartition<std::int32_t, D>;

  RowAdder(D d, const std::int16_t* signs, const std::int16_t* offsets, std::size_t items)
      : d_(d), signs_(signs), offsets_(offsets), items_(items) {}

  HWY_INLINE void add(const Answer* row, std::int32_t& sum, std::int32_t& squares, std::int32_t& answered) const {
    const Wide wide;
    const std::size_t lanes = hn::Lanes(d_);
    auto sums = hn::Zero(wide), squared = hn::Zero(wide), counts = hn::Zero(wide);
    // The multiplication adds neighbours up into two halves, of which only the total matters.
    auto more_sums = sums, more_squared = sums, more_counts = sums;
    const auto one = hn::Set(d_, std::int16_t{1});
    for (std::size_t done = 0; done < items_; done += lanes) {
      const std::size_t from = std::min(done, items_ - lanes);
      const auto answers = hn::LoadU(d_, row + from);
      auto signs = hn::LoadU(d_, signs_ + from);
      auto offsets = hn::LoadU(d_, offsets_ + from);
      if (from < done) {
        const auto fresh = hn::Iota(d_, 1) > hn::Set(d_, static_cast<std::int16_t>(done - from));
        signs = hn::IfThenElseZero(fresh, signs);
        offsets = hn::IfThenElseZero(fresh, offsets);
      }
      const auto missing = answers == hn::Set(d_, kMissing);
      const auto keyed = hn::IfThenZeroElse(missing, answers * signs + offsets);
      const auto present = hn::IfThenZeroElse(missing, hn::Abs(signs));
      sums = hn::ReorderWidenMulAccumulate(wide, keyed, one, sums, more_sums);
      squared = hn::ReorderWidenMulAccumulate(wide, keyed, keyed, squared, more_squared);
      counts = hn::ReorderWidenMulAccumulate(wide, present, one, counts, more_counts);
    }
    sum = total(sums, more_sums);
    squares = total(squared, more_squared);
    answered = total(counts, more_counts);
  }

 private:
  template <class V>
  static HWY_INLINE std::int32_t total(V one, V more) {
    const Wide wide;
    return hn::GetLane(hn::SumOfLanes(wide, one + more));
  }

  D d_;
  const std::int16_t* signs_;
  const std::int16_t* offsets_;
  std::size_t items_;
};

template <class D>
bool add_rows(D d, const AnswerBlock& block, const std::int16_t* signs, const std::int16_t* offsets, KeySums& out) {
  if (block.items < hn::Lanes(d)) return false;
  const RowAdder<D> adder(d, signs, offsets, block.items);
  for (std::size_t r = 0; r < block.rows; ++r)
    adder.add(block.answers.data() + r * block.items, out.sums[r], out.squares[r], out.answered[r]);
  return true;
}

// False where a row is too short for that.
bool add_block(const AnswerBlock& block, const std::int16_t* signs, const std::int16_t* offsets, KeySums& out) {
  return add_rows(hn::ScalableTag<std::int16_t>(), block, signs, offsets, out) ||
         add_rows(hn::CappedTag<std::int16_t, 16>(), block, signs, offsets, out) ||
         add_rows(hn::CappedTag<std::int16_t, 8>(), block, signs, offsets, out);
}

#endif

}  // namespace attune::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace attune {

static const auto best_add_block = ATTUNE_BEST(add_block);

namespace {

void make_room(std::size_t rows, KeySums& sums) {
  for (auto* column : {&sums.sums, &sums.squares, &sums.answered}) column->resize(rows);
}

}  // namespace

KeyAdder::KeyAdder(const std::vector<KeyedItem>& key, std::span<const int> reflections)
    : signs_(reflections.size()), offsets_(reflections.size()) {
  for (const KeyedItem& keyed : key) {
    const Term term{.item = keyed.item,
                    .sign = static_cast<std::int16_t>(keyed.reversed ? -1 : 1),
                    .offset = static_cast<std::int16_t>(keyed.reversed ? reflections[keyed.item] : 0)};
    key_.push_back(term);
    signs_[term.item] = term.sign;
    offsets_[term.item] = term.offset;
  }
}

void KeyAdder::add(const AnswerBlock& block, KeySums& out) const {
  make_room(block.rows, out);
  if (!best_add_block(block, signs_.data(), offsets_.data(), out)) add_plainly(block, out);
}

void KeyAdder::add_plainly(const AnswerBlock& block, KeySums& out) const {
  make_room(block.rows, out);
  for (std::size_t r = 0; r < block.rows; ++r) {
    const auto row = block.row(r);
    std::int32_t sum = 0, squares = 0, answered = 0;
    for (const Term& term : key_) {
      if (row[term.item] == kMissing) continue;
      const std::int32_t keyed = term.sign * row[term.item] + term.offset;
      sum += keyed;
      squares += keyed * keyed;
      ++answered;
    }
    out.sums[r] = sum;
    out.squares[r] = squares;
    out.answered[r] = answered;
  }
}

}  // namespace attune
#endif
