#include "history/seal.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <new>

#include "base/error.h"

namespace attune {
namespace {

constexpr std::string_view kMagic = "attune history 2";
constexpr std::string_view kFirstMagic = "attune history 1";
constexpr std::size_t kKeyHeadAt = kMagic.size();
constexpr std::size_t kCostAt = kKeyHeadAt + crypto_pwhash_SALTBYTES;
constexpr std::size_t kFirstHeadSize = kCostAt + 2 * sizeof(std::uint64_t);
constexpr std::size_t kSizeAt = kFirstHeadSize;
constexpr std::size_t kCheckAt = kSizeAt + sizeof(std::uint64_t);
constexpr std::size_t kCheckSize = crypto_generichash_BYTES;
constexpr std::size_t kDigestAt = kCheckAt + kCheckSize;
constexpr std::size_t kDigestSize = crypto_generichash_BYTES_MIN;
constexpr std::size_t kHeadSize = kDigestAt + kDigestSize;
constexpr std::size_t kStreamHeader = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
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

bool is_first_version(std::string_view sealed) { return sealed.starts_with(kFirstMagic); }

std::string digest_of(std::string_view bytes) {
  std::string digest(kDigestSize, '\0');
  crypto_generichash(bytes_of(digest), digest.size(), bytes_of(bytes), bytes.size(), nullptr, 0);
  return digest;
}

// How many bytes `size` bytes are once they are sealed.
std::size_t sealed_size(std::size_t size) {
  const std::size_t chunks = std::max<std::size_t>(1, (size + kChunk - 1) / kChunk);
  return kHeadSize + kStreamHeader + size + chunks * crypto_secretstream_xchacha20poly1305_ABYTES;
}

// What is wrong with sealed bytes, as far as that shows without the passphrase; nothing where nothing is.
std::string visible_damage(std::string_view sealed) {
  constexpr const char* kCutOff = "the locked history is cut off";
  const std::string_view name = sealed.substr(0, kMagic.size());
  if (name != kMagic && name != kFirstMagic)
    return kMagic.starts_with(name) ? kCutOff : "this is not a history that attune has locked";
  const bool first = is_first_version(sealed);
  if (sealed.size() < (first ? kFirstHeadSize : kHeadSize) + kStreamHeader) return kCutOff;
  const bool altered = !first && sealed.substr(kDigestAt, kDigestSize) != digest_of(sealed.substr(0, kDigestAt));
  if (altered || !is_bearable({.passes = number_at(sealed, kCostAt), .memory = number_at(sealed, kCostAt + 8)}))
    return "the beginning of the locked history has been altered";
  if (first) return {};
  const std::uint64_t size = number_at(sealed, kSizeAt);
  if (size > sealed.size() || sealed.size() < sealed_size(size)) return kCutOff;
  return sealed.size() > sealed_size(size) ? "something has been added to the locked history" : "";
}

}  // namespace

Seal::Seal(const Secret& passphrase, KeyCost cost) : key_(crypto_secretstream_xchacha20poly1305_KEYBYTES) {
  key_head_.resize(crypto_pwhash_SALTBYTES);
  randombytes_buf(bytes_of(key_head_), crypto_pwhash_SALTBYTES);
  append_number(key_head_, cost.passes);
  append_number(key_head_, cost.memory);
  make_key(passphrase, cost);
}

Seal::Seal(const Secret& passphrase, std::string_view sealed, const std::string& file)
    : key_(crypto_secretstream_xchacha20poly1305_KEYBYTES) {
  const std::string damage = visible_damage(sealed);
  if (!damage.empty()) refuse(file, damage);
  key_head_ = sealed.substr(kKeyHeadAt, kFirstHeadSize - kKeyHeadAt);
  make_key(passphrase, {.passes = number_at(sealed, kCostAt), .memory = number_at(sealed, kCostAt + 8)});
}

void Seal::make_key(const Secret& passphrase, KeyCost cost) {
  const int failed = crypto_pwhash(key_.data(), key_.size(), reinterpret_cast<const char*>(passphrase.data()),
                                   passphrase.size(), bytes_of(std::string_view(key_head_)), cost.passes,
                                   static_cast<std::size_t>(cost.memory), crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) throw std::bad_alloc();
}

std::string Seal::check_of(std::string_view begin) const {
  // What encrypts is not used for anything else.
  Secret key(crypto_generichash_KEYBYTES);
  crypto_kdf_derive_from_key(key.data(), key.size(), 1, "attnhead", key_.data());
  std::string check(kCheckSize, '\0');
  crypto_generichash(bytes_of(check), check.size(), bytes_of(begin), begin.size(), key.data(), key.size());
  return check;
}

std::string Seal::head(std::uint64_t size) const {
  std::string head = std::string(kMagic) + key_head_;
  append_number(head, size);
  head += check_of(head);
  return head + digest_of(head);
}

std::string Seal::close(std::string_view bytes) const {
  const std::string head = this->head(bytes.size());
  std::string sealed = head;
  sealed.resize(kHeadSize + kStreamHeader);
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
        &stream, bytes_of(sealed) + at, nullptr, bytes_of(chunk), chunk.size(), bytes_of(std::string_view(head)),
        head.size(),
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  }
  sodium_memzero(&stream, sizeof stream);
  return sealed;
}

Secret Seal::open(std::string_view sealed, const std::string& file) const {
  const bool first = is_first_version(sealed);
  const std::string_view head = sealed.substr(0, first ? kFirstHeadSize : kHeadSize);
  if (!first && head.substr(kCheckAt, kCheckSize) != check_of(head.substr(0, kCheckAt)))
    refuse(file, "the passphrase is wrong");
  Secret bytes(sealed.size());
  std::size_t size = 0;
  crypto_secretstream_xchacha20poly1305_state stream;
  crypto_secretstream_xchacha20poly1305_init_pull(&stream, bytes_of(sealed) + head.size(), key_.data());
  unsigned char tag = 0;
  for (sealed.remove_prefix(head.size() + kStreamHeader); tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL;) {
    const std::string_view chunk = sealed.substr(0, kSealedChunk);
    sealed.remove_prefix(chunk.size());
    if (chunk.size() < crypto_secretstream_xchacha20poly1305_ABYTES) refuse(file, "the locked history is cut off");
    unsigned long long opened = 0;
    const int failed = crypto_secretstream_xchacha20poly1305_pull(
        &stream, bytes.data() + size, &opened, &tag, bytes_of(chunk), chunk.size(), bytes_of(head), head.size());
    if (failed != 0 && first && size == 0)
      refuse(file, "the passphrase is wrong, or the beginning of the locked history has been altered");
    if (failed != 0)
      refuse(file, fmt::format("the passphrase is right, but the locked history has been altered{}",
                               first ? " or cut off" : ""));
    size += static_cast<std::size_t>(opened);
  }
  sodium_memzero(&stream, sizeof stream);
  if (!sealed.empty()) refuse(file, "something has been added to the locked history");
  bytes.shorten(size);
  return bytes;
}

}  // namespace attune
