#pragma once

#include <cstdio>
#include <istream>
#include <optional>
#include <string>

#include "interview/frame.h"
#include "interview/interview.h"

namespace attune {

/// Questions and answers line by line: for speech output, braille displays, dumb terminals and programs.
class Conversation {
 public:
  /// Reads lines from `in`, writes to `out`, wraps at `width` columns. Characters beyond ASCII are written where
  /// `unicode`. `echoed`: what is entered, with its line end, shows on `out`, as on a terminal.
  Conversation(std::istream& in, std::FILE* out, int width, bool unicode, bool echoed);

  /// Writes a paragraph.
  void say(const std::string& text);
  /// Writes an empty line.
  void pause_between();
  /// Writes `prompt` and reads a line, without white space at its ends; nothing at the end of input. Throws Error (io)
  /// where what was said cannot be shown.
  std::optional<std::string> ask(const std::string& prompt);

 private:
  void write(const std::string& text);
  void flush();

  std::istream& in_;
  std::FILE* out_;
  int width_;
  bool unicode_;
  bool echoed_;
};

/// Says `card` and asks until one of `keys` is entered; an empty line stands for the first. 'q' at the end of input.
char ask(Conversation& conversation, const Card& card, const std::string& choices, const std::string& keys);

/// Asks all statements, until the interview is finished or paused; the end of input is a pause. A number, a label, or a
/// letter: s skips, b goes back, q pauses.
void run_in_plain(Conversation& conversation, Interview& interview);

}  // namespace attune
