#include "history/store_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

#include "base/error.h"
#include "base/file.h"
#include "base/folders.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

constexpr auto kPatienceForFolder = std::chrono::seconds(20);

// The copies are named history.sqlite.v1 and history.sqlite.locked.v1.
constexpr const char* kCopyMark = ".v";

bool is_copy(const std::string& name) {
  return name.starts_with("history.sqlite.v") || name.starts_with("history.sqlite.locked.v");
}

// What an OutputFile leaves behind when the program is killed on some file systems.
bool is_unfinished(const std::string& name) { return name.starts_with(".attune-"); }

// SQLite's write-ahead log with its index, or its journal.
bool is_log(const std::string& name) { return name.starts_with("history.sqlite-"); }

bool is_plain(const std::string& name) {
  return name == "history.sqlite" || is_log(name) || name.starts_with("history.sqlite.v");
}

// Throws Error where `path` is not of `kind`, a file or a folder, or not the person's alone.
void require_private(const fs::path& path, mode_t kind) {
  struct stat status {};
  if (lstat(path.c_str(), &status) != 0)
    throw Error(ExitCode::cannot_create, {.file = path.string()}, "cannot be read: " + system_reason(errno));
  const bool folder = kind == S_IFDIR;
  if ((status.st_mode & S_IFMT) != kind)
    throw Error(ExitCode::data, {.file = path.string()}, folder ? "this is not a folder" : "this is not a file",
                "Move it out of the way.");
  if (status.st_uid != geteuid()) {
    throw Error(ExitCode::data, {.file = path.string()},
                fmt::format("this {} belongs to somebody else", folder ? "folder" : "file"),
                "What is kept here must be yours alone.");
  }
  if ((status.st_mode & 077) != 0) {
    throw Error(ExitCode::data, {.file = path.string()},
                fmt::format("others can {} this {}", folder ? "enter" : "read", folder ? "folder" : "file"),
                fmt::format("Make it yours alone: chmod {} {}", folder ? "700" : "600", path.string()));
  }
}

}  // namespace

StoreFolder::StoreFolder(fs::path folder, Use use) : folder_(std::move(folder)) {
  std::error_code ignored;
  if (use == Use::changing && !fs::exists(folder_, ignored)) make_private_folder(folder_);
  require_private(folder_, S_IFDIR);
  descriptor_ = open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor_ < 0)
    throw Error(ExitCode::cannot_create, {.file = folder_.string()}, "cannot open: " + system_reason(errno));
  try {
    hold();
    if (use == Use::changing) remove_if(is_unfinished);
  } catch (...) {
    close(descriptor_);  // an unfinished object has no destructor
    throw;
  }
}

StoreFolder::~StoreFolder() { close(descriptor_); }

void StoreFolder::hold() {
  const auto end = std::chrono::steady_clock::now() + kPatienceForFolder;
  while (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error_number = errno;
    if (error_number == EINTR) continue;
    if (error_number != EWOULDBLOCK || std::chrono::steady_clock::now() > end) {
      throw Error(ExitCode::io, {.file = folder_.string()},
                  error_number == EWOULDBLOCK ? "another attune is using the history"
                                              : "cannot be locked: " + system_reason(error_number),
                  "Try again when it has finished.");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

bool is_there(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::not_found) return false;
  if (error) {
    throw Error(ExitCode::no_input, {.file = path.string()}, "cannot be looked at: " + error.message(),
                "See to it that you may enter its folder.");
  }
  return true;
}

bool StoreFolder::is_locked() const { return is_locked(folder_); }

fs::path StoreFolder::copy_before_migration(const fs::path& file, int version) {
  return fmt::format("{}{}{}", file.string(), kCopyMark, version);
}

bool StoreFolder::holds_anything(const fs::path& folder) {
  for (const char* name : {kPlain, kLocked, kEarlierPlan}) {
    if (is_there(folder / name)) return true;
  }
  return false;
}

bool StoreFolder::is_locked(const fs::path& folder) { return is_there(folder / kLocked); }

void StoreFolder::remove_if(bool (*chosen)(const std::string& name)) {
  std::vector<fs::path> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (chosen(entry.path().filename().string())) found.push_back(entry.path());
  }
  // What is not seen would stay, and pass for removed.
  if (error) throw Error(ExitCode::io, {.file = folder_.string()}, "cannot be searched: " + error.message());
  for (const fs::path& path : found) {
    if (unlink(path.c_str()) != 0 && errno != ENOENT)
      throw Error(ExitCode::io, {.file = path.string()}, "cannot remove: " + system_reason(errno));
  }
  if (!found.empty()) sync_folder(folder_);
}

void StoreFolder::remove_plain() { remove_if(is_plain); }

void StoreFolder::remove_logs() { remove_if(is_log); }

void StoreFolder::remove_locked() {
  remove_if([](const std::string& name) { return name == kLocked; });
}

void StoreFolder::remove_copies() { remove_if(is_copy); }

void require_private_file(const fs::path& path) { require_private(path, S_IFREG); }

}  // namespace attune
