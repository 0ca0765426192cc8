#include "base/read_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/file.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

using Identity = std::pair<dev_t, ino_t>;

struct ReadFiles {
  std::mutex guard;
  std::vector<fs::path> paths;
  std::vector<Identity> streams;  // which have no name that could be relied on
};

// Made when it is first needed: what is constant may be read from files before main() begins.
ReadFiles& read_files() {
  static ReadFiles files;
  return files;
}

}  // namespace

void remember_read_file(const fs::path& path) {
  if (path == "-") return remember_read_descriptor(STDIN_FILENO);
  ReadFiles& files = read_files();
  const std::lock_guard lock(files.guard);
  files.paths.push_back(path);
}

void remember_read_descriptor(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return;
  ReadFiles& files = read_files();
  const std::lock_guard lock(files.guard);
  files.streams.emplace_back(status.st_dev, status.st_ino);
}

std::string read_input_file(const fs::path& path, std::size_t limit) {
  remember_read_file(path);
  return read_file(path, limit);
}

void refuse_replacing(const fs::path& path, const std::string& name) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return;
  ReadFiles& files = read_files();
  const std::lock_guard lock(files.guard);
  std::error_code ignored;  // of what is gone nothing can be replaced
  const bool was_read = std::any_of(files.paths.begin(), files.paths.end(),
                                    [&](const fs::path& read) { return fs::equivalent(read, path, ignored); }) ||
                        std::find(files.streams.begin(), files.streams.end(), Identity(status.st_dev, status.st_ino)) !=
                            files.streams.end();
  if (was_read) throw Error(ExitCode::usage, {.file = name}, "that is an input file", "Give the results another name.");
}

}  // namespace attune
