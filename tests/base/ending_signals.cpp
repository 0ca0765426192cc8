#include "base/ending_signals.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "support.h"

namespace attune {
namespace {

using testing::TemporaryFolder;

// How a program ends that is sent `number` while it tidies up by making `trace`.
int status_after(int number, const std::filesystem::path& trace, bool ignored = false) {
  const pid_t child = fork();
  if (child == 0) {
    if (ignored) signal(number, SIG_IGN);
    {
      const EndingSignals ending([&] { std::ofstream(trace) << "tidied"; });
      kill(getpid(), number);
      if (!ignored) pause();
    }
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

}  // namespace

TEST_CASE("a program that is told to end tidies up, and ends by that signal") {
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    const TemporaryFolder there;
    const int status = status_after(number, there.path() / "trace");
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == number);
    CHECK(TemporaryFolder::content(there.path() / "trace") == "tidied");
  }
}

TEST_CASE("a program that has to end otherwise tidies up too") {
  const TemporaryFolder there;
  const pid_t child = fork();
  if (child == 0) {
    const EndingSignals ending([&] { std::ofstream(there.path() / "trace") << "tidied"; });
    tidy_before_end();
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  CHECK(TemporaryFolder::content(there.path() / "trace") == "tidied");
  tidy_before_end();  // of none
}

TEST_CASE("a signal that is ignored stays ignored") {
  const TemporaryFolder there;
  CHECK(status_after(SIGHUP, there.path() / "trace", true) == 0);
  CHECK(!std::filesystem::exists(there.path() / "trace"));
}

}  // namespace attune
