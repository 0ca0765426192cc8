#include "history/seal.h"

#include <doctest/doctest.h>
#include <sodium.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "history/passphrase.h"
#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::kCheap;
using testing::passphrase;

std::string sealed(const std::string& bytes) { return Seal(passphrase(), kCheap).close(bytes); }

std::string opened(const std::string& bytes) {
  return std::string(Seal(passphrase(), bytes, "h").open(bytes, "h").view());
}

constexpr std::size_t kStreamAt =
    128;  // name 16, salt 16, cost 16, size 8, check 32, digest 16, header of the stream 24
constexpr std::size_t kSealedChunk = 65536 + 17;

// The first form: name 16, salt 16, passes 8 and memory 8 from the lowest byte; header of the stream; one chunk.
std::string as_first_version_sealed(const std::string& text) {
  const auto bytes = [](std::string& of) { return reinterpret_cast<unsigned char*>(of.data()); };
  std::string head = "attune history 1saltsaltsaltsalt";
  for (const std::uint64_t number : {kCheap.passes, kCheap.memory})
    for (int shift = 0; shift < 64; shift += 8) head += static_cast<char>(number >> shift & 0xff);
  Secret key(crypto_secretstream_xchacha20poly1305_KEYBYTES);
  REQUIRE(crypto_pwhash(key.data(), key.size(), reinterpret_cast<const char*>(passphrase().data()), passphrase().size(),
                        bytes(head) + 16, kCheap.passes, kCheap.memory, crypto_pwhash_ALG_ARGON2ID13) == 0);
  std::string header(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
  std::string chunk(text.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
  crypto_secretstream_xchacha20poly1305_state stream;
  crypto_secretstream_xchacha20poly1305_init_push(&stream, bytes(header), key.data());
  crypto_secretstream_xchacha20poly1305_push(&stream, bytes(chunk), nullptr,
                                             reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                             bytes(head), head.size(), crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  return head + header + chunk;
}

// Longer than a chunk, so that there are several.
std::string long_text() {
  std::string text;
  for (int n = 0; text.size() < 150'000; ++n) text += "answer " + std::to_string(n) + "\n";
  return text;
}

}  // namespace

TEST_CASE("what was sealed is opened with the same passphrase") {
  for (const std::string& text : {std::string(), std::string("x"), std::string(65536, 'y'), long_text()})
    CHECK(opened(sealed(text)) == text);
}

TEST_CASE("nothing of the text is in the sealed bytes") { CHECK_FALSE(holds(sealed(long_text()), "answer")); }

TEST_CASE("the same text sealed twice is not the same") {
  const Seal seal(passphrase(), kCheap);
  CHECK(seal.close("text") != seal.close("text"));
}

TEST_CASE("another passphrase opens nothing") {
  const std::string bytes = sealed("text");
  const Secret wrong(std::string_view("correct horsf"));
  const Error error = error_of([&] { Seal(wrong, bytes, "h").open(bytes, "h"); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.problem() == "the passphrase is wrong");
}

TEST_CASE("a byte altered anywhere is noticed, and not taken for a wrong passphrase") {
  const std::string bytes = sealed(long_text());
  // All of the head, then here and there.
  for (std::size_t at = 0; at < bytes.size(); at += at < kStreamAt ? 1 : 9973) {
    std::string altered = bytes;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    const Error error = error_of([&] { opened(altered); });
    CAPTURE(at);
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.problem(), at < 16 ? "not a history that attune has locked" : "altered"));
    CHECK_FALSE(holds(error.problem(), "wrong"));
  }
}

TEST_CASE("what is cut off is called that, whatever the passphrase") {
  const std::string bytes = sealed(long_text());
  const Secret wrong(std::string_view("correct horsf"));
  for (const std::size_t size : {std::size_t{0}, std::size_t{15}, std::size_t{40}, kStreamAt - 1, kStreamAt,
                                 kStreamAt + 8, kStreamAt + kSealedChunk, bytes.size() - 1}) {
    CAPTURE(size);
    CHECK(error_of([&] { Seal(wrong, bytes.substr(0, size), "h"); }).problem() == "the locked history is cut off");
  }
}

TEST_CASE("what the first version sealed is opened, and sealed anew in the form of today") {
  const std::string text = "kept before";
  const std::string first = as_first_version_sealed(text);
  const Seal seal(passphrase(), first, "h");
  CHECK(seal.open(first, "h").view() == text);
  CHECK(opened(seal.close(text)) == text);
  const Secret wrong(std::string_view("correct horsf"));
  CHECK(holds(error_of([&] { Seal(wrong, first, "h").open(first, "h"); }).problem(), "passphrase is wrong, or"));
  CHECK(holds(error_of([&] { opened(first.substr(0, 50)); }).problem(), "cut off"));
}

TEST_CASE("chunks in another order, and bytes added, are noticed") {
  const std::string bytes = sealed(long_text());
  const std::string swapped = bytes.substr(0, kStreamAt) + bytes.substr(kStreamAt + kSealedChunk, kSealedChunk) +
                              bytes.substr(kStreamAt, kSealedChunk) + bytes.substr(kStreamAt + 2 * kSealedChunk);
  CHECK(error_of([&] { opened(swapped); }).code() == ExitCode::data);
  CHECK(error_of([&] { opened(bytes + "x"); }).code() == ExitCode::data);
}

TEST_CASE("a cost beyond what a seal ever asks for is refused before it is paid") {
  std::string bytes = as_first_version_sealed("text");
  bytes[46] = 127;  // the memory, in 16 bytes of name, 16 of salt, 8 of passes, then its own 8 from the lowest
  CHECK(holds(error_of([&] { opened(bytes); }).problem(), "altered"));
}

}  // namespace attune
