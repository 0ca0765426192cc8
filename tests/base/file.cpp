#include "base/file.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>

#include "support.h"

namespace attune {

namespace fs = std::filesystem;
using namespace testing;

namespace {

unsigned mode_of(const fs::path& path) { return static_cast<unsigned>(fs::status(path).permissions()) & 0777u; }

std::ptrdiff_t entries_in(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

void put(const fs::path& path, const std::string& content) {
  OutputFile out(path.string());
  out.write(content);
  out.commit();
}

}  // namespace

TEST_CASE("a file is read whole, up to its limit") {
  const TemporaryFolder folder;
  const std::string bytes("a\0\r\nb", 5);
  CHECK(read_file(folder.file("x", bytes), 5) == bytes);
  CHECK(read_file(folder.file("empty", ""), 0).empty());
}

TEST_CASE("a file over its limit is refused as the wrong one") {
  const TemporaryFolder folder;
  const auto path = folder.file("x", std::string(2049, 'x'));
  const Error error = error_of([&] { read_file(path, 2048); });
  CHECK(error.code() == ExitCode::data);
  CHECK(error.place().file == path);
  CHECK(error.problem() == "the file is larger than 2 KiB");
  CHECK_FALSE(error.remedy().empty());
}

TEST_CASE("an endless device is not read beyond the limit") {
  CHECK(error_of([] { read_file("/dev/zero", 1000); }).code() == ExitCode::data);
}

TEST_CASE("a file that is not there or is a folder is no input") {
  const TemporaryFolder folder;
  const Error absent = error_of([&] { read_file(folder.path() / "absent", 10); });
  CHECK(absent.code() == ExitCode::no_input);
  CHECK(absent.place().file == folder.path() / "absent");
  CHECK(holds(absent.problem(), "No such file or directory"));
  const Error is_folder = error_of([&] { InputStream in(folder.path().string()); });
  CHECK(is_folder.code() == ExitCode::no_input);
  CHECK(holds(is_folder.problem(), "folder"));
}

TEST_CASE("an input stream appends what it reads and ends with nothing") {
  const TemporaryFolder folder;
  InputStream in(folder.file("x", "abcdef").string());
  CHECK(in.size() == 6);
  std::string bytes = ">";
  CHECK(in.read(bytes, 4) == 4);
  CHECK(bytes == ">abcd");
  CHECK(in.read(bytes, 4) == 2);
  CHECK(in.read(bytes, 4) == 0);
  CHECK(bytes == ">abcdef");
}

TEST_CASE("a moved input stream reads on") {
  const TemporaryFolder folder;
  InputStream first(folder.file("x", "abc").string());
  InputStream second(std::move(first));
  std::string bytes;
  CHECK(second.read(bytes, 10) == 3);
  CHECK(second.size() == 3);
}

TEST_CASE("messages name the standard streams in words") {
  CHECK(InputStream("-").name() == "standard input");
  CHECK(OutputFile("-").name() == "standard output");
}

TEST_CASE("an output file appears whole when it is committed") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "out";
  {
    OutputFile out(path.string());
    out.write("one ");
    CHECK_FALSE(fs::exists(path));
    out.write(std::string("t\0o", 3));
    out.commit();
    CHECK(folder.content(path) == std::string("one t\0o", 7));
  }
  CHECK(entries_in(folder.path()) == 1);
}

TEST_CASE("without commit an output file leaves nothing behind") {
  const TemporaryFolder folder;
  { OutputFile((folder.path() / "out").string()).write("half"); }
  CHECK(entries_in(folder.path()) == 0);
}

TEST_CASE("without commit an output file leaves what stood there") {
  const TemporaryFolder folder;
  const auto path = folder.file("out", "before");
  { OutputFile(path.string()).write("half"); }
  CHECK(folder.content(path) == "before");
  CHECK(entries_in(folder.path()) == 1);
}

TEST_CASE("a committed output file replaces what stood there, also where that was longer") {
  const TemporaryFolder folder;
  const auto path = folder.file("out", "before, and long");
  put(path, "after");
  CHECK(folder.content(path) == "after");
  CHECK(entries_in(folder.path()) == 1);
}

TEST_CASE("a new output file can be read by its owner only, whatever the umask") {
  const TemporaryFolder folder;
  const mode_t before = umask(0);
  put(folder.path() / "out", "x");
  umask(before);
  CHECK(mode_of(folder.path() / "out") == 0600);
}

TEST_CASE("an output file keeps the permissions of the file that it replaces") {
  const TemporaryFolder folder;
  for (const unsigned mode : {0644u, 0664u, 0600u, 0400u}) {
    const auto path = folder.file("out" + std::to_string(mode), "before");
    fs::permissions(path, fs::perms(mode));
    put(path, "after");
    CHECK(mode_of(path) == mode);
  }
}

TEST_CASE("an output file follows a symbolic link, which stays one") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "deep");
  const auto target = folder.file("deep/target", "before");
  fs::create_symlink("deep/target", folder.path() / "link");
  put(folder.path() / "link", "after");
  CHECK(fs::is_symlink(folder.path() / "link"));
  CHECK(folder.content(target) == "after");
  CHECK(entries_in(folder.path() / "deep") == 1);
}

TEST_CASE("a dangling symbolic link at the output stays one") {
  const TemporaryFolder folder;
  fs::create_symlink("later", folder.path() / "link");
  error_of([&] { put(folder.path() / "link", "x"); });
  CHECK(fs::is_symlink(folder.path() / "link"));
}

TEST_CASE("a circular symbolic link at the output is refused") {
  const TemporaryFolder folder;
  fs::create_symlink("b", folder.path() / "a");
  fs::create_symlink("a", folder.path() / "b");
  CHECK(error_of([&] { put(folder.path() / "a", "x"); }).code() == ExitCode::cannot_create);
  CHECK(fs::is_symlink(folder.path() / "a"));
}

TEST_CASE("an output file cannot be a folder") {
  const TemporaryFolder folder;
  const Error error = error_of([&] { OutputFile out(folder.path().string()); });
  CHECK(error.code() == ExitCode::cannot_create);
  CHECK(error.place().file == folder.path());
  CHECK(holds(error.problem(), "folder"));
  CHECK(error.remedy() == "Name a file in it.");
}

TEST_CASE("an output file in a folder that is not there is refused before any work is done") {
  const TemporaryFolder folder;
  const Error error = error_of([&] { OutputFile out((folder.path() / "no/out").string()); });
  CHECK(error.code() == ExitCode::cannot_create);
  CHECK(holds(error.problem(), "No such file or directory"));
}

TEST_CASE("an output file without a name is refused") {
  CHECK(error_of([] { OutputFile out(""); }).code() == ExitCode::cannot_create);
}

TEST_CASE("an output file may have as long a name as the file system takes") {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / std::string(255, 'n');
  put(path, "x");
  CHECK(folder.content(path) == "x");
}

TEST_CASE("two output files for one name do not mix") {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "out").string();
  OutputFile one(path), two(path);
  one.write("one");
  two.write("two");
  one.commit();
  CHECK(folder.content(path) == "one");
  two.commit();
  CHECK(folder.content(path) == "two");
  CHECK(entries_in(folder.path()) == 1);
}

TEST_CASE("an output file takes no file of another program, which may have the same number in another container") {
  const TemporaryFolder folder;
  for (int descriptor = 0; descriptor < 100; ++descriptor)
    folder.file(".attune-" + std::to_string(getpid()) + "-" + std::to_string(descriptor), "theirs");
  put(folder.path() / "out", "mine");
  CHECK(folder.content(folder.path() / "out") == "mine");
  CHECK(entries_in(folder.path()) == 101);
}

TEST_CASE("a device is written to directly and stays one") {
  put("/dev/null", "x");
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a full device is an error of input and output that says so") {
  OutputFile out("/dev/full");
  const Error error = error_of([&] { out.write("x"); });
  CHECK(error.code() == ExitCode::io);
  CHECK(holds(error.what(), "/dev/full: cannot write: No space left on device"));
}

}  // namespace attune
