#include "base/read_files.h"

#include <sys/stat.h>

#include <mutex>
#include <set>
#include <utility>

namespace attune {
namespace {

struct ReadFiles {
  std::mutex guard;
  std::set<std::pair<dev_t, ino_t>> numbers;
};

// Made when it is first needed: what is constant may be read from files before main() begins.
ReadFiles& read_files() {
  static ReadFiles files;
  return files;
}

}  // namespace

void remember_read_file(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return;
  ReadFiles& files = read_files();
  const std::lock_guard lock(files.guard);
  files.numbers.emplace(status.st_dev, status.st_ino);
}

bool was_read(const std::filesystem::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return false;
  ReadFiles& files = read_files();
  const std::lock_guard lock(files.guard);
  return files.numbers.contains({status.st_dev, status.st_ino});
}

}  // namespace attune
