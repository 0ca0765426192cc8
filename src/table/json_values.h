#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "table/file_bytes.h"

namespace attune {

/// Cuts JSON values that stand one after the other, on lines of their own or not, out of a file.
class JsonValues {
 public:
  /// `bytes` must outlive it.
  explicit JsonValues(const FileBytes& bytes) : bytes_(bytes) {}

  /// The bytes of the next object or list; false at the end. They need not be sound JSON, but are nested at most 64
  /// deep. Throws Error (data) for what begins otherwise, is nested deeper, does not end, or is larger than 64 MiB.
  bool next(std::string& value);
  /// The line on which the last value begins.
  std::size_t line() const { return first_line_; }

 private:
  int look();
  [[noreturn]] void refuse(const std::string& problem, const std::string& remedy) const;

  const FileBytes& bytes_;
  std::uint64_t at_ = 0;  // in the file, of the first byte after the piece
  std::string piece_;
  std::size_t taken_ = 0;  // bytes of the piece
  std::size_t line_ = 1;
  std::size_t first_line_ = 1;
};

}  // namespace attune
