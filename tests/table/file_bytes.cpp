#include "table/file_bytes.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>
#include <thread>

#include "packed.h"
#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

std::string at(const FileBytes& bytes, std::uint64_t place, std::size_t most) {
  std::string read(most, '\0');
  read.resize(bytes.read(place, read.data(), most));
  return read;
}

void check_reads_anywhere(const FileBytes& bytes) {
  CHECK(bytes.size() == 6);
  CHECK(at(bytes, 4, 2) == "ef");
  CHECK(at(bytes, 0, 3) == "abc");
  CHECK(at(bytes, 2, 100) == "cdef");
  CHECK(at(bytes, 6, 1).empty());
  CHECK(at(bytes, 1000, 1).empty());
}

}  // namespace

TEST_CASE("a file, a pipe and what is compressed can be read at any place") {
  const TemporaryFolder folder;
  check_reads_anywhere(FileBytes(InputStream(folder.file("a", "abcdef").string())));
  check_reads_anywhere(FileBytes(InputStream(folder.file("a.gz", testing::gzipped("abcdef")).string())));
  const auto pipe = folder.path() / "pipe";
  mkfifo(pipe.c_str(), 0600);
  std::thread writer([&] { std::ofstream(pipe) << "abcdef"; });
  check_reads_anywhere(FileBytes(InputStream(pipe.string())));
  writer.join();
}

TEST_CASE("a file that was looked at is read from where it began") {
  const TemporaryFolder folder;
  UnpackedInput in(InputStream(folder.file("a", "abcdef").string()));
  in.peek(5);
  check_reads_anywhere(FileBytes(std::move(in)));
}

TEST_CASE("a small file that unpacks to far more than answers do is refused before it fills the disk") {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.gz", testing::gzipped(std::string(std::size_t{80} << 20, '\0'))).string();
  const Error error = error_of([&] { FileBytes(InputStream{path}); });
  CHECK(error.code() == ExitCode::data);
  CHECK(holds(error.what(), "it unpacks to more than 64 MiB, over 200 times its size"));
}

}  // namespace attune
