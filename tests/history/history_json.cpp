#include "history/history_json.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "history/kept.h"
#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::kept;

std::string with(const std::string& old, const std::string& fresh) {
  std::string text = history_json({kept()});
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), fresh);
}

}  // namespace

TEST_CASE("what was written as JSON is read back") {
  const auto read = read_history_json(history_json({kept('1'), kept('2', "Sam")}), "f");
  REQUIRE(read.size() == 2);
  CHECK(read[1].id == kept('2').id);
  CHECK(read[1].about == "Sam");
  CHECK(read[0].number == 0);
  CHECK(read[0].started == kept().started);
  CHECK(read[0].profile == "secure");
  CHECK(read[0].probability == 0.75);
  CHECK(read[0].replies[0].item == "q2");
  CHECK(read[0].replies[0].reply.answer == 5);
  CHECK(read[0].replies[0].reply.milliseconds == 1200);
  CHECK(read[0].replies[1].reply.skipped());
  CHECK(read[0].scores[0].score == 3.5);
  CHECK(std::isnan(read[0].scores[1].score));
}

TEST_CASE("what is no exported history is refused") {
  for (const std::string& text : {std::string(),
                                  std::string("[]"),
                                  std::string("{}"),
                                  std::string(5000, '['),
                                  with("attune-history/1", "attune-history/9"),
                                  with("\"ms\": 1200", "\"ms\": -1"),
                                  with("\"answer\": 5", "\"answer\": 99999"),
                                  with("\"answer\": 5", "\"answer\": 4.5"),
                                  with("\"q2\"", "\"q1\""),
                                  with("\"y\"", "\"x\""),
                                  with("2026-11-22T09:30:00Z", "yesterday"),
                                  with(std::string(32, '1'), "1"),
                                  with(std::string(64, 'a'), "a"),
                                  with("\"partner\"", "\"\""),
                                  with("\"partner\"", "\"\\u001b[2J\""),
                                  with("\"mine\"", "null"),
                                  with("\"mine\"", "\"../x\""),
                                  with("\"probability\": 0.75", "\"probability\": 7"),
                                  with("3.5", "1e308"),
                                  with("\"se\": 0.25", "\"se\": -1"),
                                  with("\"secure\"", "\"<b>\""),
                                  with("09:35:00", "09:29:59"),
                                  with("\"q2\"", "\"a b\"")}) {
    CAPTURE(text);
    const Error error = error_of([&] { read_history_json(text, "f.json"); });
    CHECK(error.code() == ExitCode::data);
    CHECK(error.place().file == "f.json");
    CHECK(holds(error.remedy(), "Nothing was taken in"));
  }
}

TEST_CASE("a sitting without a reply is refused") {
  KeptSitting empty = kept();
  empty.replies.clear();
  CHECK(holds(error_of([&] { read_history_json(history_json({kept('2'), empty}), "f"); }).problem(), "sitting 2: "));
}

TEST_CASE("a sitting with a definition that is here has to fit it") {
  const Questionnaire inventory = testing::shipped("attune-24");
  KeptSitting fitting = kept();
  fitting.questionnaire = inventory.id;
  fitting.sha256 = inventory.sha256;
  fitting.scores = {{.scale = "anxiety", .score = 7}};
  const auto problem = [](const KeptSitting& sitting) {
    return error_of([&] { require_fitting({sitting}, testing::shipped_catalogue(), "f.json"); }).problem();
  };
  CHECK(problem(fitting).empty());
  KeptSitting other = fitting;
  other.replies[0].reply.answer = 8;
  CHECK(problem(other) == "sitting 1: a reply does not fit attune-24");
  other = fitting;
  other.scores[0].score = 7.5;
  CHECK(problem(other) == "sitting 1: a score is beyond what attune-24 gives");
  other = fitting;
  other.scores[0].scale = "calm";
  CHECK(problem(other) == "sitting 1: there is no scale of a score in attune-24");
  other = fitting;
  other.profile = "calm";
  CHECK(problem(other) == "sitting 1: there is no such profile in attune-24");
  other.sha256 = std::string(64, 'a');
  CHECK(problem(other).empty());
}

}  // namespace attune
