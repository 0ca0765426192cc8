#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace attune {

/// Bytes that nobody else shall see, such as a passphrase or a key: in memory that is kept out of swap and core dumps
/// where the system allows it, and wiped at the end.
class Secret {
 public:
  /// `size` bytes, of any value. Throws std::bad_alloc.
  explicit Secret(std::size_t size);
  /// A copy of `bytes`.
  explicit Secret(std::string_view bytes);

  unsigned char* data() { return bytes_.get(); }
  const unsigned char* data() const { return bytes_.get(); }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.get()), size_}; }

  /// Leaves the first `size` bytes, of those that there are.
  void shorten(std::size_t size) { size_ = size; }

 private:
  struct Free {
    void operator()(unsigned char* bytes) const;
  };

  std::unique_ptr<unsigned char, Free> bytes_;
  std::size_t size_;
};

}  // namespace attune
