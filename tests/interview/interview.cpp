#include "interview/interview.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using Step = Interview::Step;

// `count` statements answered 1 to 7, all of them in one scale that can spare one.
Questionnaire asked(std::size_t count) {
  Questionnaire made;
  made.response = {.min = 1, .max = 7, .labels = {}};
  Scale scale{.id = "anxiety", .title = "Attachment anxiety", .min_answered = count - 1};
  for (std::size_t i = 0; i < count; ++i) {
    made.items.push_back({.id = "q" + std::to_string(i + 1), .text = "{them} " + std::to_string(i + 1), .note = {}});
    scale.items.push_back({i, false});
  }
  made.scales.push_back(std::move(scale));
  return made;
}

// An interview about Sam, with what it gave to be kept; keeping fails while `full`.
struct Run {
  explicit Run(std::size_t count, std::vector<std::size_t> order = {}, const std::vector<std::size_t>& replied = {})
      : questionnaire(asked(count)), sitting(begun(questionnaire, std::move(order), replied)) {}

  static Sitting begun(const Questionnaire& of, std::vector<std::size_t> order,
                       const std::vector<std::size_t>& replied) {
    Sitting made = new_sitting(of, "Sam", std::nullopt);
    if (!order.empty()) made.order = std::move(order);
    for (const std::size_t item : replied) made.replies[item] = Reply{.answer = 2};
    return made;
  }

  void keep(const std::string& item, const Reply& reply) {
    position_when_keeping = interview.position();
    if (full) throw Error(ExitCode::io, {}, "the disk is full");
    kept.emplace_back(item, reply.answer);
  }

  Questionnaire questionnaire;
  Relationship sam = relationship("Sam");
  Sitting sitting;
  std::vector<std::pair<std::string, Answer>> kept;
  bool full = false;
  std::size_t position_when_keeping = 99;
  Interview interview{questionnaire, sam, sitting,
                      [this](const std::string& item, const Reply& reply) { keep(item, reply); }};
};

using Kept = std::vector<std::pair<std::string, Answer>>;

}  // namespace

TEST_CASE("an interview begins at the first statement, filled in") {
  const Run run(3);
  CHECK(run.interview.step() == Step::statement);
  CHECK(run.interview.position() == 0);
  CHECK(run.interview.statement() == "Sam 1");
  CHECK_FALSE(run.interview.earlier());
}

TEST_CASE("an interview goes on at the first statement without a reply") {
  CHECK(Run(4, {}, {0, 1, 3}).interview.position() == 2);
}

TEST_CASE("an interview with a reply to everything goes on at the review") {
  CHECK(Run(3, {}, {0, 1, 2}).interview.step() == Step::review);
}

TEST_CASE("statements are shown in the order of the sitting, and replies go to their items") {
  Run run(3, {2, 0, 1});
  CHECK(run.interview.statement() == "Sam 3");
  run.interview.answer(6);
  CHECK(run.interview.statement() == "Sam 1");
  CHECK(run.kept == Kept{{"q3", 6}});
  CHECK(run.sitting.answers() == std::vector<Answer>{kMissing, kMissing, 6});
}

TEST_CASE("an answer is kept before the next statement is reached") {
  Run run(3);
  run.interview.answer(4);
  CHECK(run.position_when_keeping == 0);
  CHECK(run.interview.position() == 1);
}

TEST_CASE("where an answer cannot be kept the interview stands where it stood") {
  Run run(3);
  run.full = true;
  CHECK(error_of([&] { run.interview.answer(4); }).code() == ExitCode::io);
  CHECK(run.interview.position() == 0);
  CHECK(run.interview.step() == Step::statement);
  CHECK_FALSE(run.sitting.replies[0]);
}

TEST_CASE("where a skip cannot be kept the interview stands where it stood") {
  Run run(3);
  run.full = true;
  CHECK(error_of([&] { run.interview.skip(); }).code() == ExitCode::io);
  CHECK(run.interview.position() == 0);
  CHECK(run.interview.note().empty());
  CHECK_FALSE(run.sitting.replies[0]);
}

TEST_CASE("where a changed answer cannot be kept the earlier one stays") {
  Run run(3);
  run.interview.answer(2);
  run.interview.back();
  run.full = true;
  CHECK(error_of([&] { run.interview.answer(5); }).code() == ExitCode::io);
  REQUIRE(run.interview.earlier());
  CHECK(run.interview.earlier()->answer == 2);
}

TEST_CASE("where the last answer cannot be kept there is no review") {
  Run run(2, {}, {0});
  run.full = true;
  CHECK(error_of([&] { run.interview.answer(5); }).code() == ExitCode::io);
  CHECK(run.interview.step() == Step::statement);
}

TEST_CASE("an answer that could not be kept can be given again") {
  Run run(2);
  run.full = true;
  CHECK(error_of([&] { run.interview.answer(5); }).code() == ExitCode::io);
  run.full = false;
  run.interview.answer(5);
  CHECK(run.kept == Kept{{"q1", 5}});
  CHECK(run.interview.position() == 1);
}

TEST_CASE("going back shows the earlier answer, which can be changed") {
  Run run(3);
  run.interview.answer(2);
  run.interview.back();
  CHECK(run.interview.position() == 0);
  REQUIRE(run.interview.earlier());
  CHECK(run.interview.earlier()->answer == 2);
  run.interview.answer(3);
  CHECK(run.kept == Kept{{"q1", 2}, {"q1", 3}});
  CHECK(run.sitting.answers()[0] == 3);
}

TEST_CASE("going back keeps nothing and changes no reply") {
  Run run(3);
  run.interview.answer(2);
  run.interview.back();
  CHECK(run.kept.size() == 1);
  CHECK(run.sitting.replied() == 1);
}

TEST_CASE("there is nothing before the first statement") {
  Run run(2);
  run.interview.back();
  CHECK(run.interview.position() == 0);
  CHECK(run.interview.step() == Step::statement);
}

TEST_CASE("back from the review is the last statement") {
  Run run(3, {}, {0, 1, 2});
  run.interview.back();
  CHECK(run.interview.step() == Step::statement);
  CHECK(run.interview.position() == 2);
}

TEST_CASE("after the last statement comes the review, and after it the end") {
  Run run(2);
  run.interview.answer(1);
  run.interview.answer(7);
  CHECK(run.interview.step() == Step::review);
  run.interview.finish();
  CHECK(run.interview.step() == Step::finished);
}

TEST_CASE("an interview is not finished before the review") {
  Run run(2);
  run.interview.answer(1);
  run.interview.finish();
  CHECK(run.interview.step() == Step::statement);
}

TEST_CASE("a skipped statement is kept as skipped, and is no answer") {
  Run run(3);
  run.interview.skip();
  CHECK(run.kept == Kept{{"q1", kMissing}});
  CHECK(run.interview.skipped() == std::vector<std::size_t>{0});
  CHECK(run.interview.position() == 1);
}

TEST_CASE("an answered statement can be skipped after all") {
  Run run(3);
  run.interview.answer(2);
  run.interview.back();
  run.interview.skip();
  CHECK(run.sitting.answers()[0] == kMissing);
  CHECK(run.interview.skipped() == std::vector<std::size_t>{0});
}

TEST_CASE("a skip says which score it touches, and whether it still comes about") {
  Run run(4);
  run.interview.skip();
  CHECK(holds(run.interview.note(), "Attachment anxiety"));
  CHECK_FALSE(holds(run.interview.note(), "too few"));
  run.interview.skip();
  CHECK(holds(run.interview.note(), "Attachment anxiety now has too few answers"));
}

TEST_CASE("a skip says nothing of scales that the statement is not in") {
  Run run(3);
  run.questionnaire.scales.push_back({.id = "other", .title = "Avoidance", .items = {{1, false}}, .min_answered = 1});
  run.interview.skip();
  CHECK_FALSE(holds(run.interview.note(), "Avoidance"));
}

TEST_CASE("a skip of what was skipped before counts once") {
  Run run(4);
  run.interview.skip();
  run.interview.back();
  run.interview.skip();
  CHECK_FALSE(holds(run.interview.note(), "too few"));
}

TEST_CASE("what a skip did is no longer said after an answer or on going back") {
  Run run(4);
  run.interview.skip();
  run.interview.answer(3);
  CHECK(run.interview.note().empty());
  run.interview.skip();
  run.interview.back();
  CHECK(run.interview.note().empty());
}

TEST_CASE("the review counts the cost of skipping") {
  Run run(4);
  run.interview.skip();
  run.interview.answer(3);
  run.interview.skip();
  run.interview.answer(3);
  CHECK(holds(run.interview.cost_of_skipping(), "Attachment anxiety"));
  CHECK(holds(run.interview.cost_of_skipping(), "2 of 4"));
  CHECK(holds(run.interview.cost_of_skipping(), "3"));
}

TEST_CASE("skipping that no score suffers from costs nothing") {
  Run run(3);
  run.interview.skip();
  run.interview.answer(3);
  run.interview.answer(3);
  CHECK(run.interview.cost_of_skipping().empty());
}

TEST_CASE("the way through skipped statements shows these only and ends at the review") {
  Run run(5);
  run.interview.answer(1);
  run.interview.skip();
  run.interview.answer(1);
  run.interview.skip();
  run.interview.answer(1);
  run.interview.go_to_skipped();
  CHECK(run.interview.position() == 1);
  run.interview.answer(4);
  CHECK(run.interview.position() == 3);
  run.interview.answer(5);
  CHECK(run.interview.step() == Step::review);
  CHECK(run.interview.skipped().empty());
}

TEST_CASE("who skips again on the way through skipped statements comes to the review all the same") {
  Run run(3);
  for (int i = 0; i < 3; ++i) run.interview.skip();
  run.interview.go_to_skipped();
  for (int i = 0; i < 3; ++i) {
    CHECK(run.interview.step() == Step::statement);
    run.interview.skip();
  }
  CHECK(run.interview.step() == Step::review);
  run.interview.go_to_skipped();
  CHECK(run.interview.position() == 0);
}

TEST_CASE("back from a review that followed skipped statements is the last statement of all") {
  Run run(3);
  run.interview.skip();
  run.interview.answer(1);
  run.interview.answer(1);
  run.interview.go_to_skipped();
  run.interview.answer(1);
  run.interview.back();
  CHECK(run.interview.position() == 2);
}

TEST_CASE("who goes back on the way through skipped statements is led to the next skipped one all the same") {
  Run run(4);
  run.interview.answer(1);
  run.interview.skip();
  run.interview.answer(1);
  run.interview.skip();
  run.interview.go_to_skipped();
  run.interview.back();
  CHECK(run.interview.position() == 0);
  run.interview.answer(2);
  CHECK(run.interview.position() == 1);
  run.interview.answer(2);
  CHECK(run.interview.position() == 3);
}

TEST_CASE("skipping tells which combined score is lost with a scale") {
  // In the AAS-R avoidance is made of close and depend, each of which needs 5 of its 6 items.
  const Questionnaire aas = testing::shipped("aas-r");
  Sitting sitting = new_sitting(aas, "general", std::nullopt);
  const Relationship about = relationship("general");
  Interview interview(aas, about, sitting, [](const std::string&, const Reply&) {});
  std::string note;
  for (std::size_t item = 0; item < 18; ++item) {
    const bool close = item == 0 || item == 5;  // items 1 and 6
    close ? interview.skip() : interview.answer(3);
    if (close) note = interview.note();
  }
  CHECK(note.find("Comfort with closeness now has too few answers") != std::string::npos);
  CHECK(note.find("Without it there is no Attachment avoidance.") != std::string::npos);
  CHECK(interview.cost_of_skipping().find("Without it there is no Attachment avoidance.") != std::string::npos);
}

TEST_CASE("of many scales made of one another it is told at once which are lost") {
  Questionnaire q = asked(2);
  for (std::size_t s = 1; s < 60; ++s) {
    q.scales.push_back({.id = "s" + std::to_string(s), .min_answered = 2, .terms = {{.scale = s - 1}}});
    q.scales.back().terms.push_back({.scale = s < 2 ? 0 : s - 2});
  }
  Sitting sitting = new_sitting(q, "general", std::nullopt);
  const Relationship about = relationship("general");
  Interview interview(q, about, sitting, [](const std::string&, const Reply&) {});
  interview.skip();
  interview.skip();
  CHECK(holds(interview.cost_of_skipping(), "Without it there is no s1, s2, "));
}

TEST_CASE("the way through skipped statements begins at the review only, and where some were skipped") {
  Run before(3);
  before.interview.skip();
  before.interview.go_to_skipped();
  CHECK(before.interview.position() == 1);
  Run none(2, {}, {0, 1});
  none.interview.go_to_skipped();
  CHECK(none.interview.step() == Step::review);
}

TEST_CASE("an interview can be paused at a statement and at the review") {
  Run run(2);
  run.interview.pause();
  CHECK(run.interview.step() == Step::paused);
  Run review(2, {}, {0, 1});
  review.interview.pause();
  CHECK(review.interview.step() == Step::paused);
}

TEST_CASE("a reply knows how long it took from the showing of its statement") {
  Run run(2);
  run.interview.answer(1);
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  run.interview.answer(1);
  CHECK(run.sitting.replies[1]->milliseconds >= 5);
}

TEST_CASE("an item is asked with its own answers, behind what introduces it") {
  Questionnaire q = testing::shipped("attune-24");
  q.stem = "With {them}";
  q.items[1].stem = "Today";
  q.items[1].response = ResponseScale{.min = 0, .max = 10};
  const Relationship whom = relationship("partner");
  Sitting sitting = new_sitting(q, "partner", std::nullopt);
  Interview interview(q, whom, sitting, [](const std::string&, const Reply&) {});
  CHECK(interview.stem() == "With my partner");
  CHECK(interview.response().max == 7);
  interview.answer(3);
  CHECK(interview.stem() == "Today");
  CHECK(interview.response().max == 10);
}

}  // namespace attune
