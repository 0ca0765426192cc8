#include "base/unfinished_folder.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "support.h"

namespace attune {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

// A folder with files in it, open for as long as this exists.
struct Filled {
  explicit Filled(const fs::path& name, int files) : path(name) {
    fs::create_directory(path);
    for (int f = 0; f < files; ++f) std::ofstream(path / std::to_string(f)) << "x";
    descriptor = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  }
  ~Filled() { close(descriptor); }

  fs::path path;
  int descriptor = -1;
};

}  // namespace

TEST_CASE("a folder is removed with its files, however many there are") {
  const TemporaryFolder there;
  for (const int files : {0, 1, 1000}) {
    CAPTURE(files);
    const Filled folder(there.path() / "pages", files);
    remove_with_files(folder.path.c_str(), folder.descriptor);
    CHECK_FALSE(fs::exists(folder.path));
  }
}

TEST_CASE("a folder that has another name by now keeps its files") {
  const TemporaryFolder there;
  const Filled folder(there.path() / "pages", 2);
  fs::rename(folder.path, there.path() / "finished");
  remove_with_files(folder.path.c_str(), folder.descriptor);
  CHECK(fs::exists(there.path() / "finished" / "1"));
}

TEST_CASE("a signal that was ignored stays so") {
  const TemporaryFolder there;
  const Filled folder(there.path() / "pages", 1);
  std::signal(SIGHUP, SIG_IGN);
  {
    const RemovedBySignals removed(folder.path.c_str(), folder.descriptor);
    std::raise(SIGHUP);
  }
  const bool ignored = std::signal(SIGHUP, SIG_DFL) == SIG_IGN;
  CHECK(ignored);
  CHECK(fs::exists(folder.path / "0"));
}

}  // namespace attune
