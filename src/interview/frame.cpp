#include "interview/frame.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "base/text.h"

namespace attune {
namespace {

constexpr int kMargin = 1;
constexpr int kWidestText = 76;             // longer lines are hard to read
constexpr std::size_t kLeastStatement = 3;  // lines of a statement that scrolls
constexpr int kSecondsAnItem = 12;

int text_width(const Window& window) { return std::min(window.width - 2 * kMargin, kWidestText); }

std::vector<FrameLine> wrapped(const std::string& text, const Window& window, Emphasis emphasis = Emphasis::none) {
  std::vector<FrameLine> lines;
  for (const std::string& line : wrap(printable(text), text_width(window))) lines.push_back({" " + line, emphasis});
  return lines;
}

void append(std::vector<FrameLine>& lines, const std::vector<FrameLine>& more) {
  lines.insert(lines.end(), more.begin(), more.end());
}

std::string progress_bar(std::size_t done, std::size_t count, const Window& window) {
  const int width = text_width(window);
  const int filled = static_cast<int>(done * static_cast<std::size_t>(width) / count);
  std::string bar(kMargin, ' ');
  for (int column = 0; column < width; ++column)
    bar += window.unicode ? (column < filled ? "█" : "░") : (column < filled ? "#" : "-");
  return bar;
}

// "about your partner"
std::string about_them(const Relationship& about) { return about.whom.empty() ? "" : "about " + about.whom; }

// With a space before it where there is something to say.
std::string then_about_them(const Relationship& about) { return about.whom.empty() ? "" : " " + about_them(about); }

// "Statement 3 of 24" on the left, whom it is about on the right where there is room.
std::string heading(const Interview& interview, const Window& window) {
  const bool skipped = interview.earlier() && interview.earlier()->skipped();
  const std::string left = fmt::format(" Statement {} of {}{}", interview.position() + 1, interview.count(),
                                       skipped ? ", skipped before" : "");
  const std::string right =
      shorten(printable(about_them(interview.about())), std::max(text_width(window) - display_width(left) - 1, 0));
  const int gap = text_width(window) + kMargin - display_width(left) - display_width(right);
  return gap < 2 ? left : left + std::string(static_cast<std::size_t>(gap), ' ') + right;
}

std::string label_of(const ResponseScale& response, int answer) {
  const auto label = response.labels.find(answer);
  return label == response.labels.end() ? std::string() : printable(label->second);
}

std::vector<FrameLine> listed_answers(const Interview& interview, const Cursor& cursor, const Window& window) {
  const ResponseScale& response = interview.response();
  const auto& earlier = interview.earlier();
  std::vector<FrameLine> lines;
  for (const int answer : response.answers()) {
    const bool selected = answer == cursor.selected;
    const bool before = earlier && earlier->answer == answer;
    const std::string mark = before ? " (your answer)" : "";
    const std::string start = fmt::format(" {} {}  ", selected ? '>' : ' ', answer);
    const int room = window.width - kMargin - display_width(start) - display_width(mark);
    lines.push_back({fmt::format("{}{}{}", start, shorten(label_of(response, answer), room), mark),
                     selected ? Emphasis::selected : Emphasis::none});
  }
  return lines;
}

// What has been typed or, with the arrows, reached of an answer that needs several digits.
std::string number_shown(const Cursor& cursor, const ResponseScale& response) {
  if (!cursor.typed.empty()) return cursor.typed;
  return cursor.selected < response.min ? std::string() : std::to_string(cursor.selected);
}

// All answers on one line, and the label of the one that the arrows stand at below: for low windows and long scales.
std::vector<FrameLine> short_answers(const Interview& interview, const Cursor& cursor, const Window& window) {
  const ResponseScale& response = interview.response();
  std::string row = " ";
  const std::vector<int> answers = response.answers();
  if (answers.size() <= kMostListed) {
    for (const int answer : answers)
      row += answer == cursor.selected ? fmt::format("[{}]", answer) : fmt::format(" {} ", answer);
  } else {
    row = fmt::format(" A number from {} to {}: {}_", response.min, response.max, number_shown(cursor, response));
  }
  const auto& earlier = interview.earlier();
  std::string label = label_of(response, cursor.selected);
  if (label.empty())
    label = fmt::format("{}: {}, {}: {}", response.min, label_of(response, response.min), response.max,
                        label_of(response, response.max));
  if (earlier && !earlier->skipped()) label = fmt::format("your answer: {}; {}", earlier->answer, label);
  return {{shorten(row, window.width), Emphasis::bold}, {shorten("  " + label, window.width)}};
}

std::string keys_text(const Interview& interview, const Window& window) {
  const ResponseScale& response = interview.response();
  const bool digits = one_digit_answers(response);
  return fmt::format("{} {} {}  Enter choose  {} back  s skip  ? help  q pause",
                     digits ? fmt::format("{}-{}", response.min, response.max) : "0-9", digits ? "answer " : "type ",
                     window.unicode ? "↑↓" : "arrows,", window.unicode ? "←" : "Backspace");
}

// The lines of `text` that are in view, with a sign where there are more.
std::vector<FrameLine> scrolled(const std::vector<FrameLine>& text, int scroll, std::size_t room, bool& more_below) {
  if (text.size() <= room) return text;
  const std::size_t shown = std::max<std::size_t>(room, 2) - 1;
  const std::size_t from = std::min(static_cast<std::size_t>(std::max(scroll, 0)), text.size() - shown);
  std::vector<FrameLine> lines(text.begin() + static_cast<std::ptrdiff_t>(from),
                               text.begin() + static_cast<std::ptrdiff_t>(from + shown));
  more_below = from + shown < text.size();
  lines.push_back({more_below ? " (more: Page Down)" : " (end; Page Up goes back)", Emphasis::dim});
  return lines;
}

// Puts `bottom` onto the last lines of the window.
Frame with_bottom(std::vector<FrameLine> top, const std::vector<FrameLine>& bottom, const Window& window,
                  bool more_below) {
  const auto height = static_cast<std::size_t>(window.height);
  while (top.size() + bottom.size() < height) top.push_back({});
  append(top, bottom);
  top.resize(std::min(top.size(), height));
  for (FrameLine& line : top)
    line.text = shorten(window.unicode ? line.text : ascii(line.text), window.width, window.unicode ? "…" : ".");
  return {.lines = std::move(top), .more_below = more_below};
}

}  // namespace

std::string answers_said(const ResponseScale& response) {
  const std::vector<int> answers = response.answers();
  if (!response.only_labelled || answers.size() > kMostListed)
    return fmt::format("{} to {}", response.min, response.max);
  std::vector<std::string> texts;
  for (const int answer : answers) texts.push_back(std::to_string(answer));
  return join_words(texts, "or");
}

bool one_digit_answers(const ResponseScale& response) { return response.min >= 0 && response.max <= 9; }

bool too_small(const Window& window) { return window.width < kNarrowest || window.height < kLowest; }

Card too_small_card() {
  return {.title = "The window is too small.",
          .paragraphs = {fmt::format("{} columns and {} lines are enough.", kNarrowest, kLowest)},
          .keys = "q pause"};
}

Frame card_frame(const Card& card, int scroll, const Window& window) {
  std::vector<FrameLine> text;
  for (const std::string& paragraph : card.paragraphs) {
    if (!text.empty()) text.push_back({});
    append(text, wrapped(paragraph, window));
  }
  std::vector<FrameLine> top = wrapped(card.title, window, Emphasis::bold);
  top.push_back({});
  const std::vector<FrameLine> keys = wrapped(card.keys, window, Emphasis::dim);
  const auto taken = top.size() + keys.size() + 1;
  const auto height = static_cast<std::size_t>(window.height);
  bool more_below = false;
  append(top, scrolled(text, scroll, height > taken ? height - taken : 1, more_below));
  return with_bottom(std::move(top), keys, window, more_below);
}

Frame statement_frame(const Interview& interview, const Cursor& cursor, const Window& window) {
  const ResponseScale& response = interview.response();
  const std::vector<FrameLine> head{{heading(interview, window)},
                                    {progress_bar(interview.position(), interview.count(), window)}};
  std::vector<FrameLine> statement;
  if (!interview.stem().empty()) statement = wrapped(interview.stem(), window);
  append(statement, wrapped(interview.statement(), window, Emphasis::bold));
  const std::vector<FrameLine> keys = wrapped(keys_text(interview, window), window, Emphasis::dim);
  std::string note = cursor.hint.empty() ? interview.note() : cursor.hint;
  if (!cursor.typed.empty()) note = fmt::format("Typed: {}. Enter gives this answer.", cursor.typed);
  std::vector<FrameLine> bottom = note.empty() ? keys : wrapped(note, window);
  std::vector<FrameLine> answers = short_answers(interview, cursor, window);
  const auto height = static_cast<std::size_t>(window.height);
  const auto fits = [&](std::size_t answer_lines, std::size_t blanks) {
    return head.size() + statement.size() + answer_lines + bottom.size() + blanks <= height;
  };
  const std::size_t listed = response.answers().size();
  // All answers are listed where the whole statement has room above them, or none beside the short answers either: then
  // it scrolls in a few lines, so that the answers stay in view.
  const bool listable = listed <= kMostListed;
  const std::size_t least = std::min(statement.size(), kLeastStatement);
  const bool scrolls_anyway = !fits(answers.size(), 1) && head.size() + least + 1 + listed + bottom.size() <= height;
  if (listable && (fits(listed, 1) || scrolls_anyway)) answers = listed_answers(interview, cursor, window);

  // After a skip the keys give way to what it costs, unless there is room for both.
  if (!note.empty() && fits(answers.size() + keys.size(), 1)) append(bottom, keys);

  std::vector<FrameLine> top = head;
  const bool roomy = fits(answers.size(), 3);
  if (roomy) top.push_back({});
  const std::size_t others = top.size() + answers.size() + bottom.size() + 1;
  bool more_below = false;
  append(top, scrolled(statement, cursor.scroll, height > others ? height - others : 1, more_below));
  top.push_back({});
  append(top, answers);
  return with_bottom(std::move(top), bottom, window, more_below);
}

Card intro_card(const Questionnaire& questionnaire, const Relationship& about, const std::string& kept_in) {
  const std::size_t minutes = std::max<std::size_t>(1, (questionnaire.items.size() * kSecondsAnItem + 30) / 60);
  std::vector<std::string> paragraphs{
      fmt::format("{}{}, in about {}. No answer is wrong; the first that comes is good enough.",
                  counted(questionnaire.items.size(), "statement"), then_about_them(about), counted(minutes, "minute")),
      "Your answers stay on this computer. Only you can read them.",
      "You can go back, skip what does not fit, and stop at any time. You go on later where you stopped.",
      fmt::format("Until you finish, your answers are kept in {}.", kept_in)};
  if (!questionnaire.instructions.empty()) paragraphs.insert(paragraphs.begin(), questionnaire.instructions);
  if (!questionnaire.caution.empty()) paragraphs.push_back(questionnaire.caution);
  return {.title = questionnaire.title, .paragraphs = std::move(paragraphs), .keys = "Enter begin  q leave"};
}

Card resume_card(const Sitting& unfinished, const Relationship& about) {
  const std::string day = local_day(unfinished.started).value_or(unfinished.started.substr(0, 10));
  return {.title = "You have begun before",
          .paragraphs = {fmt::format("On {} you replied to {} of {}{}. Your answers are still here.", day,
                                     unfinished.replied(), counted(unfinished.order.size(), "statement"),
                                     then_about_them(about)),
                         "You can go on where you stopped, or begin anew. To begin anew removes the earlier answers."},
          .keys = "Enter go on  n begin anew  q leave"};
}

constexpr const char* kShownOnce =
    "When you have finished, the result is shown. Then your answers are removed, but for what you choose to keep.";

Card review_card(const Interview& interview) {
  Card card{.title = "Before you finish", .paragraphs = {}, .keys = {}};
  const auto skipped = interview.skipped();
  if (skipped.empty()) {
    card.paragraphs.push_back(fmt::format("You have answered all {}.", counted(interview.count(), "statement")));
    card.paragraphs.emplace_back(kShownOnce);
    card.keys = "Enter finish  Backspace go back  q pause";
    return card;
  }
  std::vector<std::string> numbers;
  for (const std::size_t position : skipped) numbers.push_back(std::to_string(position + 1));
  card.paragraphs.push_back(fmt::format("You skipped {} of {}: {} {}.", skipped.size(),
                                        counted(interview.count(), "statement"),
                                        skipped.size() == 1 ? "number" : "numbers", join_words(numbers, "and", 20)));
  const std::string cost = interview.cost_of_skipping();
  card.paragraphs.push_back(cost.empty() ? "There are enough answers for every score." : cost);
  card.paragraphs.emplace_back(kShownOnce);
  card.keys = "Enter finish  s go to the skipped ones  Backspace go back  q pause";
  return card;
}

Card help_card(const Interview& interview) {
  const ResponseScale& response = interview.response();
  const std::string digits = one_digit_answers(response)
                                 ? fmt::format("{}: give that answer and go on.", answers_said(response))
                                 : fmt::format("Type a number: {}. Then press Enter.", answers_said(response));
  return {
      .title = "Help",
      .paragraphs = {digits, "Up and Down, then Enter: choose an answer and give it.",
                     "Left or Backspace: back to the statement before, with your answer.",
                     "s: skip this statement. A score needs a certain number of answers; you are told when it is near.",
                     "q or Ctrl-C: pause. Your answers are kept; the same command goes on where you stopped.",
                     "Page Up and Page Down: move in a long text."},
      .keys = "Any other key goes back to the statement."};
}

}  // namespace attune
