#include "base/read_files.h"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <vector>

#include "base/error.h"

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
  files.paths.push_back(path == "-" ? "/dev/stdin" : path);
}

void refuse_replacing(const fs::path& path, const std::string& name) {
  std::error_code ignored;  // of what is gone nothing can be replaced
  if (!fs::is_regular_file(path, ignored)) return;
  ReadFiles& files = read_files();
  const std::lock_guard lock(files.guard);
  const bool was_read = std::any_of(files.paths.begin(), files.paths.end(),
                                    [&](const fs::path& read) { return fs::equivalent(read, path, ignored); });
  if (was_read) throw Error(ExitCode::usage, {.file = name}, "that is an input file", "Give the results another name.");
}

}  // namespace attune
