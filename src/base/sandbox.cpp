#include "base/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>

namespace attune {
namespace {

// Of kernels from 6.2 on, which Debian 12's headers do not know yet.
constexpr std::uint64_t kTruncate = std::uint64_t{1} << 14;
constexpr long kVersionWithTruncate = 3;

constexpr std::uint64_t kInFolders = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                                     LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                                     LANDLOCK_ACCESS_FS_REMOVE_DIR;
constexpr std::uint64_t kNowhere = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                   LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                   LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

// The C library has no functions for these calls.
long landlock_version() { return syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION); }

void allow(int rules, const std::filesystem::path& folder, std::uint64_t rights) {
  const int descriptor = open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;  // whoever wants to write there will be told
  const landlock_path_beneath_attr below{.allowed_access = rights, .parent_fd = descriptor};
  syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &below, 0);
  close(descriptor);
}

bool confine_files(const std::vector<std::filesystem::path>& writable) {
  const long version = landlock_version();
  if (version < 1) return false;
  const std::uint64_t in_folders = kInFolders | (version >= kVersionWithTruncate ? kTruncate : 0);
  const landlock_ruleset_attr handled{.handled_access_fs = in_folders | kNowhere};
  const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0));
  if (rules < 0) return false;
  for (const auto& folder : writable) allow(rules, folder, in_folders);
  const bool confined = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return confined;
}

// What is left to a thread that reads, computes and writes would be a long list, which differs between processors and
// versions of the C library; what opens a way out is a short one. ptrace is Landlock's to deny.
bool confine_calls() {
  constexpr int kWaysOut[] = {SCMP_SYS(execve),
                              SCMP_SYS(execveat),
                              SCMP_SYS(socket),
                              SCMP_SYS(socketpair),
                              SCMP_SYS(connect),
                              SCMP_SYS(bind),
                              SCMP_SYS(listen),
                              SCMP_SYS(accept),
                              SCMP_SYS(accept4),
                              SCMP_SYS(io_uring_setup),
                              SCMP_SYS(bpf),
                              SCMP_SYS(mount),
                              SCMP_SYS(unshare),
                              SCMP_SYS(process_vm_readv),
                              SCMP_SYS(process_vm_writev),
                              SCMP_SYS(pidfd_getfd)};
  const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_ALLOW), seccomp_release);
  if (!filter) return false;
  for (const int call : kWaysOut) {
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0) != 0) return false;
  }
  return seccomp_load(filter.get()) == 0;
}

}  // namespace

Confinement enter_sandbox(const std::vector<std::filesystem::path>& writable) {
  // Without it neither may be entered by who is not root.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return {};
  return {.files = confine_files(writable), .programs = confine_calls()};
}

}  // namespace attune
