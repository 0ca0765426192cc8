#include "base/ending_signals.h"

#include <doctest/doctest.h>
#include <pthread.h>
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

TEST_CASE("where no thread can be started that is told, and signals do as before") {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGTERM, SIG_DFL);  // doctest's is none of the program's
    pthread_attr_t no_room;
    pthread_attr_init(&no_room);
    pthread_attr_setstacksize(&no_room, std::size_t{1} << 46);
    pthread_setattr_default_np(&no_room);
    if (testing::error_of([] { const EndingSignals ending([] {}); }).code() != ExitCode::io) _exit(1);
    tidy_before_end();  // of none
    raise(SIGTERM);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGTERM);
}

TEST_CASE("a signal that is ignored stays ignored") {
  const TemporaryFolder there;
  CHECK(status_after(SIGHUP, there.path() / "trace", true) == 0);
  CHECK(!std::filesystem::exists(there.path() / "trace"));
}

}  // namespace attune
