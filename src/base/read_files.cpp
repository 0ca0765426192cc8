#include "base/read_files.h"

#include <sys/stat.h>

#include <mutex>
#include <set>
#include <utility>

namespace attune {
namespace {

using FileNumber = std::pair<dev_t, ino_t>;

std::mutex read_files_guard;
std::set<FileNumber> read_files;

}  // namespace

void remember_read_file(int descriptor) {
  struct stat status {};
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return;
  const std::lock_guard lock(read_files_guard);
  read_files.insert({status.st_dev, status.st_ino});
}

bool was_read(const std::filesystem::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return false;
  const std::lock_guard lock(read_files_guard);
  return read_files.contains({status.st_dev, status.st_ino});
}

}  // namespace attune
