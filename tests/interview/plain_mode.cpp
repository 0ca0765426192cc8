#include "interview/plain_mode.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using Step = Interview::Step;

Questionnaire asked() {
  Questionnaire made;
  made.response = {.min = 1, .max = 5, .labels = {{1, "Never"}, {3, "Sometimes"}, {5, "Always"}}};
  for (const char* id : {"q1", "q2", "q3"})
    made.items.push_back({.id = id, .text = std::string("The statement ") + id + " about {them}.", .note = {}});
  made.scales.push_back({.id = "anxiety",
                         .title = "Attachment anxiety",
                         .items = {{0, false}, {1, false}, {2, false}},
                         .min_answered = 2});
  return made;
}

// An interview about Sam, answered with the lines of `input`; the first `failing` attempts to keep fail.
struct Talk {
  explicit Talk(const std::string& input, Questionnaire of = asked(), bool unicode = true, int failing = 0)
      : questionnaire(std::move(of)), sitting(new_sitting(questionnaire, "Sam", std::nullopt)), failures(failing) {
    std::istringstream in(input);
    std::FILE* out = std::tmpfile();
    Conversation conversation(in, out, 60, unicode, false);
    run_in_plain(conversation, interview);
    std::rewind(out);
    for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out)) said += static_cast<char>(c);
    std::fclose(out);
  }

  void keep(const std::string& item, const Reply& reply) {
    if (failures-- > 0) throw Error(ExitCode::io, {}, "the disk is full", "Free some space.");
    kept.emplace_back(item, reply.answer);
  }

  Questionnaire questionnaire;
  Relationship sam = relationship("Sam");
  Sitting sitting;
  int failures;
  std::vector<std::pair<std::string, Answer>> kept;
  std::string said;
  Interview interview{questionnaire, sam, sitting,
                      [this](const std::string& item, const Reply& reply) { keep(item, reply); }};
};

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("numbers entered line by line answer, and f finishes") {
  const Talk talk("1\n3\n5\nf\n");
  CHECK(talk.sitting.answers() == std::vector<Answer>{1, 3, 5});
  CHECK(talk.interview.step() == Step::finished);
}

TEST_CASE("each statement is said with its number, its words and the answers as a list of lines") {
  const Talk talk("");
  CHECK(holds(talk.said, "Statement 1 of 3."));
  CHECK(holds(talk.said, "\nThe statement q1 about Sam.\n"));
  CHECK(holds(talk.said, "\n1: Never\n2\n3: Sometimes\n4\n5: Always\n"));
  CHECK(holds(talk.said, "nter a number"));
}

TEST_CASE("what was chosen is said back") {
  CHECK(holds(Talk("5\n").said, "You chose 5, Always."));
  CHECK(holds(Talk("4\n").said, "You chose 4."));
}

TEST_CASE("a label, in any case and with white space around it, is an answer") {
  CHECK(Talk("  aLWays \r\n").sitting.answers()[0] == 5);
}

TEST_CASE("what is no answer is told with the numbers that are, and nothing is kept") {
  for (const std::string line :
       {"0", "6", "-1", "3.5", "often", "1 2", "99999999999999999999", "\x1B[A", "\xFF\xFE", "nan"}) {
    CAPTURE(line);
    const Talk talk(line + "\n");
    CHECK(talk.kept.empty());
    CHECK(holds(talk.said, "not one of the answers"));
    CHECK(holds(talk.said, "from 1 to 5"));
  }
}

TEST_CASE("an empty line is no answer") {
  const Talk talk("\n\n2\n");
  CHECK(talk.kept == std::vector<std::pair<std::string, Answer>>{{"q1", 2}});
}

TEST_CASE("the end of input is a pause, at a statement and at the review") {
  const Talk statement("4\n");
  CHECK(statement.interview.step() == Step::paused);
  CHECK(statement.sitting.answers()[0] == 4);
  const Talk review("1\n2\n3\n");
  CHECK(review.interview.step() == Step::paused);
  CHECK(review.sitting.replied() == 3);
}

TEST_CASE("a last line without a line feed is an answer") { CHECK(Talk("4").sitting.answers()[0] == 4); }

TEST_CASE("q pauses and loses nothing") {
  const Talk talk("4\nq\n5\n");
  CHECK(talk.interview.step() == Step::paused);
  CHECK(talk.kept.size() == 1);
}

TEST_CASE("s skips and says what that does to the score") {
  const Talk talk("s\n");
  CHECK(talk.kept == std::vector<std::pair<std::string, Answer>>{{"q1", kMissing}});
  CHECK(holds(talk.said, "Skipped. Attachment anxiety"));
}

TEST_CASE("b goes back and says the earlier answer, which can be changed") {
  const Talk talk("5\nb\n1\n");
  CHECK(holds(talk.said, "Your answer before: 5, Always."));
  CHECK(talk.sitting.answers()[0] == 1);
}

TEST_CASE("b at the first statement says that it is the first") {
  const Talk talk("b\n2\n");
  CHECK(holds(talk.said, "first statement"));
  CHECK(talk.sitting.answers()[0] == 2);
}

TEST_CASE("? says what can be entered") {
  const Talk talk("?\n3\n");
  CHECK(times(talk.said, "skips the statement") == 2);  // at the beginning and here
  CHECK(talk.sitting.answers()[0] == 3);
}

TEST_CASE("the review leads to the skipped statements and back") {
  const Talk talk("s\n2\n3\ns\n4\nf\n");
  CHECK(talk.sitting.answers() == std::vector<Answer>{4, 2, 3});
  CHECK(talk.interview.step() == Step::finished);
}

TEST_CASE("the review says what skipping costs") {
  CHECK(holds(Talk("s\ns\n3\n").said, "Attachment anxiety would have no score"));
}

TEST_CASE("the review does not take what is not one of its choices") {
  const Talk talk("1\n2\n3\ns\n7\nf\n");
  CHECK(times(talk.said, "not one of the choices") == 2);
  CHECK(talk.interview.step() == Step::finished);
}

TEST_CASE("in plain mode an answer that cannot be kept is told and can be entered again") {
  const Talk talk("4\n4\n", asked(), true, 1);
  CHECK(holds(talk.said, "the disk is full"));
  CHECK(talk.kept == std::vector<std::pair<std::string, Answer>>{{"q1", 4}});
}

TEST_CASE("in plain mode an answer that was not kept is not said to be chosen") {
  CHECK_FALSE(holds(Talk("4\n", asked(), true, 1).said, "You chose"));
}

TEST_CASE("a response scale of many answers is told by its ends, not number by number") {
  Questionnaire long_scale = asked();
  long_scale.response = {.min = 0, .max = 100, .labels = {{0, "Not at all"}, {100, "Completely"}}};
  const Talk talk("42\n", long_scale);
  CHECK(talk.sitting.answers()[0] == 42);
  CHECK(holds(talk.said, "0: Not at all\n100: Completely\n"));
  CHECK_FALSE(holds(talk.said, "\n57"));
}

TEST_CASE("a negative answer is entered with its sign") {
  Questionnaire signed_scale = asked();
  signed_scale.response = {.min = -3, .max = 3, .labels = {}};
  CHECK(Talk("-3\n", signed_scale).sitting.answers()[0] == -3);
}

TEST_CASE("plain mode writes nothing but text, in lines of the width") {
  Questionnaire long_texts = asked();
  for (Item& item : long_texts.items) item.text = std::string(50, 'x') + " 安心 " + std::string(150, 'y');
  const Talk talk("s\n?\nb\nnonsense\n1\n2\n3\nf\n", long_texts);
  CHECK_FALSE(holds(talk.said, "\x1B"));
  CHECK_FALSE(holds(talk.said, "\r"));
  std::istringstream lines(talk.said);
  int widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, display_width(line));
  CHECK(widest <= 60);
}

TEST_CASE("plain mode is in ASCII where the locale has no Unicode") {
  Questionnaire texts = asked();
  texts.items[0].text = "“Zoë” – 安心…";
  const Talk talk("5\n", texts, false);
  CHECK(std::all_of(talk.said.begin(), talk.said.end(), [](char c) { return static_cast<unsigned char>(c) < 128; }));
}

}  // namespace attune
