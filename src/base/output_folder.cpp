#include "base/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/random_id.h"

namespace attune {
namespace fs = std::filesystem;

fs::path place_of(const std::string& name) {
  if (name.empty()) return {};
  std::error_code error;
  fs::path place = fs::absolute(followed(name), error);
  if (!error) place = fs::weakly_canonical(place, error);
  if (error == std::errc::too_many_symbolic_link_levels)
    throw Error(ExitCode::cannot_create, {.file = name}, "the symbolic link leads in a circle");
  if (error) throw Error(ExitCode::cannot_create, {.file = name}, "cannot be reached: " + system_reason(error.value()));
  return place.has_filename() ? place : place.parent_path();
}

OutputFolder::OutputFolder(const std::string& name) : name_(name), target_(place_of(name)) {
  if (name.empty()) throw Error(ExitCode::cannot_create, {}, "the folder for the results has no name");
  std::error_code error;
  const auto status = fs::status(target_, error);
  if (fs::exists(status) && !fs::is_directory(status))
    throw Error(ExitCode::cannot_create, {.file = name_}, "this is a file", "Name a folder for the results.");
  if (fs::exists(status)) {
    prefix_ = fmt::format(".attune-{}-", random_id());
    refuse_others();
  }
  ending_.emplace([this] {
    mutex_.lock();  // for good: nothing may be written any more
    discard();
  });
  const std::lock_guard lock(mutex_);
  open_folder();
}

void OutputFolder::open_folder() {
  if (prefix_.empty()) {
    std::string pattern = (target_.parent_path() / ".attune-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) fail(ExitCode::cannot_create, name_, "cannot create");
    temporary_ = std::move(pattern);
  }
  descriptor_ = open(prefix_.empty() ? temporary_.c_str() : target_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ >= 0) return;
  const int error_number = errno;
  discard();  // an unfinished object has no destructor
  errno = error_number;
  fail(ExitCode::cannot_create, name_, "cannot open");
}

OutputFolder::~OutputFolder() {
  {
    const std::lock_guard lock(mutex_);
    discard();
  }
  ending_.reset();
  close(descriptor_);
}

// Needs no memory, of which there may be none left.
void OutputFolder::discard() {
  for (const std::string& file : files_) unlinkat(descriptor_, file.c_str(), 0);
  if (!temporary_.empty()) rmdir(temporary_.c_str());
  files_.clear();
  temporary_.clear();
}

void OutputFolder::refuse_others() const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(target_, error)) {
    if (entry.path().filename().string().starts_with(prefix_)) continue;
    throw Error(ExitCode::cannot_create, {.file = name_}, "the folder is not empty",
                "Name one that is new, or remove what is in it, so that old and new pages are not mixed.");
  }
}

void OutputFolder::write(const std::string& name, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  const std::string shown = (fs::path(name_) / name).string();
  const std::string& first_name = files_.emplace_back(prefix_ + name);
  const int file = openat(descriptor_, first_name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) fail(ExitCode::cannot_create, shown, "cannot create");
  const bool written = write_all(file, bytes);
  const int error_number = errno;
  close(file);
  errno = error_number;
  if (!written) fail(ExitCode::io, shown, "cannot write");
}

void OutputFolder::commit() {
  const std::lock_guard lock(mutex_);
  // Once for all files: one by one, ten thousand of them would keep a disk busy for minutes.
  if (syncfs(descriptor_) != 0) fail(ExitCode::io, name_, "cannot write");
  if (prefix_.empty()) name_folder();
  else name_files();
  files_.clear();
}

void OutputFolder::name_folder() {
  if (rename(temporary_.c_str(), target_.c_str()) != 0) fail(ExitCode::cannot_create, name_, "cannot create");
  temporary_.clear();
  sync_folder(target_.parent_path());
}

void OutputFolder::name_files() {
  refuse_others();
  const auto name_of = [&](std::size_t n) { return files_[n].c_str() + prefix_.size(); };
  for (std::size_t n = 0; n < files_.size(); ++n) {
    if (renameat(descriptor_, files_[n].c_str(), descriptor_, name_of(n)) == 0) continue;
    const int error_number = errno;
    while (n-- > 0) renameat(descriptor_, name_of(n), descriptor_, files_[n].c_str());
    errno = error_number;
    fail(ExitCode::cannot_create, name_, "cannot create");
  }
  sync_folder(target_);
}

void OutputFolder::fail(ExitCode code, const std::string& file, std::string_view doing) const {
  throw Error(code, {.file = file}, fmt::format("{}: {}", doing, system_reason(errno)));
}

}  // namespace attune
