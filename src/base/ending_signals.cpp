#include "base/ending_signals.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <system_error>
#include <utility>

#include "base/error.h"

namespace attune {
namespace {

// Wakes the thread that waits; nobody else sends it.
constexpr int kOver = SIGUSR2;

std::atomic<EndingSignals*> living = nullptr;

bool is_ignored(int number) {
  struct sigaction action {};
  return sigaction(number, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

[[noreturn]] void end_by(int number) {
  std::signal(number, SIG_DFL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  raise(number);
  _exit(128 + number);
}

}  // namespace

EndingSignals::EndingSignals(std::function<void()> tidy) : tidy_(std::move(tidy)) {
  sigemptyset(&watched_);
  sigaddset(&watched_, kOver);
  for (const int number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM}) {
    if (!is_ignored(number)) sigaddset(&watched_, number);
  }
  // Blocked here, they wait for the thread that asks for them.
  pthread_sigmask(SIG_BLOCK, &watched_, &earlier_mask_);
  try {
    thread_ = std::thread([this] { wait(); });
  } catch (const std::system_error& error) {
    pthread_sigmask(SIG_SETMASK, &earlier_mask_, nullptr);
    throw Error(ExitCode::io, {}, "cannot start a thread: " + system_reason(error.code().value()),
                "Try again when fewer programs run.");
  }
  living = this;
}

EndingSignals::~EndingSignals() {
  living = nullptr;
  over_ = true;
  pthread_kill(thread_.native_handle(), kOver);
  thread_.join();
  pthread_sigmask(SIG_SETMASK, &earlier_mask_, nullptr);
}

void tidy_before_end() {
  if (EndingSignals* one = living) one->tidy_();
}

void EndingSignals::wait() {
  int number = 0;
  do {
    sigwait(&watched_, &number);
  } while (number == kOver && !over_);
  if (number == kOver) return;
  tidy_();
  end_by(number);
}

}  // namespace attune
