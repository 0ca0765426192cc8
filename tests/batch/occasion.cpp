#include "batch/occasion.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

// The occasion of a file with ids, times and one item, whose answer is the score.
Occasion occasion_of(const std::string& rows, const std::string& time = "t") {
  Questionnaire one_item;
  one_item.id = "tiny";
  one_item.response = {.min = 1, .max = 9, .labels = {}};
  one_item.items.push_back({.id = "q1", .text = {}, .note = {}});
  one_item.scales = {{.id = "s", .items = {{0, false}}, .min_answered = 1}};
  ReadOptions options;
  options.columns.id = "id";
  options.columns.time = time;
  options.columns.only_scores = true;
  const TemporaryFolder folder;
  AnswerFile file(folder.file("a.csv", "id,t,q1\n" + rows).string(), one_item, options);
  Occasion occasion(file, 1);
  const Scorer scorer(one_item);
  ScoreBlock scores;
  for (RespondentBlock block; file.next(block);) {
    scorer.score(block.answers, scores);
    occasion.add(block, scores);
  }
  occasion.put_in_order();
  return occasion;
}

// The times and scores of a respondent, the earliest first.
std::string course(const Occasion& occasion, const std::string& id) {
  std::string text;
  for (const std::size_t row : occasion.rows_of(id))
    text += occasion.time(row) + ":" + std::to_string(static_cast<int>(occasion.measurement(0, row).score)) + " ";
  return text;
}

std::string refusal(const std::string& rows, const std::string& time = "t") {
  return error_of([&] { occasion_of(rows, time); }).what();
}

}  // namespace

TEST_CASE("rows of a respondent are put into the order of their times, numbers or dates") {
  CHECK(course(occasion_of("a,10,1\nb,1,2\na,2,3\na,9.5,4\n"), "a") == "2:3 9.5:4 10:1 ");
  CHECK(course(occasion_of("a,2026-10-02,1\na,2025-12-31,2\na,2026-10-02T09:30,3\n"), "a") ==
        "2025-12-31:2 2026-10-02:1 2026-10-02T09:30:3 ");
}

TEST_CASE("times of one day are put into the order of the clock, and of their zones") {
  CHECK(course(occasion_of("a,2026-10-02 10:00,1\na,2026-10-02T08:30,2\na,2026-10-02 9:30,3\n"), "a") ==
        "2026-10-02T08:30:2 2026-10-02 9:30:3 2026-10-02 10:00:1 ");
  // Half past eight in the west is half past four in the afternoon in UTC, ten in the east eight in the morning.
  CHECK(course(occasion_of("a,2026-10-02T08:30-08:00,1\na,2026-10-02T10:00+02:00,2\n"), "a") ==
        "2026-10-02T10:00+02:00:2 2026-10-02T08:30-08:00:1 ");
}

TEST_CASE("a respondent may have all rows of a long file, the latest first") {
  std::string rows;
  for (int time = 50'000; time > 0; --time)
    rows += "a," + std::to_string(time) + "," + std::to_string(time % 9 + 1) + "\n";
  const Occasion occasion = occasion_of(rows);
  REQUIRE(occasion.rows(0).size() == 50'000);
  for (std::size_t row = 0; row < 50'000; ++row) CHECK(occasion.time(occasion.rows(0)[row]) == std::to_string(row + 1));
}

TEST_CASE("respondents stand in the order in which they first appear") {
  const Occasion occasion = occasion_of("b,2,1\na,1,2\nb,1,3\n");
  REQUIRE(occasion.size() == 2);
  CHECK(occasion.id(0) == "b");
  CHECK(occasion.id(1) == "a");
  CHECK(occasion.rows(0).size() == 2);
  CHECK(occasion.rows_of("c").empty());
  CHECK(occasion.time_name() == "t");
}

TEST_CASE("without times a respondent has one row") {
  const Occasion occasion = occasion_of("a,1,5\n", "");
  CHECK(course(occasion, "a") == ":5 ");
  CHECK(holds(refusal("a,1,5\nb,1,5\na,2,5\n", ""), "a.csv:4: respondent a: the row on line 2 has the same id"));
}

TEST_CASE("the same time twice, and times that have no order, are refused") {
  CHECK(holds(refusal("a,1,5\na,1.0,5\n"), "a.csv:3: respondent a: the row on line 2 has the same id and time, 1.0"));
  CHECK(
      holds(refusal("a,3,5\na,-0,5\na,0,5\n"), "a.csv:4: respondent a: the row on line 3 has the same id and time, 0"));
  CHECK(holds(refusal("a,first,5\n"), "a.csv:2: respondent a: t: \"first\" has no order among the times"));
  CHECK(holds(refusal("a,1,5\nb,2026-10-02,5\n"), "t: \"2026-10-02\" has no order among the times"));
  CHECK(holds(refusal("a,,5\n"), "t: \"\" has no order among the times"));
  CHECK(holds(refusal("a,02.10.2026,5\n"), "has no order"));
  CHECK(holds(refusal("a,2026-10-02xyz,5\n"), "has no order"));
  CHECK(holds(refusal("a,2026-10-02 9:30,5\na,2026-10-02 9:30:00,5\n"),
              "a.csv:3: respondent a: the row on line 2 has the same"));
  CHECK(holds(refusal("a,2026-10-02 9:30,5\nb,2026-10-02 9:30Z,5\n"), "b: t: \"2026-10-02 9:30Z\" has no order"));
}

TEST_CASE("a row without id is refused with its number") {
  CHECK(holds(refusal("a,1,5\n ,1,5\n"), "a.csv:3: respondent 2: the id is empty"));
}

}  // namespace attune
