#include "base/nameless_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "base/file.h"
#include "base/temporary_file.h"

namespace attune {
namespace {

// Without a name from the start or, where the file system has no such files, from the next moment on.
int open_nameless(const std::string& folder) {
  const auto [descriptor, name] = open_temporary(folder);
  if (!name.empty()) unlink(name.c_str());
  return descriptor;
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
