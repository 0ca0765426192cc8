#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/nameless_file.h"
#include "table/unpacked_input.h"

namespace attune {

/// The bytes of an input at any place, for formats that are not read from start to end.
///
/// A file is read where it stands. What comes through a pipe or is compressed is first copied into a file without a
/// name.
class FileBytes {
 public:
  /// Throws Error: as UnpackedInput::read() and NamelessFile do, and data where the input unpacks to so much that it
  /// can hardly be a file of answers.
  explicit FileBytes(UnpackedInput in);

  const std::string& name() const { return in_.name(); }
  std::uint64_t size() const { return size_; }

  /// Reads up to `most` bytes from place `at` on; returns how many, fewer only at the end. Throws Error (io).
  std::size_t read(std::uint64_t at, char* to, std::size_t most) const;

 private:
  void copy();

  UnpackedInput in_;
  std::optional<NamelessFile> copy_;
  std::uint64_t size_ = 0;
};

/// Answers of one digit in the wordiest of the formats shrink to a fiftieth.
inline constexpr std::uint64_t kMostTimes = 200;

/// Refuses what unpacks to far more than answers do: a small file made to fill memory or disk. Throws Error (data).
void refuse_bomb(const std::string& file, std::uint64_t packed, std::uint64_t unpacked,
                 std::uint64_t most_times = kMostTimes);

}  // namespace attune
