#include "base/sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "base/error.h"

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
  // To go on would end in "permission denied" where the results go, or without a sandbox.
  if (descriptor < 0 && (errno == EMFILE || errno == ENFILE))
    throw Error(ExitCode::io, {.file = folder.string()}, "cannot open: " + system_reason(errno));
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

// Whose numbers the calls below have; 0 where it is not known here.
#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kArchitecture = 0;
#endif
// From here on, on x86-64, the same calls have other numbers.
constexpr std::uint32_t kOtherNumbers = 0x40000000;

// What is left to a thread that reads, computes and writes would be a long list, which differs between processors and
// versions of the C library; what opens a way out is a short one. ptrace is Landlock's to deny.
constexpr std::array<std::uint32_t, 16> kWaysOut{
    SYS_execve,     SYS_execveat, SYS_socket,           SYS_socketpair,        SYS_connect,
    SYS_bind,       SYS_listen,   SYS_accept,           SYS_accept4,           SYS_bpf,
    SYS_mount,      SYS_unshare,  SYS_process_vm_readv, SYS_process_vm_writev, SYS_io_uring_setup,
    SYS_pidfd_getfd};

constexpr sock_filter step(std::uint16_t code, std::uint32_t operand) { return {code, 0, 0, operand}; }

// Goes on after `yes` steps where the comparison holds, else after `no`.
constexpr sock_filter step_if(std::uint16_t comparison, std::uint32_t operand, std::size_t yes, std::size_t no) {
  return {static_cast<std::uint16_t>(BPF_JMP | comparison | BPF_K), static_cast<std::uint8_t>(yes),
          static_cast<std::uint8_t>(no), operand};
}

// Written out, since libseccomp, which would make the same of it, crashes where there is no memory.
bool confine_calls() {
  if (kArchitecture == 0) return false;
  constexpr std::size_t kSteps = kWaysOut.size() + 6;
  std::array<sock_filter, kSteps> steps{};
  constexpr std::size_t kDeny = kSteps - 1;
  constexpr auto to_deny = [](std::size_t from) { return kDeny - from - 1; };
  constexpr std::uint16_t kLoad = BPF_LD | BPF_W | BPF_ABS;
  steps[0] = step(kLoad, offsetof(seccomp_data, arch));
  steps[1] = step_if(BPF_JEQ, kArchitecture, 0, to_deny(1));
  steps[2] = step(kLoad, offsetof(seccomp_data, nr));
  steps[3] = step_if(BPF_JGE, kOtherNumbers, to_deny(3), 0);
  for (std::size_t call = 0; call < kWaysOut.size(); ++call)
    steps[4 + call] = step_if(BPF_JEQ, kWaysOut[call], to_deny(4 + call), 0);
  steps[kSteps - 2] = step(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  steps[kDeny] = step(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  const sock_fprog filter{.len = static_cast<unsigned short>(steps.size()), .filter = steps.data()};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

}  // namespace

Confinement enter_sandbox(const std::vector<std::filesystem::path>& writable) {
  // Without it neither may be entered by who is not root.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return {};
  return {.files = confine_files(writable), .programs = confine_calls()};
}

}  // namespace attune
