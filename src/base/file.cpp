#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/number.h"
#include "base/random_id.h"
#include "base/read_files.h"
#include "base/temporary_file.h"
#include "base/text.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

std::string directory_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path().string() : "."; }

// The descriptor of this program that a name such as /dev/stdout stands for. Whoever names one wants to write on where
// it stands; to replace the file behind it would undo what others wrote there.
std::optional<int> named_descriptor(fs::path path) {
  std::error_code error;
  const fs::path ours = fs::canonical("/proc/self/fd", error);
  if (error) return std::nullopt;
  constexpr int kMostLinks = 40;
  for (int link = 0; link < kMostLinks && fs::is_symlink(path, error); ++link) {
    if (fs::weakly_canonical(fs::absolute(path).parent_path(), error) == ours) {
      const auto number = parse_whole(path.filename().string());
      return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
    }
    const fs::path target = fs::read_symlink(path, error);
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return std::nullopt;
}

// A stream that somebody made non-blocking is waited for.
bool has_waited(int descriptor, short events) {
  if (errno != EAGAIN && errno != EWOULDBLOCK) return false;
  pollfd waited{.fd = descriptor, .events = events, .revents = 0};
  return poll(&waited, 1, -1) >= 0 || errno == EINTR;
}

// What of `bytes` a terminal gets. Tabs stay: they keep columns apart, also for who copies them from there.
std::string as_shown(std::string_view bytes) {
  std::string shown;
  while (true) {
    const std::size_t tab = bytes.find('\t');
    shown += printable(bytes.substr(0, tab));
    if (tab == std::string_view::npos) return shown;
    shown += '\t';
    bytes.remove_prefix(tab + 1);
  }
}

}  // namespace

fs::path followed(fs::path path) {
  constexpr int kMostLinks = 40;
  std::error_code error;
  for (int link = 0; fs::is_symlink(path, error); ++link) {
    if (link == kMostLinks)
      throw Error(ExitCode::cannot_create, {.file = path.string()}, "the symbolic link leads in a circle");
    const fs::path target = fs::read_symlink(path, error);
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return path;
}

void sync_folder(const fs::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;  // not every file system lets its folders be opened
  fsync(descriptor);
  close(descriptor);
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && (errno == EINTR || has_waited(descriptor, POLLOUT))) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string read_file(const fs::path& path, std::size_t limit) {
  InputStream in(path.string());
  std::string bytes;
  // Of a small file, no more room than it needs: many are read at the start.
  const std::size_t piece = std::clamp<std::size_t>(in.size() + 1, 1024, std::size_t{1} << 16);
  while (in.read(bytes, piece) > 0) {
    if (bytes.size() > limit) {
      throw Error(ExitCode::data, {.file = in.name()}, fmt::format("the file is larger than {} KiB", limit / 1024),
                  "A file of this kind is small. Is it the right one?");
    }
  }
  return bytes;
}

InputStream::InputStream(const std::string& name)
    : InputStream(name == "-" ? "standard input" : name,
                  name == "-" ? STDIN_FILENO : open(name.c_str(), O_RDONLY | O_CLOEXEC)) {}

InputStream::InputStream(std::string name, int descriptor) : name_(std::move(name)), descriptor_(descriptor) {
  if (descriptor_ < 0) throw Error(ExitCode::no_input, {.file = name_}, "cannot open: " + system_reason(errno));
  struct stat status {};
  const bool known = fstat(descriptor_, &status) == 0;
  if (known && S_ISREG(status.st_mode)) size_ = static_cast<std::size_t>(status.st_size);
  if (known && S_ISDIR(status.st_mode)) {
    if (descriptor_ != STDIN_FILENO) close(descriptor_);
    throw Error(ExitCode::no_input, {.file = name_}, "this is a folder, not a file");
  }
}

InputStream::InputStream(InputStream&& other) noexcept
    : name_(std::move(other.name_)), descriptor_(std::exchange(other.descriptor_, -1)), size_(other.size_) {}

InputStream::~InputStream() {
  if (descriptor_ > STDERR_FILENO) close(descriptor_);
}

std::size_t InputStream::read(std::string& bytes, std::size_t most) {
  const std::size_t before = bytes.size();
  bytes.resize(before + most);
  ssize_t got = 0;
  do {
    got = ::read(descriptor_, bytes.data() + before, most);
  } while (got < 0 && (errno == EINTR || has_waited(descriptor_, POLLIN)));
  const int error_number = errno;
  bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  if (got < 0) throw Error(ExitCode::io, {.file = name_}, "cannot read: " + system_reason(error_number));
  if (got == 0 && size_ > 0 && lseek(descriptor_, 0, SEEK_CUR) < static_cast<off_t>(size_)) {
    throw Error(ExitCode::io, {.file = name_}, "the file became shorter while it was read",
                "Try again when nothing writes to it.");
  }
  return static_cast<std::size_t>(got);
}

OutputFile::OutputFile(const std::string& name, Replaces replaces)
    : name_(name == "-" ? "standard output" : name), replaces_(replaces) {
  if (name == "-") {
    descriptor_ = STDOUT_FILENO;
    return;
  }
  if (name.empty())
    throw Error(ExitCode::cannot_create, {}, "the output file has no name",
                "Name a file, or - for the standard output.");
  if (const auto descriptor = named_descriptor(name)) {
    descriptor_ = *descriptor == STDOUT_FILENO ? STDOUT_FILENO : fcntl(*descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (descriptor_ < 0) fail(ExitCode::cannot_create, "cannot open");
    return;
  }
  std::error_code ignored;
  const auto status = fs::status(name, ignored);
  if (fs::is_directory(status)) {
    throw Error(ExitCode::cannot_create, {.file = name_}, "this is a folder", "Name a file in it.");
  }
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    descriptor_ = open(name.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(ExitCode::cannot_create, "cannot open");
    return;
  }
  target_ = followed(name);  // a link at the output stays one
  if (replaces_ != Replaces::anything) refuse_replacing(target_, name_);
  create_beside_target();
  if (fs::exists(status)) fchmod(descriptor_, static_cast<mode_t>(status.permissions()) & 0777);
}

void OutputFile::create_beside_target() {
  const TemporaryFile made = open_temporary(directory_of(target_));
  if (made.descriptor < 0) fail(ExitCode::cannot_create, "cannot create");
  descriptor_ = made.descriptor;
  temporary_ = made.name;
}

OutputFile::~OutputFile() {
  if (descriptor_ > STDERR_FILENO) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void OutputFile::write(std::string_view bytes) {
  const bool is_shown = target_.empty() && isatty(descriptor_) != 0;
  if (!(is_shown ? write_all(descriptor_, as_shown(bytes)) : write_all(descriptor_, bytes)))
    fail(ExitCode::io, "cannot write");
}

void OutputFile::commit() {
  if (target_.empty()) return;
  if (replaces_ != Replaces::anything) refuse_replacing(target_, name_);
  if (fsync(descriptor_) != 0) fail(ExitCode::io, "cannot write");
  const std::string directory = directory_of(target_);
  if (temporary_.empty()) {
    // linkat() does not replace a file, so the nameless one gets a name of its own first: one that no other program
    // picks, as it could by the number of its process, which is unique only within one container.
    const fs::path named = fmt::format("{}/.attune-{}", directory, random_id());
    const std::string source = fmt::format("/proc/self/fd/{}", descriptor_);
    if (linkat(AT_FDCWD, source.c_str(), AT_FDCWD, named.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      fail(ExitCode::cannot_create, "cannot create");
    }
    temporary_ = named;
  }
  if (rename(temporary_.c_str(), target_.c_str()) != 0) fail(ExitCode::cannot_create, "cannot create");
  temporary_.clear();
  sync_folder(directory);
}

void OutputFile::fail(ExitCode code, std::string_view doing) const {
  throw Error(code, {.file = name_}, fmt::format("{}: {}", doing, system_reason(errno)));
}

}  // namespace attune
