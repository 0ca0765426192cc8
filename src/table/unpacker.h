#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace attune {

/// Unpacks compressed bytes piece by piece, in constant memory.
class Unpacker {
 public:
  virtual ~Unpacker() = default;
  /// Takes bytes off the front of `packed` and appends what they unpack to, at most `most` bytes, to `bytes`. Takes or
  /// appends at least one byte where there is one to take. Throws Error (data) for bytes that are not sound.
  virtual void unpack(std::string_view& packed, std::string& bytes, std::size_t most) = 0;
  /// Whether the bytes taken so far may be all.
  virtual bool may_end() const = 0;
};

/// For gzip (RFC 1952), several members after one another too. `file` is how messages name it. Throws Error (usage)
/// where the program is built without.
std::unique_ptr<Unpacker> make_gzip_unpacker(const std::string& file);
/// The same for Zstandard (RFC 8878), with windows of up to 128 MiB.
std::unique_ptr<Unpacker> make_zstd_unpacker(const std::string& file);

}  // namespace attune
