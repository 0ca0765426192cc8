#pragma once

#include <functional>
#include <optional>

#include "interview/frame.h"
#include "interview/interview.h"

namespace attune {

/// A key, whatever the terminal sent for it.
struct Key {
  enum class Kind { character, enter, back, up, down, page_up, page_down, resize, interrupt, other };
  Kind kind = Kind::other;
  char character = 0;  ///< for character: ASCII
};

/// The screen's side of an interview, without a terminal: what each key does and what is shown then.
class ScreenMode {
 public:
  explicit ScreenMode(Interview& interview);

  /// Does what `key` says, pressed in a window of that size. An Error from keeping an answer becomes a message that the
  /// next frame shows. While the window is too small to show a statement, none is answered.
  void press(const Key& key, const Window& window);

  Frame frame(const Window& window) const;

  /// Whether the interview is finished or paused.
  bool over() const;

 private:
  void scroll(const Key& key, const Window& window);
  void press_on_statement(const Key& key);
  void press_on_review(const Key& key);
  void press_character(char character);
  void move(int step);
  void select_typed();
  void choose_selected();
  void choose(int answer);
  void reply(const std::function<void()>& give);
  void reset_cursor();

  Interview& interview_;
  Cursor cursor_;
  bool help_ = false;
  std::optional<Card> trouble_;  // an answer that could not be kept
};

}  // namespace attune
