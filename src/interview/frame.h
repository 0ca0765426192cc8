#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "interview/interview.h"

namespace attune {

/// The smallest window in which everything stays readable.
inline constexpr int kNarrowest = 40;
inline constexpr int kLowest = 15;

/// More answers than these are not listed one a line.
inline constexpr std::size_t kMostListed = 11;

/// How a line stands out. Each way also has a sign in the text, so that nothing depends on how a terminal shows it.
enum class Emphasis { none, bold, selected, dim };

struct FrameLine {
  std::string text;
  Emphasis emphasis = Emphasis::none;
};

/// What a window shows: at most as many lines as it is high, each at most as wide as it is.
struct Frame {
  std::vector<FrameLine> lines;
  bool more_below = false;  ///< text that did not fit can be scrolled to
};

/// A window's size, and whether it shows characters beyond ASCII.
struct Window {
  int width = 80;
  int height = 24;
  bool unicode = true;
};

/// Something to read, with the keys that lead on.
struct Card {
  std::string title;
  std::vector<std::string> paragraphs;
  std::string keys;
};

/// What only the screen knows: where the arrows stand, what has been typed, how far a long text is scrolled.
struct Cursor {
  int selected = 0;        ///< an answer of the response scale; below its lowest: none yet
  std::string typed = {};  ///< digits of an answer that needs several
  std::string hint = {};   ///< what was wrong with the last key
  int scroll = 0;          ///< lines
};

bool too_small(const Window& window);
Card too_small_card();

/// `card`, scrolled by `scroll` lines.
Frame card_frame(const Card& card, int scroll, const Window& window);

/// The statement that `interview` shows, with its answers.
Frame statement_frame(const Interview& interview, const Cursor& cursor, const Window& window);

/// What is said before the first statement; `kept_in` is where the answers are kept meanwhile.
Card intro_card(const Questionnaire& questionnaire, const Relationship& about, const std::string& kept_in);
/// The choice between going on and beginning anew.
Card resume_card(const Sitting& unfinished, const Relationship& about);
/// The last look before the end.
Card review_card(const Interview& interview);
Card help_card(const Interview& interview);

/// How the answers are given with one key: a digit each where all have one digit, else typed and ended by Enter.
bool one_digit_answers(const ResponseScale& response);

/// The answers in words: "1 to 7", or "0, 5 or 10" where those between are none.
std::string answers_said(const ResponseScale& response);

}  // namespace attune
