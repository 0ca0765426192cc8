#include "report/result_words.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::holds;

TEST_CASE("a score is told in words by its distance from the cut, in sixths of the way to the end") {
  // From 1 to 7 with the cut at 4: half-way is 2.5 and 5.5, a sixth 3.5 and 4.5.
  const auto words = [](double score) { return level_words(score, 4, {1, 7}, kNoScore); };
  CHECK(words(1) == "low");
  CHECK(words(2.49) == "low");
  CHECK(words(2.51) == "somewhat low");
  CHECK(words(3.49) == "somewhat low");
  CHECK(words(3.51) == "close to the line, just below it");
  CHECK(words(3.99) == "close to the line, just below it");
  CHECK(words(4) == "on the line");
  CHECK(words(4.01) == "close to the line, just above it");
  CHECK(words(4.49) == "close to the line, just above it");
  CHECK(words(4.51) == "somewhat high");
  CHECK(words(5.49) == "somewhat high");
  CHECK(words(5.51) == "high");
  CHECK(words(7) == "high");
}

TEST_CASE("a score as far below the cut as another above it is called as close") {
  CHECK(holds(level_words(3.5, 4, {1, 7}, 0), "close") == holds(level_words(4.5, 4, {1, 7}, 0), "close"));
  CHECK(holds(level_words(2.5, 4, {1, 7}, 0), "somewhat") == holds(level_words(5.5, 4, {1, 7}, 0), "somewhat"));
}

TEST_CASE("where the error is known, close is what lies within one error of the line") {
  CHECK(level_words(4.2, 4, {1, 7}, 0.21) == "close to the line, just above it");
  CHECK(level_words(4.2, 4, {1, 7}, 0.19) == "somewhat high");
  CHECK(level_words(3.3, 4, {1, 7}, 0.8) == "close to the line, just below it");
  CHECK(level_words(2.0, 4, {1, 7}, 0.8) == "low");
}

TEST_CASE("words for a score hold where the cut is at an end of the scale") {
  CHECK(holds(level_words(1, 1, {1, 7}, 0), "on the line"));
  CHECK(holds(level_words(7, 7, {1, 7}, 0), "on the line"));
}

TEST_CASE("the person who answered is spoken to, somebody else is not") {
  const Questionnaire q = testing::shipped("attune-24");
  const Scores none = Scorer(q).score(std::vector<Answer>(24, kMissing));
  CHECK(holds(profile_words(q, none, Reader::person), "you"));
  CHECK(!holds(profile_words(q, none, Reader::other), "you"));
  const Scores middle = Scorer(q).score(std::vector<Answer>(24, 4));
  CHECK(holds(profile_words(q, middle, Reader::person), "Your answers"));
  CHECK(!holds(profile_words(q, middle, Reader::other), "you"));
  CHECK(!holds(score_words(q, 0, middle, Reader::other), "our"));
}

TEST_CASE("a probability is never told as certain") {
  CHECK(percent_words(0.001) == "under 1\u00A0%");
  CHECK(percent_words(0.614) == "61\u00A0%");
  CHECK(percent_words(0.999) == "over 99\u00A0%");
}

}  // namespace attune
