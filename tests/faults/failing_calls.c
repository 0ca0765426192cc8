// Preloaded into the program: lets one of its system calls fail, whichever library makes it.
//
// FAULT is "KIND NUMBER HOW": the calls of a kind (below) are counted from 1, and the one of that number fails with
// the errno value HOW or, where HOW is 0, reads or writes half of what it was asked for. NUMBER 0 only counts. The
// count goes into the first eight bytes of the file FAULT_TALLY, which can be read however the program has ended.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define MOST_CALLS 8

struct kind {
  const char *name;
  unsigned calls[MOST_CALLS];  // ends with END where there are fewer
};

#define END 0xffffffffu

// aarch64 has only the younger form of some.
#ifdef SYS_rename
#define OLDER(call) call,
#else
#define OLDER(call)
#endif

static const struct kind kinds[] = {
    {"read", {SYS_read, SYS_readv, SYS_pread64, END}},
    {"write", {SYS_write, SYS_writev, SYS_pwrite64, END}},
    {"open", {OLDER(SYS_open) SYS_openat, END}},
    {"sync", {SYS_fsync, SYS_fdatasync, SYS_syncfs, END}},
    {"rename", {OLDER(SYS_rename) OLDER(SYS_link) SYS_renameat, SYS_renameat2, SYS_linkat, END}},
    {"truncate", {SYS_ftruncate, SYS_fallocate, END}},
    {"folder", {OLDER(SYS_mkdir) SYS_mkdirat, END}},
    {"lock", {SYS_flock, END}},
};

// A call that the handler passes on says so in an argument that none of these calls uses.
#define PASSED_ON 0x6661756cu

static unsigned long *tally;
static unsigned long number;
static int how;

static long argument(const ucontext_t *context, int place) {
#if defined(__x86_64__)
  static const int registers[] = {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8};
  return context->uc_mcontext.gregs[registers[place]];
#elif defined(__aarch64__)
  return (long)context->uc_mcontext.regs[place];
#else
#error "where the arguments of a system call stand is not known here"
#endif
}

static void give_back(ucontext_t *context, long result) {
#if defined(__x86_64__)
  context->uc_mcontext.gregs[REG_RAX] = result;
#else
  context->uc_mcontext.regs[0] = (unsigned long)result;
#endif
}

static int has_length(long call) {
  return call == SYS_read || call == SYS_write || call == SYS_pread64 || call == SYS_pwrite64;
}

static void on_call(int signal, siginfo_t *info, void *opaque) {
  (void)signal;
  ucontext_t *context = opaque;
  const int earlier_errno = errno;
  const long call = info->si_syscall;
  const int chosen = __atomic_add_fetch(tally, 1, __ATOMIC_RELAXED) == number;
  long length = argument(context, 2);
  if (chosen && how == 0 && has_length(call) && length > 1) length /= 2;
  if (chosen && how != 0) {
    give_back(context, -how);
  } else {
    const long result = syscall(call, argument(context, 0), argument(context, 1), length, argument(context, 3),
                                argument(context, 4), PASSED_ON);
    give_back(context, result == -1 ? -errno : result);
  }
  errno = earlier_errno;
}

static void trap(const struct kind *kind) {
  struct sock_filter filter[2 * MOST_CALLS + 5];
  unsigned short end = 0;
  const struct sock_filter load_last_argument =
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[5]));
  const struct sock_filter load_call = BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  const struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  const struct sock_filter to_handler = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
  filter[end++] = load_last_argument;
  filter[end++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PASSED_ON, 0, 1);
  filter[end++] = allow;
  filter[end++] = load_call;
  for (const unsigned *call = kind->calls; *call != END; ++call) {
    filter[end++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, *call, 0, 1);
    filter[end++] = to_handler;
  }
  filter[end++] = allow;
  const struct sock_fprog program = {.len = end, .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    perror("system calls cannot be watched here");
    _exit(99);
  }
}

__attribute__((constructor)) static void begin(void) {
  char name[16];
  if (sscanf(getenv("FAULT"), "%15s %lu %d", name, &number, &how) != 3) _exit(99);
  const int file = open(getenv("FAULT_TALLY"), O_RDWR | O_CLOEXEC);
  tally = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (tally == MAP_FAILED) _exit(99);
  close(file);
  const struct sigaction action = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
  sigaction(SIGSYS, &action, NULL);
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; ++k) {
    if (strcmp(kinds[k].name, name) == 0) return trap(&kinds[k]);
  }
  _exit(99);
}
