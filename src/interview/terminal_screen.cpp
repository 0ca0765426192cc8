#include "interview/terminal_screen.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <iterator>
#include <string>

#define NCURSES_NOMACROS 1
#include <ncurses.h>

#include "base/error.h"
#include "base/terminal.h"

namespace attune {
namespace {

volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interruption(int) { interrupted = 1; }

// ncurses has actions of its own for all of these but SIGHUP.
constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGWINCH};
constexpr int kInterruptions[] = {SIGINT, SIGTERM, SIGHUP};
struct sigaction earlier_actions[std::size(kSignals)];

void restore_actions() {
  for (std::size_t s = 0; s < std::size(kSignals); ++s) sigaction(kSignals[s], &earlier_actions[s], nullptr);
}

int attribute_of(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::bold: return A_BOLD;
    case Emphasis::selected: return A_REVERSE;
    case Emphasis::dim:
    case Emphasis::none: break;
  }
  return A_NORMAL;
}

Key::Kind kind_of(int code) {
  switch (code) {
    case KEY_ENTER:
    case '\n':
    case '\r': return Key::Kind::enter;
    case KEY_LEFT:
    case KEY_BACKSPACE:
    case 127:
    case '\b': return Key::Kind::back;
    case KEY_UP: return Key::Kind::up;
    case KEY_DOWN: return Key::Kind::down;
    case KEY_PPAGE: return Key::Kind::page_up;
    case KEY_NPAGE: return Key::Kind::page_down;
    case KEY_RESIZE: return Key::Kind::resize;
    default: return code >= ' ' && code < 127 ? Key::Kind::character : Key::Kind::other;
  }
}

}  // namespace

TerminalScreen::TerminalScreen() {
  for (std::size_t s = 0; s < std::size(kSignals); ++s) sigaction(kSignals[s], nullptr, &earlier_actions[s]);
  // newterm() reports an unknown terminal; initscr() would end the program.
  if (newterm(nullptr, stdout, stdin) == nullptr) {
    restore_actions();
    throw Error(ExitCode::usage, {}, "this terminal is not known here", "Use attune take --plain, or set TERM.");
  }
  struct sigaction action {};
  action.sa_handler = note_interruption;
  for (const int number : kInterruptions) sigaction(number, &action, nullptr);
  cbreak();
  noecho();
  keypad(stdscr, TRUE);
  set_escdelay(25);
  curs_set(0);
}

TerminalScreen::~TerminalScreen() {
  endwin();
  restore_actions();
}

Window TerminalScreen::window() const {
  return {.width = getmaxx(stdscr), .height = getmaxy(stdscr), .unicode = terminal_is_utf8()};
}

void TerminalScreen::draw(const Frame& frame) {
  erase();
  for (std::size_t line = 0; line < frame.lines.size(); ++line) {
    attrset(attribute_of(frame.lines[line].emphasis));
    mvaddstr(static_cast<int>(line), 0, frame.lines[line].text.c_str());
  }
  attrset(A_NORMAL);
  refresh();
}

Key TerminalScreen::read_key() {
  // A timeout, so that a signal that arrives between two reads is not waited for.
  timeout(200);
  while (true) {
    if (interrupted != 0) return {.kind = Key::Kind::interrupt};
    errno = 0;
    const int code = getch();
    if (code == ERR && errno != 0 && errno != EINTR && errno != EAGAIN) return {.kind = Key::Kind::interrupt};
    if (code == ERR) {
      if (isatty(STDIN_FILENO) == 0) return {.kind = Key::Kind::interrupt};
      continue;
    }
    const Key::Kind kind = kind_of(code);
    return {.kind = kind, .character = kind == Key::Kind::character ? static_cast<char>(code) : '\0'};
  }
}

char ask(TerminalScreen& screen, const Card& card, const char* keys) {
  int scroll = 0;
  while (true) {
    const bool small = too_small(screen.window());
    const Frame frame = card_frame(small ? too_small_card() : card, scroll, screen.window());
    screen.draw(frame);
    const Key key = screen.read_key();
    if (key.kind == Key::Kind::interrupt || (key.kind == Key::Kind::character && key.character == 'q')) return 'q';
    if (small) continue;
    if (key.kind == Key::Kind::enter) return '\n';
    if (key.kind == Key::Kind::character && std::strchr(keys, key.character) != nullptr) return key.character;
    if ((key.kind == Key::Kind::page_down || key.kind == Key::Kind::down) && frame.more_below) ++scroll;
    if (key.kind == Key::Kind::page_up || key.kind == Key::Kind::up) scroll = std::max(scroll - 1, 0);
  }
}

void run_on_screen(TerminalScreen& screen, Interview& interview) {
  ScreenMode mode(interview);
  while (!mode.over()) {
    screen.draw(mode.frame(screen.window()));
    const Key key = screen.read_key();
    mode.press(key, screen.window());
  }
}

}  // namespace attune
