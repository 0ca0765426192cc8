#include "table/record_scan.h"

#include <bit>
#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "table/record_scan.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "base/best_target-inl.h"
#include "table/byte_masks-inl.h"

#ifndef ATTUNE_TABLE_RECORD_SCAN_STRETCHES
#define ATTUNE_TABLE_RECORD_SCAN_STRETCHES
namespace attune {

// Takes a stretch of 64 bytes, a bit for each, in a few instructions: tests/bench/FAST_PATH.md explains how.
struct RecordScanStretches {
  RecordScan& scan;
  std::string_view text;

  char delimiter() const { return scan.delimiter_; }
  bool in_quotes() const { return scan.state_ == RecordScan::State::quoted; }
  bool may_open() const {
    return scan.state_ == RecordScan::State::field_start || scan.state_ == RecordScan::State::quote_in_quoted;
  }
  const char* at() const { return text.data() + scan.scanned_; }
  std::size_t left() const { return text.size() - scan.scanned_; }

  // Bits of the stretch: all line feeds, those that end a record, and NUL bytes.
  void take(std::uint64_t feeds, std::uint64_t ends, std::uint64_t nuls, RecordScan::State after) {
    if (ends != 0) {
      const int last = 63 - std::countl_zero(ends);
      scan.last_end_ = scan.scanned_ + static_cast<std::size_t>(last) + 1;
      scan.lines_at_end_ = scan.lines_ + static_cast<std::size_t>(std::popcount(feeds << (63 - last)));
    }
    if (nuls != 0 && !scan.nul_) scan.nul_ = scan.scanned_ + static_cast<std::size_t>(std::countr_zero(nuls));
    scan.lines_ += static_cast<std::size_t>(std::popcount(feeds));
    scan.scanned_ += 64;
    scan.state_ = after;
  }
};

}  // namespace attune
#endif

HWY_BEFORE_NAMESPACE();
namespace attune::HWY_NAMESPACE {

// Takes stretches of 64 bytes until one is too short, or has a quote that an ordinary character precedes: there quotes
// do not come in pairs any more.
void take_stretches(RecordScanStretches stretches) {
  constexpr std::uint64_t kLast = std::uint64_t{1} << 63;
  const char delimiter = stretches.delimiter();
  while (stretches.left() >= kMaskBytes) {
    const char* bytes = stretches.at();
    const std::uint64_t feeds = equal_mask(bytes, '\n');
    const std::uint64_t nuls = equal_mask(bytes, '\0');
    if (delimiter == 0) {
      stretches.take(feeds, feeds, nuls, RecordScan::State::field_start);
      continue;
    }
    const std::uint64_t quotes = equal_mask(bytes, '"');
    const std::uint64_t delimiters = equal_mask(bytes, delimiter);
    const std::uint64_t inside = parity_so_far(quotes) ^ (stretches.in_quotes() ? ~std::uint64_t{0} : 0);
    const std::uint64_t opening = quotes & inside;
    const std::uint64_t openers = ((delimiters | feeds) & ~inside) | quotes;
    if ((opening & ~((openers << 1) | (stretches.may_open() ? 1 : 0))) != 0) return;
    const auto after = (inside & kLast) != 0    ? RecordScan::State::quoted
                       : (quotes & kLast) != 0  ? RecordScan::State::quote_in_quoted
                       : (openers & kLast) != 0 ? RecordScan::State::field_start
                                                : RecordScan::State::unquoted;
    stretches.take(feeds, feeds & ~inside, nuls, after);
  }
}

}  // namespace attune::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace attune {

static const auto best_take_stretches = ATTUNE_BEST(take_stretches);

void RecordScan::look(std::string_view text) {
  while (scanned_ < text.size()) {
    best_take_stretches(RecordScanStretches{*this, text});
    look_plainly(text.substr(0, scanned_ + 64));
  }
}

void RecordScan::look_plainly(std::string_view text) {
  for (; scanned_ < text.size(); ++scanned_) take(text[scanned_]);
}

void RecordScan::take(char byte) {
  if (byte == '\0' && !nul_) nul_ = scanned_;
  if (byte == '\n') ++lines_;
  if (delimiter_ != 0 && state_ == State::quoted) {
    if (byte == '"') state_ = State::quote_in_quoted;
  } else if (delimiter_ != 0 && byte == '"' && (state_ == State::field_start || state_ == State::quote_in_quoted)) {
    state_ = State::quoted;
  } else if (byte == '\n') {
    state_ = State::field_start;
    last_end_ = scanned_ + 1;
    lines_at_end_ = lines_;
  } else {
    state_ = byte == delimiter_ ? State::field_start : State::unquoted;
  }
}

}  // namespace attune
#endif
