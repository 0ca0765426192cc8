#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "history/secret.h"

namespace attune {

/// What it costs to make a key from a passphrase, and so to try a wrong one.
struct KeyCost {
  std::uint64_t passes = 3;
  std::uint64_t memory = std::uint64_t{256} << 20;  ///< bytes
};

/// Encrypts with a passphrase: Argon2id (Biryukov, Dinu & Khovratovich, 2016; RFC 9106) makes the key of it,
/// XChaCha20-Poly1305 encrypts in chunks of which none can be altered, left out, moved or cut off unnoticed.
///
/// Sealed bytes are: what they are and their version, salt, cost (each authenticated with every chunk), the header of
/// the stream, the chunks.
class Seal {
 public:
  /// A seal for new bytes, with a salt of its own. The cost is that of libsodium's "moderate" unless told otherwise.
  explicit Seal(const Secret& passphrase, KeyCost cost = {});
  /// The seal with which `sealed` was closed, if the passphrase is the same. Throws Error (data), naming `file`, where
  /// `sealed` is nothing sealed, or asks for more memory or time than a seal ever does.
  Seal(const Secret& passphrase, std::string_view sealed, const std::string& file);

  std::string close(std::string_view bytes) const;
  /// What close() was given. Throws Error (data), naming `file`: the passphrase is wrong, or a byte is altered or
  /// missing.
  Secret open(std::string_view sealed, const std::string& file) const;

 private:
  void make_key(const Secret& passphrase, KeyCost cost);

  std::string head_;  // what is authenticated with every chunk
  Secret key_;
};

}  // namespace attune
