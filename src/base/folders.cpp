#include "base/folders.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "base/error.h"

namespace attune {
namespace fs = std::filesystem;

namespace {

fs::path folder_of_person(const char* variable, const char* in_home) {
  const char* stated = std::getenv(variable);
  if (stated != nullptr && *stated == '/') return fs::path(stated) / "attune";
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return fs::path(home) / in_home / "attune";
  throw Error(ExitCode::cannot_create, {}, "there is no folder of yours to keep anything in",
              fmt::format("Set HOME or {} to one.", variable));
}

}  // namespace

fs::path state_folder() { return folder_of_person("XDG_STATE_HOME", ".local/state"); }

fs::path data_folder() { return folder_of_person("XDG_DATA_HOME", ".local/share"); }

void make_private_folder(const fs::path& folder) {
  std::error_code error;
  if (folder.has_parent_path() && !fs::exists(folder.parent_path(), error)) make_private_folder(folder.parent_path());
  if (mkdir(folder.c_str(), 0700) == 0) return;
  if (errno != EEXIST) {
    throw Error(ExitCode::cannot_create, {.file = folder.string()}, "cannot make the folder: " + system_reason(errno),
                "Free some space or change its permissions. Another place is named with XDG_STATE_HOME for sittings, "
                "XDG_DATA_HOME for what you keep.");
  }
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    throw Error(ExitCode::cannot_create, {.file = folder.string()}, "this is not a folder", "Move it out of the way.");
  }
  if (status.st_uid != geteuid()) {
    throw Error(ExitCode::cannot_create, {.file = folder.string()}, "this folder belongs to somebody else",
                "What is kept here must be yours alone.");
  }
  if ((status.st_mode & 077) != 0 && chmod(folder.c_str(), 0700) != 0) {
    throw Error(ExitCode::cannot_create, {.file = folder.string()},
                "others can enter this folder: " + system_reason(errno), "chmod 700 would make it yours alone.");
  }
}

}  // namespace attune
