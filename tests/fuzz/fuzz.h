#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/file.h"

/// What fuzz targets need. A target is given bytes that a fuzzer made up, and ends the program where a promise is
/// broken. An Error is no broken promise: bad input gets one.
namespace attune::fuzz {

/// The bytes of one run: first choices, then the text.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  /// A number from 0 to `count` - 1; 0 where no bytes are left.
  std::size_t choose(std::size_t count) {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte % count;
  }

  bool empty() const { return rest_.empty(); }
  std::string rest() const { return std::string(rest_); }

 private:
  std::string_view rest_;
};

/// Runs `action`; false where it threw an Error.
template <typename Action>
bool accepted(const Action& action) {
  try {
    action();
  } catch (const Error&) {
    return false;
  }
  return true;
}

/// Ends the program where a promise is broken.
inline void promise(bool kept, std::string_view text) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %.*s\n", static_cast<int>(text.size()), text.data());
  std::abort();
}

/// A file in memory.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(memfd_create("fuzz", MFD_CLOEXEC)) {
    promise(descriptor_ >= 0 && write_all(descriptor_, bytes), "there is memory for a file");
    lseek(descriptor_, 0, SEEK_SET);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(descriptor_); }

  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

}  // namespace attune::fuzz
