#include "interview/frame.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "support.h"
#include "time_zone.h"

namespace attune {
namespace {

using testing::holds;

Questionnaire asked(int min, int max, const std::string& statement, std::map<int, std::string> labels = {}) {
  Questionnaire made;
  made.title = "A questionnaire";
  made.response = {.min = min, .max = max, .labels = std::move(labels)};
  for (const char* id : {"q1", "q2", "q3"}) made.items.push_back({.id = id, .text = statement, .note = {}});
  made.scales.push_back({.id = "anxiety",
                         .title = "Attachment anxiety",
                         .items = {{0, false}, {1, false}, {2, false}},
                         .min_answered = 2});
  return made;
}

struct Run {
  explicit Run(Questionnaire of, const std::string& about = "general")
      : questionnaire(std::move(of)),
        whom(relationship(about)),
        sitting(new_sitting(questionnaire, about, std::nullopt)) {}

  Questionnaire questionnaire;
  Relationship whom;
  Sitting sitting;
  Interview interview{questionnaire, whom, sitting, [](const std::string&, const Reply&) {}};
};

// Words of which none is part of another: word000 word001 …, or of other characters.
std::vector<std::string> words_of(int count, const std::string& like) {
  std::vector<std::string> words;
  for (int w = 0; w < count; ++w) words.push_back(fmt::format("{}{:03}", like, w));
  return words;
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::string text_of(const Frame& frame) {
  std::string text;
  for (const FrameLine& line : frame.lines) text += line.text + "\n";
  return text;
}

// All lines in one, so that words that a line break divides stand together.
std::string flowing(const Frame& frame) {
  std::istringstream words(text_of(frame));
  std::string word, text;
  while (words >> word) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string excess(const Frame& frame, const Window& window) {
  if (frame.lines.size() > static_cast<std::size_t>(window.height)) return "too many lines";
  for (const FrameLine& line : frame.lines) {
    const std::string shown = window.unicode ? line.text : ascii(line.text);
    if (display_width(shown) > window.width) return "too wide: " + shown;
    if (holds(shown, "\n")) return "a line break in a line";
  }
  return {};
}

std::string missing_answer(const Frame& frame, const ResponseScale& response) {
  std::set<std::string> shown;
  for (std::size_t l = 1; l < frame.lines.size(); ++l) {
    std::string line = frame.lines[l].text;
    for (char& c : line)
      if (c == '[' || c == ']' || c == ':') c = ' ';
    std::istringstream words(line);
    for (std::string word; words >> word;) shown.insert(word);
  }
  const bool few = response.max - response.min <= 10;
  for (int answer = response.min; answer <= response.max; answer += few ? 1 : response.max - response.min)
    if (!shown.contains(std::to_string(answer))) return "no answer " + std::to_string(answer);
  return {};
}

// Scrolls to the end, and names what of the statement was never seen.
std::string unseen(const Interview& interview, const std::vector<std::string>& words, const Window& window) {
  std::set<std::string> left(words.begin(), words.end());
  Cursor cursor{.selected = interview.questionnaire().response.min, .typed = {}, .scroll = 0};
  for (; cursor.scroll < 500; ++cursor.scroll) {
    const Frame frame = statement_frame(interview, cursor, window);
    const std::string text = text_of(frame);
    std::erase_if(left, [&](const std::string& word) { return holds(text, word); });
    if (left.empty()) return {};
    if (!frame.more_below) break;
    if (!holds(text, "Page Down")) return "no sign that there is more";
  }
  return "never seen: " + *left.begin();
}

std::string without_keys(const Frame& frame) {
  for (const char* key : {"Enter", "back", "s skip", "? help", "q pause"})
    if (!holds(flowing(frame), key)) return fmt::format("the key is not told: {}", key);
  return {};
}

std::vector<Window> windows() {
  std::vector<Window> made;
  for (const int height : {15, 16, 18, 24, 40})
    for (int width = 40; width <= 100; width += 4) made.push_back({width, height, true});
  for (const int width : {40, 41, 55, 80, 100})
    for (int height = 15; height <= 40; height += 5) made.push_back({width, height, true});
  return made;
}

// The first window in which `problem_in` finds a problem, with it; empty where there is none.
template <typename Problem>
std::string first_problem(Problem problem_in) {
  for (const Window& window : windows()) {
    const std::string problem = problem_in(window);
    if (!problem.empty()) return fmt::format("{}x{}: {}", window.width, window.height, problem);
  }
  return {};
}

const std::vector<std::pair<int, int>> kScales{{1, 5}, {1, 7}, {0, 10}, {0, 100}, {-3, 3}};
const std::map<int, std::string> kLongLabels{{1, "Strongly disagree with what is said in this statement here"},
                                             {4, "同意でも不同意でもない同意でも不同意でもない同意でも不同意でもない"}};

}  // namespace

TEST_CASE("a statement, its answers and the keys are in every window, short or long") {
  for (const auto& [min, max] : kScales) {
    for (const int count : {1, 12, 60, 400}) {
      const auto words = words_of(count, "word");
      const Run run(asked(min, max, joined(words)));
      const auto max_shown = max;
      CAPTURE(max_shown);
      CAPTURE(count);
      CHECK(first_problem([&, min = min](const Window& window) {
              const Frame frame = statement_frame(run.interview, {.selected = min, .typed = {}, .scroll = 0}, window);
              for (const std::string& problem :
                   {excess(frame, window), missing_answer(frame, run.questionnaire.response), without_keys(frame)})
                if (!problem.empty()) return problem;
              return unseen(run.interview, words, window);
            }) == "");
    }
  }
}

TEST_CASE("wide and combining characters of a statement are in every window") {
  for (const std::string& like : {std::string("安心"), std::string("e\u0301\u0302"),
                                  std::string("\U0001F468\u200D\U0001F469\u200D\U0001F467"), std::string("ชื่อ")}) {
    const auto words = words_of(40, like);
    const Run run(asked(1, 7, joined(words), kLongLabels));
    CAPTURE(like);
    CHECK(first_problem([&](const Window& window) {
            const std::string problem =
                excess(statement_frame(run.interview, {.selected = 4, .typed = {}, .scroll = 0}, window), window);
            return problem.empty() ? unseen(run.interview, words, window) : problem;
          }) == "");
  }
}

TEST_CASE("a word longer than any window is broken and never juts out") {
  for (const std::string& like : {std::string("x"), std::string("心"), std::string("e\u0301")}) {
    std::string word;
    for (int i = 0; i < 700; ++i) word += like;
    const Run run(asked(0, 10, word), std::string(40, 'W'));
    CHECK(first_problem([&](const Window& window) {
            for (const int scroll : {0, 1, 7, 1000}) {
              const Frame frame =
                  statement_frame(run.interview, {.selected = 3, .typed = {}, .scroll = scroll}, window);
              const std::string problem = excess(frame, window);
              if (!problem.empty()) return problem;
            }
            return std::string();
          }) == "");
  }
}

TEST_CASE("a window without Unicode is not overrun by what stands for other characters") {
  const Run run(asked(1, 7, joined(words_of(60, "“é…”")), kLongLabels), "Maximiliane Wilhelmina von Hohenstein");
  CHECK(first_problem([&](Window window) {
          window.unicode = false;
          return excess(statement_frame(run.interview, {.selected = 4, .typed = {}, .scroll = 0}, window), window);
        }) == "");
}

TEST_CASE("the keys are told after a skip too, beside what skipping does") {
  for (const Window& window : {Window{80, 24, true}, Window{40, 15, true}}) {
    Run run(asked(1, 7, "A statement."));
    run.interview.skip();
    const Frame frame = statement_frame(run.interview, {.selected = 4, .typed = {}, .scroll = 0}, window);
    CHECK(holds(flowing(frame), "Attachment anxiety"));
    CHECK(without_keys(frame) == "");
  }
}

TEST_CASE("where the arrows stand is told in the text of every scale") {
  for (const auto& [min, max] : kScales) {
    const auto max_shown = max;
    CAPTURE(max_shown);
    const Run run(asked(min, max, "A statement."));
    std::set<std::string> shown;
    for (int answer = min; answer <= max; ++answer)
      shown.insert(
          text_of(statement_frame(run.interview, {.selected = answer, .typed = {}, .scroll = 0}, {80, 24, true})));
    CHECK(shown.size() == static_cast<std::size_t>(max - min + 1));
  }
}

TEST_CASE("what has been typed of an answer is told in the text of every scale that needs typing") {
  for (const auto& [min, max] : kScales) {
    const Run run(asked(min, max, "A statement."));
    if (one_digit_answers(run.questionnaire.response)) continue;
    const auto max_shown = max;
    CAPTURE(max_shown);
    const Frame before = statement_frame(run.interview, {.selected = 1, .typed = {}, .scroll = 0}, {80, 24, true});
    const Frame after = statement_frame(run.interview, {.selected = 1, .typed = "1", .scroll = 0}, {80, 24, true});
    CHECK(text_of(before) != text_of(after));
  }
}

TEST_CASE("the labels at both ends of a long scale are told") {
  const Run run(asked(0, 100, "A statement.", {{0, "Not at all"}, {100, "Completely"}}));
  const std::string text =
      flowing(statement_frame(run.interview, {.selected = 50, .typed = {}, .scroll = 0}, {80, 24, true}));
  CHECK(holds(text, "Not at all"));
  CHECK(holds(text, "Completely"));
}

TEST_CASE("all labels of the inventory are readable in the smallest window") {
  const Run run(testing::shipped("attune-24"), "therapist");
  const std::string text =
      text_of(statement_frame(run.interview, {.selected = 1, .typed = {}, .scroll = 0}, {40, 15, true}));
  for (const auto& [answer, label] : run.questionnaire.response.labels) CHECK(holds(text, label));
}

TEST_CASE("the earlier answer is marked in words at 40 columns, whichever it was") {
  for (Answer answer = 1; answer <= 7; ++answer) {
    Run run(testing::shipped("attune-24"));
    run.interview.answer(answer);
    run.interview.back();
    CAPTURE(answer);
    CHECK(holds(flowing(statement_frame(run.interview, {.selected = answer, .typed = {}, .scroll = 0}, {40, 24, true})),
                "your answer"));
  }
}

TEST_CASE("where one is, and about whom, is told") {
  Run run(asked(1, 5, "A statement."), "Sam");
  run.interview.answer(2);
  const std::string text =
      text_of(statement_frame(run.interview, {.selected = 3, .typed = {}, .scroll = 0}, {80, 24, true}));
  CHECK(holds(text, "Statement 2 of 3"));
  CHECK(holds(text, "Sam"));
}

TEST_CASE("the progress bar grows with each statement") {
  Run run(asked(1, 5, "A statement."));
  std::size_t before = 0;
  for (int statement = 0; statement < 3; ++statement) {
    const std::string text =
        text_of(statement_frame(run.interview, {.selected = 3, .typed = {}, .scroll = 0}, {80, 24, false}));
    const auto filled = static_cast<std::size_t>(std::count(text.begin(), text.end(), '#'));
    CHECK(filled + 1 > before + (statement > 0 ? 1U : 0U));
    if (statement > 0) CHECK(filled > before);
    before = filled;
    run.interview.answer(1);
  }
}

TEST_CASE("a name fills the statement on the screen") {
  const Run run(asked(1, 5, "I trust {them}."), "Zoë");
  CHECK(holds(text_of(statement_frame(run.interview, {.selected = 3, .typed = {}, .scroll = 0}, {80, 24, true})),
              "I trust Zoë."));
}

TEST_CASE("scrolling beyond the end of a statement shows its end") {
  const auto words = words_of(200, "word");
  const Run run(asked(1, 7, joined(words)));
  const Frame frame = statement_frame(run.interview, {.selected = 4, .typed = {}, .scroll = 100000}, {40, 15, true});
  CHECK(holds(text_of(frame), "word199"));
  CHECK_FALSE(frame.more_below);
}

TEST_CASE("a card can be scrolled to all of its words and always tells its keys") {
  const auto words = words_of(200, "word");
  const Card card{.title = "A title", .paragraphs = {joined(words), "The end."}, .keys = "Enter begin  q leave"};
  CHECK(first_problem([&](const Window& window) -> std::string {
          std::set<std::string> left(words.begin(), words.end());
          for (int scroll = 0; scroll < 500; ++scroll) {
            const Frame frame = card_frame(card, scroll, window);
            const std::string text = text_of(frame);
            if (!excess(frame, window).empty()) return excess(frame, window);
            if (!holds(flowing(frame), "Enter begin q leave")) return "no keys";
            std::erase_if(left, [&](const std::string& word) { return holds(text, word); });
            if (!frame.more_below) return left.empty() ? "" : "never seen: " + *left.begin();
            if (!holds(text, "Page Down")) return "no sign that there is more";
          }
          return "no end";
        }) == "");
}

TEST_CASE("a card never exceeds a window, however small") {
  Run run(testing::shipped("attune-24"));
  for (std::size_t s = 0; s < 24; ++s) run.interview.skip();
  for (const Card& card : {intro_card(run.questionnaire, run.whom, "/home/someone/.local/state/attune/sittings"),
                           resume_card(run.sitting, run.whom), review_card(run.interview), help_card(run.interview)}) {
    std::string problem;
    for (int width = 1; width <= 45; ++width)
      for (int height = 1; height <= 18; ++height)
        if (problem.empty()) problem = excess(card_frame(card, 0, {width, height, true}), {width, height, true});
    CHECK(problem == "");
  }
}

TEST_CASE("the introduction says how many statements there are, where answers are kept and the caution") {
  const Questionnaire inventory = testing::shipped("attune-24");
  const Card card = intro_card(inventory, relationship("partner"), "/here/sittings");
  const std::string words = joined(card.paragraphs);
  CHECK(holds(words, "24 statements"));
  CHECK(holds(words, "your partner"));
  CHECK(holds(words, "/here/sittings"));
  CHECK(holds(words, "not been validated"));
}

TEST_CASE("the last look is true for who has asked to keep the answers already") {
  Run run(testing::shipped("attune-24"));
  for (std::size_t i = 0; i < 24; ++i) run.interview.skip();
  const std::string words = joined(review_card(run.interview).paragraphs);
  CHECK(holds(words, "answers are removed, but for what you choose to keep"));
  CHECK_FALSE(holds(words, "shown once"));
}

TEST_CASE("the introduction speaks of the reader's own partner as yours") {
  const Card card = intro_card(testing::shipped("attune-24"), relationship("partner"), "/here");
  CHECK_FALSE(holds(joined(card.paragraphs), "about my partner"));
}

TEST_CASE("the offer to go on says when it was begun and how far it went") {
  Sitting sitting = new_sitting(asked(1, 5, "A statement."), "Sam", std::nullopt);
  sitting.started = "2026-11-22T09:30:00Z";
  sitting.replies[0] = Reply{.answer = 3};
  const std::string words = joined(resume_card(sitting, relationship("general")).paragraphs);
  CHECK(holds(words, "2026-11-22"));
  CHECK(holds(words, "1 of 3"));
}

TEST_CASE("the offer to go on tells the day as it was where the person is") {
  const testing::TimeZone east("EAST-9");
  Sitting sitting = new_sitting(asked(1, 5, "A statement."), "Sam", std::nullopt);
  sitting.started = "2026-11-22T20:00:00Z";
  CHECK(holds(joined(resume_card(sitting, relationship("general")).paragraphs), "2026-11-23"));
}

TEST_CASE("the offer to go on names whom the answers are about") {
  CHECK(holds(
      joined(
          resume_card(new_sitting(asked(1, 5, "A statement."), "Sam", std::nullopt), relationship("Sam")).paragraphs),
      "Sam"));
}

TEST_CASE("the review names the skipped statements by their numbers and what they cost") {
  Run run(asked(1, 5, "A statement."));
  run.interview.skip();
  run.interview.answer(3);
  run.interview.skip();
  const Card card = review_card(run.interview);
  const std::string words = joined(card.paragraphs);
  CHECK(holds(words, "1 and 3"));
  CHECK(holds(words, "Attachment anxiety would have no score"));
  CHECK(holds(card.keys, "s go to the skipped"));
}

TEST_CASE("a review without skipped statements offers no way to them") {
  Run run(asked(1, 5, "A statement."));
  for (int s = 0; s < 3; ++s) run.interview.answer(3);
  CHECK_FALSE(holds(review_card(run.interview).keys, "skipped"));
}

TEST_CASE("one key gives an answer only where every answer is a single digit") {
  CHECK(one_digit_answers({.min = 1, .max = 7, .labels = {}}));
  CHECK(one_digit_answers({.min = 0, .max = 9, .labels = {}}));
  CHECK_FALSE(one_digit_answers({.min = 0, .max = 10, .labels = {}}));
  CHECK_FALSE(one_digit_answers({.min = -3, .max = 3, .labels = {}}));
}

}  // namespace attune
