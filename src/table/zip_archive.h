#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "table/file_bytes.h"

namespace attune {

/// A ZIP archive, read part by part.
class ZipArchive {
 public:
  /// `bytes` must outlive it. Throws Error (data) where it is no such archive.
  explicit ZipArchive(const FileBytes& bytes);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  /// Opens the part of this name, in place of the one that is open; false where there is none. Case does not matter.
  /// Throws Error (data) where it cannot be unpacked.
  bool open(const std::string& part);

  /// Appends up to `most` bytes of the open part to `bytes`; returns how many, 0 only at its end, when its check sum
  /// has been compared. Throws Error (data) for what is damaged, and for what unpacks to far more than answers do.
  std::size_t read(std::string& bytes, std::size_t most);

 private:
  struct Library;

  [[noreturn]] void refuse(const std::string& problem) const;

  const FileBytes& bytes_;
  std::unique_ptr<Library> library_;
  std::string part_;
  std::uint64_t packed_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace attune
