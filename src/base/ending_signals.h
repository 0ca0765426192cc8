#pragma once

#include <csignal>

#include <atomic>
#include <functional>
#include <thread>

namespace attune {

/// While it lives, a signal that ends the program (HUP, INT as by Ctrl-C, QUIT, TERM) lets it tidy up first; then the
/// program ends by that signal all the same. One that is ignored, as by nohup, stays so.
///
/// One at a time. Threads begun before it take the signals as ever.
class EndingSignals {
 public:
  /// `tidy` is called on a thread of its own, so it may do anything, but must guard what it shares; the program ends
  /// when it returns. Throws Error (io) where no thread can be started; signals then do as before.
  explicit EndingSignals(std::function<void()> tidy);
  EndingSignals(const EndingSignals&) = delete;
  EndingSignals& operator=(const EndingSignals&) = delete;
  ~EndingSignals();

 private:
  void wait();

  std::function<void()> tidy_;
  sigset_t watched_{};
  sigset_t earlier_mask_{};
  std::atomic<bool> over_ = false;
  std::thread thread_;

  friend void tidy_before_end();
};

/// Lets the one that lives tidy up, where there is one and the program has to end otherwise than by a signal.
void tidy_before_end();

}  // namespace attune
