#include "history/seal.h"

#include <sodium.h>

#include <algorithm>
#include <new>

#include "base/error.h"

namespace attune {
namespace {

constexpr std::string_view kMagic = "attune history 1";
constexpr std::size_t kCostAt = kMagic.size() + crypto_pwhash_SALTBYTES;
constexpr std::size_t kHeadSize = kCostAt + 2 * sizeof(std::uint64_t);
constexpr std::size_t kStreamAt = kHeadSize + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr std::size_t kSealedChunk = kChunk + crypto_secretstream_xchacha20poly1305_ABYTES;

void append_number(std::string& bytes, std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(number >> shift & 0xff);
}

std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t byte = 0; byte < 8; ++byte)
    number |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + byte])) << (8 * byte);
  return number;
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

[[noreturn]] void refuse(const std::string& file, const std::string& problem) {
  throw Error(ExitCode::data, {.file = file}, problem, "The file is left as it is.");
}

// Numbers in a file that somebody has tampered with must not make the computer stand still.
bool is_bearable(const KeyCost& cost) {
  return cost.passes >= crypto_pwhash_OPSLIMIT_MIN && cost.passes <= crypto_pwhash_OPSLIMIT_SENSITIVE &&
         cost.memory >= crypto_pwhash_MEMLIMIT_MIN && cost.memory <= crypto_pwhash_MEMLIMIT_SENSITIVE;
}

}  // namespace

Seal::Seal(const Secret& passphrase, KeyCost cost)
    : head_(kMagic), key_(crypto_secretstream_xchacha20poly1305_KEYBYTES) {
  head_.resize(kCostAt);
  randombytes_buf(bytes_of(head_) + kMagic.size(), crypto_pwhash_SALTBYTES);
  append_number(head_, cost.passes);
  append_number(head_, cost.memory);
  make_key(passphrase, cost);
}

Seal::Seal(const Secret& passphrase, std::string_view sealed, const std::string& file)
    : head_(sealed.substr(0, kHeadSize)), key_(crypto_secretstream_xchacha20poly1305_KEYBYTES) {
  if (!sealed.starts_with(kMagic)) refuse(file, "this is not a history that attune has locked");
  if (sealed.size() < kStreamAt) refuse(file, "the locked history is cut off");
  const KeyCost cost{.passes = number_at(head_, kCostAt), .memory = number_at(head_, kCostAt + 8)};
  if (!is_bearable(cost)) refuse(file, "the locked history has been altered");
  make_key(passphrase, cost);
}

void Seal::make_key(const Secret& passphrase, KeyCost cost) {
  const int failed = crypto_pwhash(key_.data(), key_.size(), reinterpret_cast<const char*>(passphrase.data()),
                                   passphrase.size(), bytes_of(std::string_view(head_)) + kMagic.size(), cost.passes,
                                   static_cast<std::size_t>(cost.memory), crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw std::bad_alloc();
}

std::string Seal::close(std::string_view bytes) const {
  std::string sealed = head_;
  sealed.resize(kStreamAt);
  crypto_secretstream_xchacha20poly1305_state stream;
  crypto_secretstream_xchacha20poly1305_init_push(&stream, bytes_of(sealed) + kHeadSize, key_.data());
  bool last = false;
  while (!last) {
    const std::string_view chunk = bytes.substr(0, kChunk);
    bytes.remove_prefix(chunk.size());
    last = bytes.empty();
    const std::size_t at = sealed.size();
    sealed.resize(at + chunk.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
    crypto_secretstream_xchacha20poly1305_push(
        &stream, bytes_of(sealed) + at, nullptr, bytes_of(chunk), chunk.size(), bytes_of(std::string_view(head_)),
        head_.size(),
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  }
  sodium_memzero(&stream, sizeof stream);
  return sealed;
}

Secret Seal::open(std::string_view sealed, const std::string& file) const {
  Secret bytes(sealed.size());
  std::size_t size = 0;
  crypto_secretstream_xchacha20poly1305_state stream;
  crypto_secretstream_xchacha20poly1305_init_pull(&stream, bytes_of(sealed) + kHeadSize, key_.data());
  unsigned char tag = 0;
  for (sealed.remove_prefix(kStreamAt); tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL;) {
    const std::string_view chunk = sealed.substr(0, kSealedChunk);
    sealed.remove_prefix(chunk.size());
    if (chunk.size() < crypto_secretstream_xchacha20poly1305_ABYTES) refuse(file, "the locked history is cut off");
    unsigned long long opened = 0;
    const int failed =
        crypto_secretstream_xchacha20poly1305_pull(&stream, bytes.data() + size, &opened, &tag, bytes_of(chunk),
                                                   chunk.size(), bytes_of(std::string_view(head_)), head_.size());
    // A wrong passphrase makes a wrong key, with which nothing at all can be read.
    if (failed != 0 && size == 0)
      refuse(file, "the passphrase is wrong, or the beginning of the locked history has been altered");
    if (failed != 0) refuse(file, "the passphrase is right, but the locked history has been altered or cut off");
    size += static_cast<std::size_t>(opened);
  }
  sodium_memzero(&stream, sizeof stream);
  if (!sealed.empty()) refuse(file, "something has been added to the locked history");
  bytes.shorten(size);
  return bytes;
}

}  // namespace attune
