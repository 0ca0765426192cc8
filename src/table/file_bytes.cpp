#include "table/file_bytes.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

constexpr std::uint64_t kSmall = std::uint64_t{64} << 20;

}  // namespace

void refuse_bomb(const std::string& file, std::uint64_t packed, std::uint64_t unpacked, std::uint64_t most_times) {
  if (unpacked <= kSmall || unpacked / most_times <= packed) return;
  throw Error(ExitCode::data, {.file = file},
              fmt::format("it unpacks to more than {} MiB, over {} times its size", kSmall >> 20, grouped(most_times)),
              "Files of answers do not; this one may be made to fill memory.");
}

FileBytes::FileBytes(UnpackedInput in) : in_(std::move(in)) {
  if (in_.plain_file() < 0) copy();
  else size_ = in_.size() - std::min<std::uint64_t>(in_.size(), static_cast<std::uint64_t>(in_.start()));
}

void FileBytes::copy() {
  copy_.emplace(name(), "to be read at any place",
                "Name a file that is not compressed, which needs no copy, or set TMPDIR to a folder with room.");
  for (std::string piece; in_.read(piece, kPiece) > 0; piece.clear()) {
    copy_->append(piece);
    size_ += piece.size();
    if (in_.packed_bytes() > 0) refuse_bomb(name(), in_.packed_bytes(), size_);
  }
}

std::size_t FileBytes::read(std::uint64_t at, char* to, std::size_t most) const {
  const int file = copy_ ? copy_->descriptor() : in_.plain_file();
  const std::uint64_t start = copy_ ? 0 : static_cast<std::uint64_t>(in_.start());
  std::size_t done = 0;
  while (done < most) {
    const ssize_t got = pread(file, to + done, most - done, static_cast<off_t>(start + at + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw Error(ExitCode::io, {.file = name()}, "cannot read: " + system_reason(errno));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace attune
