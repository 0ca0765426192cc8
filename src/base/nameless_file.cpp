#include "base/nameless_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "base/file.h"

namespace attune {
namespace {

// A file without a name from the start, or, where the file system has no such files, from the next moment on.
int open_nameless(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return descriptor;
  std::string pattern = folder + "/attune-XXXXXX";
  const int named = mkostemp(pattern.data(), O_CLOEXEC);
  if (named >= 0) unlink(pattern.c_str());
  return named;
}

}  // namespace

NamelessFile::NamelessFile(std::string of, std::string purpose, std::string remedy)
    : of_(std::move(of)), purpose_(std::move(purpose)), remedy_(std::move(remedy)) {
  descriptor_ = open_nameless(folder());
  if (descriptor_ < 0) fail(ExitCode::cannot_create);
}

NamelessFile::NamelessFile(NamelessFile&& other) noexcept
    : of_(std::move(other.of_)),
      purpose_(std::move(other.purpose_)),
      remedy_(std::move(other.remedy_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

NamelessFile::~NamelessFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

void NamelessFile::append(std::string_view bytes) {
  if (!write_all(descriptor_, bytes)) fail(ExitCode::io);
}

std::string NamelessFile::folder() {
  const char* chosen = std::getenv("TMPDIR");
  return chosen != nullptr && *chosen != '\0' ? chosen : "/tmp";
}

void NamelessFile::fail(ExitCode code) const {
  throw Error(code, {.file = of_},
              fmt::format("cannot be copied into {} {}: {}", folder(), purpose_, system_reason(errno)), remedy_);
}

}  // namespace attune
