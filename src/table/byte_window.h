#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "table/file_bytes.h"

namespace attune {

/// Reads a file at any place, a few bytes at a time, from the piece of it that was read last.
class ByteWindow {
 public:
  /// `bytes` must outlive it.
  explicit ByteWindow(const FileBytes& bytes) : bytes_(bytes) {}

  /// As FileBytes::read().
  std::size_t read(std::uint64_t at, char* to, std::size_t most);

 private:
  const FileBytes& bytes_;
  std::string piece_;
  std::uint64_t start_ = 0;  // of the piece, in the file
};

}  // namespace attune
