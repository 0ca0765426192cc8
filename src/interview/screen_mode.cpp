#include "interview/screen_mode.h"

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

}  // namespace

ScreenMode::ScreenMode(Interview& interview) : interview_(interview) { reset_cursor(); }

bool ScreenMode::over() const {
  return interview_.step() == Interview::Step::finished || interview_.step() == Interview::Step::paused;
}

void ScreenMode::reset_cursor() {
  const ResponseScale& response = interview_.questionnaire().response;
  const auto& earlier = interview_.earlier();
  cursor_ = {};
  cursor_.selected = earlier && !earlier->skipped() ? earlier->answer : (response.min + response.max) / 2;
}

void ScreenMode::press(const Key& key) {
  if (key.kind == Key::Kind::resize) return;
  if (key.kind == Key::Kind::interrupt) return interview_.pause();
  if (help_ || trouble_) {
    help_ = false;
    trouble_.reset();
    return;
  }
  if (key.kind == Key::Kind::page_up) cursor_.scroll = std::max(cursor_.scroll - kPage, 0);
  else if (key.kind == Key::Kind::page_down) cursor_.scroll += kPage;
  else if (key.kind == Key::Kind::character && key.character == 'q') interview_.pause();
  else if (interview_.step() == Interview::Step::review) press_on_review(key);
  else press_on_statement(key);
}

void ScreenMode::press_on_review(const Key& key) {
  if (key.kind == Key::Kind::enter) interview_.finish();
  else if (key.kind == Key::Kind::back) interview_.back();
  else if (key.kind == Key::Kind::character && key.character == 's') interview_.go_to_skipped();
  reset_cursor();
}

void ScreenMode::press_on_statement(const Key& key) {
  const ResponseScale& response = interview_.questionnaire().response;
  switch (key.kind) {
    case Key::Kind::up: cursor_.selected = std::max(cursor_.selected - 1, response.min); break;
    case Key::Kind::down: cursor_.selected = std::min(cursor_.selected + 1, response.max); break;
    case Key::Kind::enter:
      choose(cursor_.typed.empty() ? cursor_.selected : parse_whole(cursor_.typed).value_or(response.min - 1));
      break;
    case Key::Kind::back:
      if (!cursor_.typed.empty()) {
        cursor_.typed.pop_back();
      } else {
        interview_.back();
        reset_cursor();
      }
      break;
    case Key::Kind::character: press_character(key.character); break;
    default: break;
  }
}

void ScreenMode::press_character(char character) {
  const bool digit = character >= '0' && character <= '9';
  if (digit && one_digit_answers(interview_.questionnaire().response)) return choose(character - '0');
  if ((digit || (character == '-' && cursor_.typed.empty())) && cursor_.typed.size() < kMostTyped) {
    cursor_.typed += character;
    return;
  }
  if (character == '?') help_ = true;
  if (character != 's') return;
  try {
    interview_.skip();
    reset_cursor();
  } catch (const Error& error) {
    trouble_ = trouble_card(error);
  }
}

void ScreenMode::choose(int answer) {
  const ResponseScale& response = interview_.questionnaire().response;
  cursor_.typed.clear();
  if (answer < response.min || answer > response.max) return;
  try {
    interview_.answer(static_cast<Answer>(answer));
    reset_cursor();
  } catch (const Error& error) {
    trouble_ = trouble_card(error);
  }
}

Frame ScreenMode::frame(const Window& window) const {
  if (window.width < kNarrowest || window.height < kLowest) {
    return card_frame(
        {.title = "The window is too small.", .paragraphs = {"40 columns and 15 lines are enough."}, .keys = "q pause"},
        0, window);
  }
  if (trouble_) return card_frame(*trouble_, 0, window);
  if (help_) return card_frame(help_card(interview_), cursor_.scroll, window);
  if (interview_.step() == Interview::Step::review) return card_frame(review_card(interview_), cursor_.scroll, window);
  return statement_frame(interview_, cursor_, window);
}

}  // namespace attune
