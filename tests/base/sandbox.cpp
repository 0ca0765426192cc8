#include "base/sandbox.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <string>

#include "base/file.h"
#include "support.h"

namespace attune {
namespace {

using testing::TemporaryFolder;

constexpr int kNotConfined = 200;

// What `action` gives in a process of its own, which may write in `writable` only; 0 where this kernel does not
// confine.
int in_sandbox(const std::filesystem::path& writable, bool Confinement::*part, const std::function<int()>& action) {
  const pid_t child = fork();
  if (child == 0) _exit(enter_sandbox({writable}).*part ? action() : kNotConfined);
  int status = 0;
  waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kNotConfined) MESSAGE("this kernel confines nothing");
  return WEXITSTATUS(status);
}

// The reason why a file could not be opened for writing, or 0.
int reason_not_to_write(const std::filesystem::path& file) {
  return open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600) < 0 ? errno : 0;
}

void check_denied(int got, int reason) { CHECK((got == reason || got == kNotConfined)); }

TEST_CASE("a confined program writes in the folders that it was left") {
  const TemporaryFolder folder;
  const int got = in_sandbox(folder.path(), &Confinement::files, [&] {
    OutputFile out(folder.path() / "results.csv");
    out.write("a\n");
    out.commit();
    return 0;
  });
  CHECK((got == 0 || got == kNotConfined));
}

TEST_CASE("a confined program makes, changes and removes nothing elsewhere") {
  const TemporaryFolder folder, other;
  const auto there = other.file("there", "kept");
  check_denied(
      in_sandbox(folder.path(), &Confinement::files, [&] { return reason_not_to_write(other.path() / "new"); }),
      EACCES);
  check_denied(in_sandbox(folder.path(), &Confinement::files, [&] { return reason_not_to_write(there); }), EACCES);
  check_denied(in_sandbox(folder.path(), &Confinement::files, [&] { return unlink(there.c_str()) == 0 ? 0 : errno; }),
               EACCES);
  CHECK(TemporaryFolder::content(there) == "kept");
}

TEST_CASE("a confined program opens no connection") {
  const TemporaryFolder folder;
  for (const int family : {AF_INET, AF_INET6, AF_UNIX}) {
    check_denied(in_sandbox(folder.path(), &Confinement::programs,
                            [&] { return socket(family, SOCK_STREAM, 0) >= 0 ? 0 : errno; }),
                 EPERM);
  }
}

TEST_CASE("a confined program starts no other") {
  const TemporaryFolder folder;
  check_denied(in_sandbox(folder.path(), &Confinement::programs,
                          [] {
                            execl("/bin/true", "true", nullptr);
                            return errno;
                          }),
               EPERM);
}

}  // namespace
}  // namespace attune
