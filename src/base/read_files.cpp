#include "base/read_files.h"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <vector>

namespace attune {
namespace fs = std::filesystem;
namespace {

struct ReadFiles {
  std::mutex guard;
  std::vector<fs::path> paths;
};

// Made when it is first needed: what is constant may be read from files before main() begins.
ReadFiles& read_files() {
  static ReadFiles files;
  return files;
}

}  // namespace

void remember_read_file(const fs::path& path) {
  ReadFiles& files = read_files();
  const std::lock_guard lock(files.guard);
  files.paths.push_back(path);
}

bool was_read(const fs::path& path) {
  ReadFiles& files = read_files();
  const std::lock_guard lock(files.guard);
  return std::any_of(files.paths.begin(), files.paths.end(), [&](const fs::path& read) {
    std::error_code is_gone;
    return fs::equivalent(read, path, is_gone);
  });
}

}  // namespace attune
