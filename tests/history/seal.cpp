#include "history/seal.h"

#include <doctest/doctest.h>

#include <cstddef>
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
  CHECK(holds(error.problem(), "passphrase is wrong"));
}

TEST_CASE("a byte altered anywhere is noticed") {
  const std::string bytes = sealed(long_text());
  // All of the head, then here and there.
  for (std::size_t at = 0; at < bytes.size(); at += at < 120 ? 1 : 9973) {
    std::string altered = bytes;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    CAPTURE(at);
    CHECK(error_of([&] { opened(altered); }).code() == ExitCode::data);
  }
}

TEST_CASE("a file cut off anywhere is noticed") {
  const std::string bytes = sealed(long_text());
  for (const std::size_t size : {std::size_t{0}, std::size_t{15}, std::size_t{40}, std::size_t{71}, std::size_t{72},
                                 std::size_t{80}, std::size_t{72 + 65536 + 17}, bytes.size() - 1}) {
    CAPTURE(size);
    CHECK(error_of([&] { opened(bytes.substr(0, size)); }).code() == ExitCode::data);
  }
}

TEST_CASE("chunks in another order, and bytes added, are noticed") {
  const std::string bytes = sealed(long_text());
  const std::size_t head = 72, chunk = 65536 + 17;
  const std::string swapped = bytes.substr(0, head) + bytes.substr(head + chunk, chunk) + bytes.substr(head, chunk) +
                              bytes.substr(head + 2 * chunk);
  CHECK(error_of([&] { opened(swapped); }).code() == ExitCode::data);
  CHECK(error_of([&] { opened(bytes + "x"); }).code() == ExitCode::data);
}

TEST_CASE("a cost beyond what a seal ever asks for is refused before it is paid") {
  std::string bytes = sealed("text");
  bytes[46] = 127;  // the memory, in 16 bytes of name, 16 of salt, 8 of passes, then its own 8 from the lowest
  CHECK(holds(error_of([&] { opened(bytes); }).problem(), "altered"));
}

}  // namespace attune
