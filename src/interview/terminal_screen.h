#pragma once

#include "interview/frame.h"
#include "interview/screen_mode.h"

namespace attune {

/// The terminal in the hands of ncurses, from construction to destruction, which leaves it as it was.
///
/// Ctrl-C, a closed terminal and SIGTERM come as the key `interrupt`, so that whoever reads keys can end in order.
class TerminalScreen {
 public:
  /// Throws Error (usage) where the terminal is one that ncurses does not know.
  TerminalScreen();
  TerminalScreen(const TerminalScreen&) = delete;
  TerminalScreen& operator=(const TerminalScreen&) = delete;
  ~TerminalScreen();

  Window window() const;
  void draw(const Frame& frame);
  Key read_key();
};

/// Shows `card` until one of `keys` or Enter is pressed; gives that key, '\n' for Enter, 'q' for an interruption.
char ask(TerminalScreen& screen, const Card& card, const char* keys);

/// Asks all statements on the screen, until the interview is finished or paused.
void run_on_screen(TerminalScreen& screen, Interview& interview);

}  // namespace attune
