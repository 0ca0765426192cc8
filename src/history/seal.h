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
/// Sealed bytes are: a head, which is authenticated with every chunk; the header of the stream; the chunks. The head
/// is: what they are and their version, salt, cost, the size of what is sealed; a keyed digest of these, by which a
/// wrong passphrase shows; a digest of all before it, by which damage to the head does. That of version 1, which is
/// still read, ends after the cost.
class Seal {
 public:
  /// A seal for new bytes, with a salt of its own. The cost is that of libsodium's "moderate" unless told otherwise.
  explicit Seal(const Secret& passphrase, KeyCost cost = {});
  /// The seal with which `sealed` was closed, if the passphrase is the same. Throws Error (data), naming `file`, where
  /// `sealed` is nothing sealed, is cut off, or has an altered head, as far as that shows without the key.
  Seal(const Secret& passphrase, std::string_view sealed, const std::string& file);

  std::string close(std::string_view bytes) const;
  /// What close() was given, of the bytes that this seal was made for or made. Throws Error (data), naming `file`: the
  /// passphrase is wrong, or a byte is altered or missing.
  Secret open(std::string_view sealed, const std::string& file) const;

 private:
  void make_key(const Secret& passphrase, KeyCost cost);

  std::string head(std::uint64_t size) const;
  std::string check_of(std::string_view begin) const;

  std::string key_head_;  // salt and cost, of which the key is made with the passphrase
  Secret key_;
};

}  // namespace attune
