#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "report/result.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using Json = nlohmann::json;

Questionnaire inventory() { return testing::shipped("attune-24"); }

// Everything answered with 4 but what `replies` says; with the time 10·item.
Sitting sitting_with(const std::map<std::size_t, std::optional<Answer>>& replies, const std::string& about = "Sam") {
  Sitting made = new_sitting(inventory(), about, std::nullopt);
  for (std::size_t i = 0; i < made.replies.size(); ++i)
    made.replies[i] = Reply{.answer = 4, .milliseconds = static_cast<std::int64_t>(10 * i)};
  for (const auto& [item, answer] : replies)
    if (answer) made.replies[item]->answer = *answer;
    else made.replies[item].reset();
  return made;
}

Result result_of(const Sitting& sitting) {
  return {
      .about = relationship(sitting.about), .sitting = sitting, .scores = Scorer(inventory()).score(sitting.answers())};
}

// Skips all items of anxiety, the odd-numbered statements.
Sitting without_anxiety() {
  std::map<std::size_t, std::optional<Answer>> skips;
  for (std::size_t i = 0; i < 24; i += 2) skips[i] = kMissing;
  return sitting_with(skips);
}

}  // namespace

TEST_CASE("a result as JSON has the scores, how many were answered and the profile") {
  const Json json = Json::parse(result_json(inventory(), {result_of(sitting_with({{0, Answer{7}}}))}));
  REQUIRE(json.size() == 1);
  CHECK(json[0]["about"] == "Sam");
  CHECK(json[0]["questionnaire"] == "attune-24");
  CHECK(json[0]["scales"]["anxiety"]["score"] == 4.25);  // (7 + 11·4) / 12
  CHECK(json[0]["scales"]["avoidance"]["score"] == 4);
  CHECK(json[0]["scales"]["anxiety"]["answered"] == 12);
  CHECK(json[0]["profile"] == "ambivalent");
}

TEST_CASE("a result without a score is null in JSON") {
  const Json json = Json::parse(result_json(inventory(), {result_of(without_anxiety())}));
  CHECK(json[0]["scales"]["anxiety"]["score"].is_null());
  CHECK(json[0]["profile"].is_null());
}

TEST_CASE("a result as JSON says that the inventory is not validated") {
  CHECK(holds(result_json(inventory(), {result_of(sitting_with({}))}), "not been validated"));
}

TEST_CASE("answers as CSV are raw, empty where skipped or not reached, with their times") {
  std::istringstream lines(
      answers_csv(inventory(), {sitting_with({{0, Answer{7}}, {1, kMissing}, {2, std::nullopt}})}));
  std::string names, row;
  std::getline(lines, names);
  std::getline(lines, row);
  CHECK(names.starts_with("about,started,q1,q2,q3,q4,"));
  CHECK(names.ends_with(",q23_ms,q24_ms"));
  CHECK(holds(row, ",7,,,4,"));
  CHECK(holds(row, ",0,10,,30,"));
  CHECK(std::count(row.begin(), row.end(), ',') == std::count(names.begin(), names.end(), ','));
}

TEST_CASE("in answers as CSV a name runs as no formula where that is wanted") {
  Sitting sitting = sitting_with({});
  sitting.about = "=1+1";
  CHECK(holds(answers_csv(inventory(), {sitting}), "\n=1+1,"));
  CHECK(holds(answers_csv(inventory(), {sitting}, true), "\n'=1+1,"));
}

TEST_CASE("answers as NDJSON are raw, null where skipped or not reached, with their times") {
  const std::string text =
      answers_ndjson(inventory(), {sitting_with({{0, Answer{7}}, {1, kMissing}, {2, std::nullopt}})});
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  const Json json = Json::parse(text);
  CHECK(json["q1"] == 7);
  CHECK(json["q2"].is_null());
  CHECK(json["q2_ms"] == 10);
  CHECK(json["q3_ms"].is_null());
}

}  // namespace attune
