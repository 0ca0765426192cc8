#include "table/unpacked_input.h"

#include <doctest/doctest.h>

#include <string>

#include "packed.h"
#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::gzipped;
using testing::holds;
using testing::TemporaryFolder;
using testing::zstandard;

std::string read(const std::string& content, const std::string& name = "a.csv", std::size_t piece = 1000) {
  const TemporaryFolder folder;
  UnpackedInput in(InputStream(folder.file(name, content).string()));
  std::string bytes;
  while (in.read(bytes, piece) > 0) continue;
  return bytes;
}

Error refusal(const std::string& content, const std::string& name = "a.csv") {
  return error_of([&] { read(content, name); });
}

// Longer than the windows of both, and hard to compress.
std::string long_text() {
  std::string text;
  std::uint32_t state = 1;
  for (int i = 0; i < 1000000; ++i) {
    state = state * 1664525 + 1013904223;
    text += static_cast<char>('a' + (state >> 24) % 26);
  }
  return text;
}

}  // namespace

TEST_CASE("what is not compressed comes as it is") {
  for (const std::string content : {"", "a", "q1,q2\n1,2\n", "\x1F", "\x28\xB5"}) CHECK(read(content) == content);
}

TEST_CASE("what gzip and zstd compressed comes unpacked, whatever its name and however it is read") {
  const std::string text = long_text();
  for (const auto pack : {gzipped, zstandard}) {
    CHECK(read(pack(text)) == text);
    CHECK(read(pack(text), "a") == text);
    CHECK(read(pack("q1\n1\n"), "a", 1) == "q1\n1\n");
    CHECK(read(pack("")).empty());
  }
  CHECK(read(gzipped("1"), "a.CSV.GZ") == "1");
  CHECK(read(zstandard("1"), "a.csv.zst") == "1");
}

TEST_CASE("compressed files put one after the other are one") {
  CHECK(read(gzipped("ab") + gzipped("") + gzipped("c")) == "abc");
  CHECK(read(zstandard("ab") + zstandard("c")) == "abc");
}

TEST_CASE("looking at the first bytes takes none of them") {
  const TemporaryFolder folder;
  UnpackedInput in(InputStream(folder.file("a.gz", gzipped("abcdef")).string()));
  CHECK(in.peek(3).substr(0, 3) == "abc");
  CHECK(in.peek(100) == "abcdef");
  std::string bytes;
  CHECK(in.read(bytes, 4) == 4);
  while (in.read(bytes, 4) > 0) continue;
  CHECK(bytes == "abcdef");
}

TEST_CASE("a compressed file that is cut short at any place is refused") {
  const std::string text = long_text().substr(0, 300);
  for (const auto pack : {gzipped, zstandard}) {
    const std::string packed = pack(text);
    for (std::size_t size = 5; size < packed.size(); ++size) {
      const Error error = refusal(packed.substr(0, size));
      CHECK(error.code() == ExitCode::data);
      CHECK(holds(error.what(), "the file ends before its compressed data do"));
    }
  }
}

TEST_CASE("compressed data that are damaged are refused, not passed on as they seem") {
  for (const auto pack : {gzipped, zstandard}) {
    std::string packed = pack(long_text().substr(0, 300));
    packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
    // zstd writes no check sum here: a wrong letter may pass, but never more or fewer letters.
    const Error error = refusal(packed);
    CHECK((error.code() == ExitCode::data || read(packed).size() == 300));
  }
  std::string packed = gzipped("abc");
  packed[packed.size() - 6] = 'x';
  CHECK(holds(refusal(packed).what(), "its gzip data are damaged: incorrect data check"));
  CHECK(holds(refusal(gzipped("abc") + "more").what(), "its gzip data are damaged"));
}

TEST_CASE("a name that promises a compressed file is taken by its word") {
  const Error error = refusal("q1,q2\n1,2\n", "a.csv.gz");
  CHECK(error.code() == ExitCode::data);
  CHECK(holds(error.what(), "the name ends in .gz, but the file is not compressed with gzip"));
  CHECK(read(gzipped("1"), "a.zst") == "1");  // by which of the two, its bytes say
}

TEST_CASE("a frame that asks for a window larger than 128 MiB is refused") {
  // Magic number, a descriptor without sizes, a window of 2^(10 + 19) bytes, and a block.
  CHECK(holds(refusal(std::string("\x28\xB5\x2F\xFD\x00\x98\x01\x00\x00", 9)).what(), "its zstd data cannot be read"));
}

TEST_CASE("the extension of a compressed file is taken off a name") {
  CHECK(name_when_unpacked("a/b.csv.gz") == "a/b.csv");
  CHECK(name_when_unpacked("b.sav.ZST") == "b.sav");
  CHECK(name_when_unpacked("b.csv") == "b.csv");
  CHECK(name_when_unpacked("gz") == "gz");
}

}  // namespace attune
