#include "commands/out_of_memory.h"

#include <unistd.h>

#include <exception>
#include <new>

#include "base/ending_signals.h"
#include "base/error.h"
#include "base/file.h"

namespace attune {
namespace {

std::terminate_handler earlier_handler = nullptr;

void on_terminate() {
  try {
    if (std::current_exception()) throw;
  } catch (const std::bad_alloc&) {
    end_without_memory();
  } catch (...) {
    // A mistake of ours.
  }
  earlier_handler();
}

}  // namespace

void end_without_memory() {
  tidy_before_end();
  write_all(STDERR_FILENO, "attune: out of memory\n");
  _exit(static_cast<int>(ExitCode::io));
}

void end_without_memory_everywhere() { earlier_handler = std::set_terminate(on_terminate); }

}  // namespace attune
