#include "interview/screen_mode.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/number.h"

namespace attune {
namespace {

constexpr int kPage = 3;
constexpr std::size_t kMostTyped = 5;

Card trouble_card(const Error& error) {
  return {
      .title = "This answer is not kept yet",
      .paragraphs = {error.problem() + ".", error.remedy(),
                     "Mend it if you can, then give the answer again. Or pause; you lose nothing but this one answer."},
      .keys = "Any key goes back to the statement."};
}

std::string no_answer(const std::string& typed, const ResponseScale& response) {
  if (response.only_labelled) return fmt::format("{} is not an answer: they are {}.", typed, answers_said(response));
  return fmt::format("{} is not an answer: they run from {}.", typed, answers_said(response));
}

}  // namespace

ScreenMode::ScreenMode(Interview& interview) : interview_(interview) { reset_cursor(); }

bool ScreenMode::over() const {
  return interview_.step() == Interview::Step::finished || interview_.step() == Interview::Step::paused;
}

void ScreenMode::reset_cursor() {
  const ResponseScale& response = interview_.response();
  const auto& earlier = interview_.earlier();
  cursor_ = {};
  cursor_.selected = earlier && !earlier->skipped() ? earlier->answer : response.min - 1;
}

void ScreenMode::press(const Key& key, const Window& window) {
  const bool asks_to_pause = key.kind == Key::Kind::interrupt ||
                             (key.kind == Key::Kind::character && key.character == 'q' && !help_ && !trouble_);
  if (asks_to_pause) return interview_.pause();
  if (key.kind == Key::Kind::resize || too_small(window)) return;
  if (key.kind == Key::Kind::page_up || key.kind == Key::Kind::page_down) return scroll(key, window);
  if (help_ || trouble_) {
    help_ = false;
    trouble_.reset();
    cursor_.scroll = 0;
  } else if (interview_.step() == Interview::Step::review) {
    press_on_review(key);
  } else {
    press_on_statement(key);
  }
}

void ScreenMode::scroll(const Key& key, const Window& window) {
  if (key.kind == Key::Kind::page_up) cursor_.scroll = std::max(cursor_.scroll - kPage, 0);
  for (int line = 0; key.kind == Key::Kind::page_down && line < kPage && frame(window).more_below; ++line)
    ++cursor_.scroll;
}

void ScreenMode::press_on_review(const Key& key) {
  if (key.kind == Key::Kind::enter) interview_.finish();
  else if (key.kind == Key::Kind::back) interview_.back();
  else if (key.kind == Key::Kind::character && key.character == 's') interview_.go_to_skipped();
  reset_cursor();
}

void ScreenMode::press_on_statement(const Key& key) {
  cursor_.hint.clear();
  switch (key.kind) {
    case Key::Kind::up: move(-1); break;
    case Key::Kind::down: move(1); break;
    case Key::Kind::enter: choose_selected(); break;
    case Key::Kind::back:
      if (!cursor_.typed.empty()) {
        cursor_.typed.pop_back();
        select_typed();
      } else {
        interview_.back();
        reset_cursor();
      }
      break;
    case Key::Kind::character: press_character(key.character); break;
    default: break;
  }
}

// From no answer to the nearest end, then step by step.
void ScreenMode::move(int step) {
  const ResponseScale& response = interview_.response();
  if (cursor_.selected < response.min) cursor_.selected = step > 0 ? response.min : response.max;
  else do
      cursor_.selected = std::clamp(cursor_.selected + step, response.min, response.max);
    while (!response.allows(cursor_.selected));
  if (!one_digit_answers(response)) cursor_.typed = std::to_string(cursor_.selected);
}

void ScreenMode::select_typed() {
  const ResponseScale& response = interview_.response();
  const auto typed = parse_whole(cursor_.typed);
  cursor_.selected = typed && response.allows(*typed) ? *typed : response.min - 1;
}

void ScreenMode::choose_selected() {
  const ResponseScale& response = interview_.response();
  if (cursor_.selected >= response.min) return choose(cursor_.selected);
  if (!cursor_.typed.empty()) cursor_.hint = no_answer(cursor_.typed, response);
  else cursor_.hint = "Choose an answer first, or s to skip.";
  cursor_.typed.clear();
}

void ScreenMode::press_character(char character) {
  const ResponseScale& response = interview_.response();
  const bool digit = character >= '0' && character <= '9';
  if (digit && one_digit_answers(response)) return choose(character - '0');
  if ((digit || (character == '-' && cursor_.typed.empty())) && !one_digit_answers(response)) {
    if (cursor_.typed.size() < kMostTyped) cursor_.typed += character;
    return select_typed();
  }
  if (character == '?') {
    help_ = true;
    cursor_.scroll = 0;
  }
  if (character == 's') reply([this] { interview_.skip(); });
}

void ScreenMode::choose(int answer) {
  const ResponseScale& response = interview_.response();
  if (!response.allows(answer)) {
    cursor_.hint = no_answer(std::to_string(answer), response);
    return;
  }
  reply([&] { interview_.answer(static_cast<Answer>(answer)); });
}

void ScreenMode::reply(const std::function<void()>& give) {
  try {
    give();
    reset_cursor();
  } catch (const Error& error) {
    trouble_ = trouble_card(error);
  }
}

Frame ScreenMode::frame(const Window& window) const {
  if (too_small(window)) return card_frame(too_small_card(), 0, window);
  if (trouble_) return card_frame(*trouble_, 0, window);
  if (help_) return card_frame(help_card(interview_), cursor_.scroll, window);
  if (interview_.step() == Interview::Step::review) return card_frame(review_card(interview_), cursor_.scroll, window);
  return statement_frame(interview_, cursor_, window);
}

}  // namespace attune
