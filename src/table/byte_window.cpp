#include "table/byte_window.h"

namespace attune {

std::size_t ByteWindow::read(std::uint64_t at, char* to, std::size_t most) {
  constexpr std::size_t kPiece = std::size_t{64} << 10;
  std::size_t done = 0;
  while (done < most) {
    const std::uint64_t next = at + done;
    if (next < start_ || next >= start_ + piece_.size()) {
      piece_.resize(kPiece);
      piece_.resize(bytes_.read(next, piece_.data(), kPiece));
      start_ = next;
      if (piece_.empty()) break;
    }
    done += piece_.copy(to + done, most - done, static_cast<std::size_t>(next - start_));
  }
  return done;
}

}  // namespace attune
