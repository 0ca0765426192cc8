#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/file.h"
#include "table/unpacker.h"

namespace attune {

/// So many of the first bytes tell the form of a file.
inline constexpr std::size_t kSniffed = std::size_t{64} << 10;

/// An input read from start to end, and unpacked on the way where its first bytes say that it is compressed with gzip
/// or zstd.
class UnpackedInput {
 public:
  /// Throws Error: io; data where the name promises a compressed file (.gz, .zst) that it is not; usage where the
  /// program is built without what unpacks it.
  UnpackedInput(InputStream in);

  const std::string& name() const { return in_.name(); }
  /// Its size in bytes where that is known beforehand, else 0.
  std::size_t size() const { return unpacker_ ? 0 : in_.size(); }

  /// The first bytes, at least `least` where there are as many, without taking them. Before the first read() only.
  std::string_view peek(std::size_t least);

  /// Appends up to `most` bytes to `bytes`; returns how many, 0 only at the end. Throws Error: io, or data where
  /// compressed bytes are not sound or end too early.
  std::size_t read(std::string& bytes, std::size_t most);

  /// How many bytes of a compressed input have been read so far.
  std::size_t packed_bytes() const { return packed_bytes_; }

  /// The file itself, and where the input begins in it, where its bytes stand in a file as they are; else -1.
  int plain_file() const { return unpacker_ || start_ < 0 ? -1 : in_.descriptor(); }
  std::int64_t start() const { return start_; }

 private:
  void read_packed(std::size_t least);
  std::size_t read_through(std::string& bytes, std::size_t most);

  InputStream in_;
  std::int64_t start_;  // where it begins in a file; -1: it is none
  std::unique_ptr<Unpacker> unpacker_;
  std::string packed_;        // read, and of it not unpacked what follows
  std::size_t unpacked_ = 0;  // the first of these bytes
  std::size_t packed_bytes_ = 0;
  std::string ahead_;  // read to be looked at, and not yet taken
};

/// `name` without the extension of a compressed file, if it has one.
std::string_view name_when_unpacked(std::string_view name);

}  // namespace attune
