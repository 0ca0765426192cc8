// Preloaded into the program: lets one of its allocations fail, or all from one on.
//
// FAULT is "KIND NUMBER": allocations are counted from 1 since main() began; that of this number fails for the KIND
// "once", all from it on for "lasting". NUMBER 0 only counts. FAULT_TALLY is as in failing_calls.c.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static unsigned long *tally;  // null before main()
static unsigned long number;
static int lasting;

static int fails(void) {
  if (tally == NULL) return 0;
  const unsigned long now = __atomic_add_fetch(tally, 1, __ATOMIC_RELAXED);
  if (number == 0 || now < number || (now > number && !lasting)) return 0;
  errno = ENOMEM;
  return 1;
}

void *malloc(size_t size) { return fails() ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails() ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return fails() ? NULL : __libc_realloc(old, size); }
void *aligned_alloc(size_t alignment, size_t size) { return fails() ? NULL : __libc_memalign(alignment, size); }

int posix_memalign(void **place, size_t alignment, size_t size) {
  if (fails()) return ENOMEM;
  *place = __libc_memalign(alignment, size);
  return *place == NULL ? ENOMEM : 0;
}

typedef int main_function(int, char **, char **);
static main_function *main_of_program;

static int counted_main(int argc, char **argv, char **environment) {
  char kind[16];
  if (sscanf(getenv("FAULT"), "%15s %lu", kind, &number) != 2) return 99;
  lasting = strcmp(kind, "lasting") == 0;
  const int file = open(getenv("FAULT_TALLY"), O_RDWR | O_CLOEXEC);
  unsigned long *mapped = mmap(NULL, sizeof *mapped, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (mapped == MAP_FAILED) return 99;
  close(file);
  tally = mapped;
  return main_of_program(argc, argv, environment);
}

// What is allocated before main() nobody can answer for.
int __libc_start_main(main_function *program, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*loader_fini)(void), void *stack_end) {
  int (*start)(main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *) =
      dlsym(RTLD_NEXT, "__libc_start_main");
  main_of_program = program;
  return start(counted_main, argc, argv, init, fini, loader_fini, stack_end);
}
