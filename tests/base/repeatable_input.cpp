#include "base/repeatable_input.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>

#include "support.h"

namespace attune {

namespace fs = std::filesystem;
using namespace testing;

namespace {

std::string all_of(InputStream in) {
  std::string bytes;
  while (in.read(bytes, 3) > 0) continue;
  return bytes;
}

// A pipe with a name, into which `content` is written once.
class NamedPipe {
 public:
  NamedPipe(const fs::path& path, const std::string& content) : path_(path) {
    mkfifo(path.c_str(), 0600);
    writer_ = std::thread([path, content] { std::ofstream(path, std::ios::binary) << content; });
  }
  NamedPipe(const NamedPipe&) = delete;
  NamedPipe& operator=(const NamedPipe&) = delete;
  ~NamedPipe() { writer_.join(); }
  std::string name() const { return path_.string(); }

 private:
  fs::path path_;
  std::thread writer_;
};

// Sets TMPDIR for the length of a test.
class TemporaryFilesIn {
 public:
  explicit TemporaryFilesIn(const fs::path& folder) { setenv("TMPDIR", folder.c_str(), 1); }
  TemporaryFilesIn(const TemporaryFilesIn&) = delete;
  TemporaryFilesIn& operator=(const TemporaryFilesIn&) = delete;
  ~TemporaryFilesIn() { unsetenv("TMPDIR"); }
};

}  // namespace

TEST_CASE("a file is read from its start each time, under its name") {
  const TemporaryFolder folder;
  const RepeatableInput input(folder.file("a.csv", "q1,q2\n").string());
  CHECK(all_of(input.open()) == "q1,q2\n");
  CHECK(all_of(input.open()) == "q1,q2\n");
  CHECK(input.open().name() == folder.path() / "a.csv");
}

TEST_CASE("a pipe is read from its start each time, under its name and with its size") {
  const TemporaryFolder folder;
  const NamedPipe pipe(folder.path() / "pipe.tsv", std::string("one\0two\n", 8));
  const RepeatableInput input(pipe.name());
  for (int time = 0; time < 3; ++time) {
    InputStream in = input.open();
    CHECK(in.name() == pipe.name());
    CHECK(in.size() == 8);
    CHECK(all_of(std::move(in)) == std::string("one\0two\n", 8));
  }
}

TEST_CASE("a stream that was not read to its end does not shift the next one") {
  const TemporaryFolder folder;
  const NamedPipe pipe(folder.path() / "pipe", "abcdef");
  const RepeatableInput input(pipe.name());
  std::string start;
  input.open().read(start, 2);
  CHECK(all_of(input.open()) == "abcdef");
}

TEST_CASE("a moved input is read as before") {
  const TemporaryFolder folder;
  const NamedPipe pipe(folder.path() / "pipe", "abc");
  RepeatableInput first(pipe.name());
  const RepeatableInput second(std::move(first));
  CHECK(all_of(second.open()) == "abc");
}

TEST_CASE("the copy of a pipe has no name that anybody could open") {
  const TemporaryFolder folder, temporary;
  const TemporaryFilesIn there(temporary.path());
  const NamedPipe pipe(folder.path() / "pipe", "abc");
  const RepeatableInput input(pipe.name());
  CHECK(fs::is_empty(temporary.path()));
  CHECK(all_of(input.open()) == "abc");
}

TEST_CASE("an input that is not there, or is a folder, is no input") {
  const TemporaryFolder folder;
  CHECK(error_of([&] { RepeatableInput((folder.path() / "absent").string()); }).code() == ExitCode::no_input);
  CHECK(error_of([&] { RepeatableInput(folder.path().string()); }).code() == ExitCode::no_input);
}

}  // namespace attune
