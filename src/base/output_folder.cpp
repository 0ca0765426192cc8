#include "base/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "base/file.h"

namespace attune {
namespace fs = std::filesystem;

fs::path place_of(const std::string& name) {
  std::error_code error;
  const fs::path place = fs::weakly_canonical(fs::absolute(name, error), error);
  return place.has_filename() ? place : place.parent_path();
}

OutputFolder::OutputFolder(const std::string& name) : name_(name), target_(place_of(name)) {
  if (name.empty()) throw Error(ExitCode::cannot_create, {}, "the folder for the results has no name");
  std::error_code error;
  const auto status = fs::status(target_, error);
  if (fs::exists(status) && !fs::is_directory(status))
    throw Error(ExitCode::cannot_create, {.file = name_}, "this is a file", "Name a folder for the results.");
  if (fs::exists(status) && !fs::is_empty(target_, error)) {
    throw Error(ExitCode::cannot_create, {.file = name_}, "the folder is not empty",
                "Name one that is new, or remove what is in it, so that old and new pages are not mixed.");
  }
  std::string pattern = (target_.parent_path() / ".attune-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) fail(ExitCode::cannot_create, name_, "cannot create");
  temporary_ = pattern;
  descriptor_ = open(pattern.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ >= 0) {
    removed_by_signals_.emplace(temporary_.c_str(), descriptor_);
    return;
  }
  const int error_number = errno;
  rmdir(temporary_.c_str());  // an unfinished object has no destructor
  errno = error_number;
  fail(ExitCode::cannot_create, name_, "cannot open");
}

OutputFolder::~OutputFolder() {
  removed_by_signals_.reset();
  if (!temporary_.empty()) remove_with_files(temporary_.c_str(), descriptor_);
  close(descriptor_);
}

void OutputFolder::write(const std::string& name, std::string_view bytes) {
  const std::string shown = (fs::path(name_) / name).string();
  const int file = openat(descriptor_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) fail(ExitCode::cannot_create, shown, "cannot create");
  const bool written = write_all(file, bytes);
  const int error_number = errno;
  close(file);
  errno = error_number;
  if (!written) fail(ExitCode::io, shown, "cannot write");
}

void OutputFolder::commit() {
  // Once for all files: one by one, ten thousand of them would keep a disk busy for minutes.
  if (syncfs(descriptor_) != 0) fail(ExitCode::io, name_, "cannot write");
  if (rename(temporary_.c_str(), target_.c_str()) != 0) fail(ExitCode::cannot_create, name_, "cannot create");
  removed_by_signals_.reset();
  temporary_.clear();
  sync_folder(target_.parent_path());
}

void OutputFolder::fail(ExitCode code, const std::string& file, std::string_view doing) const {
  throw Error(code, {.file = file}, fmt::format("{}: {}", doing, system_reason(errno)));
}

}  // namespace attune
