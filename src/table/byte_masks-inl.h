// Read once for each kind of processor by the files that use it, as Highway's foreach_target.h wants it.
#if defined(ATTUNE_TABLE_BYTE_MASKS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef ATTUNE_TABLE_BYTE_MASKS_INL_H_
#undef ATTUNE_TABLE_BYTE_MASKS_INL_H_
#else
#define ATTUNE_TABLE_BYTE_MASKS_INL_H_
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace attune::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// So many bytes are looked at together.
inline constexpr std::size_t kMaskBytes = 64;

/// Of the 64 bytes at `bytes`, which are `wanted`: bit i stands for byte i.
inline std::uint64_t equal_mask(const char* bytes, char wanted) {
  const hn::CappedTag<std::uint8_t, kMaskBytes> d;
  const auto* from = reinterpret_cast<const std::uint8_t*>(bytes);
  std::uint64_t mask = 0;
  for (std::size_t at = 0; at < kMaskBytes; at += hn::Lanes(d)) {
    const auto found = hn::LoadU(d, from + at) == hn::Set(d, static_cast<std::uint8_t>(wanted));
    std::uint8_t bits[8] = {};
    hn::StoreMaskBits(d, found, bits);
    std::uint64_t part = 0;
    for (std::size_t b = 0; b < sizeof bits; ++b) part |= std::uint64_t{bits[b]} << (8 * b);
    mask |= part << at;
  }
  return mask;
}

/// Bit i of the result: whether an odd number of the bits 0 … i are set.
inline std::uint64_t parity_so_far(std::uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

}  // namespace attune::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
