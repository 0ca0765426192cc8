#include "base/repeatable_input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "base/temporary_file.h"

namespace attune {
namespace fs = std::filesystem;
namespace {

bool is_regular(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

// Never one of the standard streams, which InputStream leaves open, and not for the pager that the program may start.
int duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1); }

std::string temporary_folder() {
  const char* chosen = std::getenv("TMPDIR");
  return chosen != nullptr && *chosen != '\0' ? chosen : "/tmp";
}

[[noreturn]] void fail_to_copy(ExitCode code, const std::string& input, const std::string& folder) {
  throw Error(code, {.file = input},
              fmt::format("cannot be copied into {} to be read twice: {}", folder, system_reason(errno)),
              "Name a file, which needs no copy, or set TMPDIR to a folder with room.");
}

int nameless_copy(InputStream in) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  const std::string folder = temporary_folder();
  const auto [copy, name] = open_temporary(folder);
  if (copy < 0) fail_to_copy(ExitCode::cannot_create, in.name(), folder);
  if (!name.empty()) unlink(name.c_str());
  try {
    for (std::string bytes; in.read(bytes, kPiece) > 0; bytes.clear()) {
      if (!write_all(copy, bytes)) fail_to_copy(ExitCode::io, in.name(), folder);
    }
  } catch (...) {
    close(copy);
    throw;
  }
  return copy;
}

}  // namespace

RepeatableInput::RepeatableInput(const std::string& name) : name_(name == "-" ? "standard input" : name) {
  std::error_code ignored;
  if (name == "-" && is_regular(STDIN_FILENO)) {
    kept_ = duplicate(STDIN_FILENO);
    start_ = lseek(STDIN_FILENO, 0, SEEK_CUR);
  } else if (name == "-" || !fs::is_regular_file(name, ignored)) {
    kept_ = nameless_copy(InputStream(name));
  }
}

RepeatableInput::RepeatableInput(RepeatableInput&& other) noexcept
    : name_(std::move(other.name_)), kept_(std::exchange(other.kept_, -1)), start_(other.start_) {}

RepeatableInput::~RepeatableInput() {
  if (kept_ >= 0) close(kept_);
}

InputStream RepeatableInput::open() const {
  if (kept_ < 0) return InputStream(name_);
  lseek(kept_, start_, SEEK_SET);
  return InputStream(name_, duplicate(kept_));
}

}  // namespace attune
