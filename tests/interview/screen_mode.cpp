#include "interview/screen_mode.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/text.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using Kind = Key::Kind;
using Step = Interview::Step;

Questionnaire asked(int min, int max, std::size_t count = 3,
                    const std::string& statement = "A statement about {them}.") {
  Questionnaire made;
  made.response = {.min = min, .max = max, .labels = {}};
  Scale scale{.id = "anxiety", .title = "Attachment anxiety", .min_answered = 2};
  for (std::size_t i = 0; i < count; ++i) {
    made.items.push_back({.id = fmt::format("q{}", i), .text = statement, .note = {}});
    scale.items.push_back({i, i % 2 == 1});
  }
  made.scales.push_back(std::move(scale));
  return made;
}

// A person at the keys. Keeping fails while `full`, or as often as `faults` says.
struct Keys {
  explicit Keys(Questionnaire of)
      : questionnaire(std::move(of)), sitting(new_sitting(questionnaire, "Sam", std::nullopt)) {}

  void keep(const std::string& item, const Reply& reply) {
    if (full || (faults && faults())) throw Error(ExitCode::io, {}, "the disk is full", "Free some space.");
    kept[item] = reply.answer;
  }
  Keys& press(Kind kind, const Window& window = {}) {
    return mode.press({.kind = kind, .character = 0}, window), *this;
  }
  Keys& type(const std::string& characters) {
    for (const char c : characters) mode.press({.kind = Kind::character, .character = c}, {});
    return *this;
  }
  std::string shown(const Window& window = {80, 24, true}) const {
    std::string text;
    for (const FrameLine& line : mode.frame(window).lines) text += line.text + "\n";
    return text;
  }
  std::vector<Answer> answers() const { return sitting.answers(); }

  Questionnaire questionnaire;
  Relationship sam = relationship("Sam");
  Sitting sitting;
  std::map<std::string, Answer> kept;
  bool full = false;
  std::function<bool()> faults;
  Interview interview{questionnaire, sam, sitting,
                      [this](const std::string& item, const Reply& reply) { keep(item, reply); }};
  ScreenMode mode{interview};
};

// What was said is what was kept, item by item.
bool agrees(const Keys& keys) {
  for (std::size_t i = 0; i < keys.questionnaire.items.size(); ++i) {
    const auto kept = keys.kept.find(keys.questionnaire.items[i].id);
    const auto& reply = keys.sitting.replies[i];
    if (reply.has_value() != (kept != keys.kept.end())) return false;
    if (reply && reply->answer != kept->second) return false;
  }
  return true;
}

bool within_scale(const Keys& keys) {
  const ResponseScale& response = keys.questionnaire.response;
  for (const auto& [item, answer] : keys.kept)
    if (answer != kMissing && (answer < response.min || answer > response.max)) return false;
  return true;
}

bool fits(const Frame& frame, const Window& window) {
  if (frame.lines.size() > static_cast<std::size_t>(window.height)) return false;
  for (const FrameLine& line : frame.lines)
    if (display_width(line.text) > window.width) return false;
  return true;
}

Key random_key(std::mt19937& random) {
  constexpr Kind kinds[]{Kind::character, Kind::character, Kind::character, Kind::enter,  Kind::back,  Kind::up,
                         Kind::down,      Kind::page_up,   Kind::page_down, Kind::resize, Kind::other, Kind::character};
  const std::string characters = "0123456789-s?sx ~:S";
  const Kind kind = kinds[random() % std::size(kinds)];
  return {.kind = kind, .character = kind == Kind::character ? characters[random() % characters.size()] : '\0'};
}

}  // namespace

TEST_CASE("whatever keys are pressed, the replies are those that were kept") {
  for (const auto& [min, max] : {std::pair{1, 5}, {1, 7}, {0, 10}, {0, 100}, {-3, 3}}) {
    for (unsigned seed = 0; seed < 40; ++seed) {
      std::mt19937 random(seed);
      Keys keys(asked(min, max, 6, seed % 2 == 0 ? "Short." : std::string(900, 'x')));
      keys.faults = [&random] { return random() % 5 == 0; };
      bool agreed = true, fitted = true, inside = true;
      for (int pressed = 0; pressed < 300 && !keys.mode.over(); ++pressed) {
        keys.mode.press(random_key(random), {});
        const Window window{static_cast<int>(1 + random() % 110), static_cast<int>(1 + random() % 45), true};
        fitted = fitted && fits(keys.mode.frame(window), window);
        agreed = agreed && agrees(keys);
        inside = inside && keys.interview.position() < keys.interview.count();
      }
      const auto max_shown = max;
      CAPTURE(max_shown);
      CAPTURE(seed);
      CHECK(agreed);
      CHECK(fitted);
      CHECK(inside);
      CHECK(within_scale(keys));
    }
  }
}

TEST_CASE("a digit answers and goes on") {
  Keys keys(asked(1, 7));
  keys.type("6");
  CHECK(keys.answers()[0] == 6);
  CHECK(keys.interview.position() == 1);
}

TEST_CASE("a digit beyond the scale does nothing") {
  Keys keys(asked(1, 7));
  keys.type("089");
  CHECK(keys.kept.empty());
  CHECK(keys.interview.position() == 0);
}

TEST_CASE("a digit beyond the scale is answered with a word on what is possible") {
  Keys keys(asked(0, 10));
  const std::string before = keys.shown();
  keys.type("11").press(Kind::enter);
  CHECK(keys.kept.empty());
  CHECK(keys.shown() != before);
}

TEST_CASE("the arrows and Enter choose the answer that they stand at") {
  Keys keys(asked(1, 5));
  keys.press(Kind::down).press(Kind::down).press(Kind::enter);
  keys.press(Kind::up).press(Kind::enter);
  CHECK(keys.answers()[0] == 2);
  CHECK(keys.answers()[1] == 5);
}

TEST_CASE("Enter alone gives no answer") {
  Keys keys(asked(1, 5));
  keys.press(Kind::enter);
  CHECK(keys.kept.empty());
  CHECK(holds(keys.shown(), "Choose an answer first"));
}

TEST_CASE("in a window that is too small no statement is answered") {
  Keys keys(asked(1, 5));
  keys.mode.press({.kind = Kind::character, .character = '3'}, {39, 24, true});
  CHECK(keys.kept.empty());
}

TEST_CASE("the arrows do not leave the scale") {
  Keys keys(asked(-3, 3));
  for (int i = 0; i < 20; ++i) keys.press(Kind::down);
  keys.press(Kind::enter);
  for (int i = 0; i < 20; ++i) keys.press(Kind::up);
  keys.press(Kind::enter);
  CHECK(keys.answers()[0] == 3);
  CHECK(keys.answers()[1] == -3);
}

TEST_CASE("going back puts the arrows at the earlier answer") {
  Keys keys(asked(1, 7));
  keys.type("2").press(Kind::back);
  CHECK(keys.interview.position() == 0);
  keys.press(Kind::enter);
  CHECK(keys.answers()[0] == 2);
}

TEST_CASE("answers of two or three digits are typed and ended by Enter") {
  Keys keys(asked(0, 100));
  keys.type("42");
  CHECK(keys.kept.empty());
  keys.press(Kind::enter).type("100").press(Kind::enter);
  CHECK(keys.answers()[0] == 42);
  CHECK(keys.answers()[1] == 100);
}

TEST_CASE("a negative answer is typed with its sign") {
  Keys keys(asked(-3, 3));
  keys.type("-2").press(Kind::enter);
  CHECK(keys.answers()[0] == -2);
}

TEST_CASE("Backspace takes back a typed digit before it goes back a statement") {
  Keys keys(asked(0, 100));
  keys.type("1").press(Kind::enter).type("57").press(Kind::back).press(Kind::enter);
  CHECK(keys.answers()[1] == 5);
}

TEST_CASE("a typed number beyond the scale is no answer, and the next one is typed afresh") {
  Keys keys(asked(0, 10));
  keys.type("99999999").press(Kind::enter);
  CHECK(keys.kept.empty());
  keys.type("7").press(Kind::enter);
  CHECK(keys.answers()[0] == 7);
}

TEST_CASE("a sign alone is no answer") {
  Keys keys(asked(-3, 3));
  keys.type("-").press(Kind::enter);
  CHECK(keys.kept.empty());
}

TEST_CASE("Enter gives no answer on a scale whose chosen answer is not to be seen") {
  Keys keys(asked(0, 100));
  const std::string text = keys.shown();
  keys.press(Kind::enter);
  CHECK((keys.kept.empty() || holds(text, "50")));
}

TEST_CASE("s skips and says what that does") {
  Keys keys(asked(1, 7));
  keys.type("s");
  REQUIRE(keys.kept.contains("q0"));
  CHECK(keys.kept["q0"] == kMissing);
  CHECK(holds(keys.shown(), "Attachment anxiety"));
}

TEST_CASE("help is shown until a key, which does nothing else") {
  Keys keys(asked(1, 7));
  keys.type("?");
  CHECK(holds(keys.shown(), "Help"));
  keys.type("5");
  CHECK(keys.kept.empty());
  CHECK(holds(keys.shown(), "A statement"));
}

TEST_CASE("help can be read to its end in the smallest window") {
  Keys keys(asked(1, 7));
  keys.type("?");
  std::string seen;
  for (int i = 0; i < 20; ++i) {
    seen += keys.shown({40, 15, true});
    keys.press(Kind::page_down, {40, 15, true});
  }
  CHECK(holds(seen, "Page Down: move"));
}

TEST_CASE("a change of the window's size leaves help as it is") {
  Keys keys(asked(1, 7));
  keys.type("?").press(Kind::resize);
  CHECK(holds(keys.shown(), "Help"));
}

TEST_CASE("q pauses at a statement and at the review, and Ctrl-C anywhere") {
  Keys statement(asked(1, 7));
  CHECK(statement.type("q").mode.over());
  CHECK(statement.interview.step() == Step::paused);
  Keys review(asked(1, 7, 1));
  CHECK(review.type("3q").interview.step() == Step::paused);
  Keys help(asked(1, 7));
  CHECK(help.type("?").press(Kind::interrupt).interview.step() == Step::paused);
}

TEST_CASE("after the last statement Enter finishes") {
  Keys keys(asked(1, 7, 2));
  keys.type("34");
  CHECK_FALSE(keys.mode.over());
  keys.press(Kind::enter);
  CHECK(keys.interview.step() == Step::finished);
}

TEST_CASE("s at the review leads to the skipped statement, and its answer back to the review") {
  Keys keys(asked(1, 7, 3));
  keys.type("3s4").type("s");
  CHECK(keys.interview.step() == Step::statement);
  CHECK(keys.interview.position() == 1);
  keys.type("5");
  CHECK(keys.interview.step() == Step::review);
  CHECK(keys.answers() == std::vector<Answer>{3, 5, 4});
}

TEST_CASE("a digit at the review does nothing") {
  Keys keys(asked(1, 7, 1));
  keys.type("35");
  CHECK(keys.answers()[0] == 3);
  CHECK(keys.interview.step() == Step::review);
}

TEST_CASE("an answer that cannot be kept is told, and can be given again") {
  Keys keys(asked(1, 7));
  keys.full = true;
  keys.type("4");
  CHECK(holds(keys.shown(), "the disk is full"));
  keys.full = false;
  keys.type("x4");
  CHECK(keys.answers()[0] == 4);
}

TEST_CASE("a skip that cannot be kept is told") {
  Keys keys(asked(1, 7));
  keys.full = true;
  keys.type("s");
  CHECK(holds(keys.shown(), "the disk is full"));
  CHECK(keys.interview.position() == 0);
}

TEST_CASE("a window that is too small says so and what is enough") {
  const Keys keys(asked(1, 7));
  for (const Window& window : {Window{39, 24, true}, Window{80, 14, true}, Window{30, 10, true}}) {
    CHECK(holds(keys.shown(window), "too small"));
    CHECK(holds(keys.shown(window), "40"));
  }
  CHECK_FALSE(holds(keys.shown({40, 15, true}), "too small"));
}

TEST_CASE("one Page Up moves back however often Page Down was pressed at the end") {
  std::string statement;
  for (int w = 0; w < 150; ++w) statement += fmt::format("word{:03} ", w);
  Keys keys(asked(1, 7, 1, statement));
  const Window window{40, 15, true};
  for (int i = 0; i < 100; ++i) {
    keys.press(Kind::page_down, window);
  }
  const std::string end = keys.shown(window);
  keys.press(Kind::page_up, window);
  CHECK(keys.shown(window) != end);
}

TEST_CASE("each statement begins at its first line, whatever was scrolled before") {
  std::string statement;
  for (int w = 0; w < 150; ++w) statement += fmt::format("word{:03} ", w);
  Keys keys(asked(1, 7, 2, statement));
  keys.press(Kind::page_down).type("3");
  CHECK(holds(keys.shown({40, 15, true}), "word000"));
}

}  // namespace attune
