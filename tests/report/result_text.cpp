#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.h"
#include "report/result.h"
#include "report/result_words.h"
#include "scoring/measurement_error.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;

const std::vector<std::size_t> kForwardAnxiety{0, 4, 8, 12, 16, 20};     // q1 q5 q9 q13 q17 q21
const std::vector<std::size_t> kForwardAvoidance{3, 7, 11, 15, 19, 23};  // q4 q8 q12 q16 q20 q24

// attune-24 answered so that each keyed answer is `anxiety` or `avoidance`: the means are these.
Result taken(int anxiety, int avoidance, const std::string& about = "Sam", std::size_t skipped = 0) {
  const Questionnaire q = testing::shipped("attune-24");
  Sitting sitting = new_sitting(q, about, std::nullopt);
  for (std::size_t i = 0; i < 24; ++i) {
    const int keyed = i % 2 == 0 ? anxiety : avoidance;
    const auto& forward = i % 2 == 0 ? kForwardAnxiety : kForwardAvoidance;
    const bool as_it_is = std::find(forward.begin(), forward.end(), i) != forward.end();
    sitting.replies[i] = Reply{.answer = static_cast<Answer>(as_it_is ? keyed : 8 - keyed)};
  }
  for (std::size_t s = 0; s < skipped; ++s) sitting.replies[2 * s]->answer = kMissing;
  return {.about = relationship(about), .sitting = sitting, .scores = Scorer(q).score(sitting.answers())};
}

// A result with these scores and errors, whatever the answers.
Result with_scores(double anxiety, double anxiety_error, double avoidance, double avoidance_error) {
  const Questionnaire q = testing::shipped("attune-24");
  Result result = taken(4, 4);
  result.scores.scores = {anxiety, avoidance};
  result.scores.standard_errors = {anxiety_error, avoidance_error};
  result.scores.profile = static_cast<std::int8_t>((anxiety >= 4 ? 1 : 0) + (avoidance >= 4 ? 2 : 0));
  result.scores.probabilities =
      profile_probabilities(std::get<QuadrantRule>(q.profiles), anxiety, anxiety_error, avoidance, avoidance_error);
  return result;
}

std::string shown(const std::vector<Result>& results, TerminalStyle style = {.width = 80, .emphasis = false}) {
  return result_text(testing::shipped("attune-24"), results, testing::shipped_catalogue(), style);
}

std::string flowing(const std::string& text) {
  std::istringstream words(text);
  std::string word, line;
  while (words >> word) line += (line.empty() ? "" : " ") + word;
  return line;
}

}  // namespace

TEST_CASE("a result in each quarter tells its profile and what the guide says of it") {
  struct Quarter {
    int anxiety, avoidance;
    std::string profile;
  };
  for (const auto& [anxiety, avoidance, profile] :
       {Quarter{1, 1, "secure"}, Quarter{7, 1, "anxious"}, Quarter{1, 7, "avoidant"}, Quarter{7, 7, "ambivalent"}}) {
    const auto profile_shown = profile;
    CAPTURE(profile_shown);
    const std::string text = flowing(shown({taken(anxiety, avoidance)}));
    CHECK(holds(text, "in the " + profile + " region"));
    CHECK(holds(text, "attune learn " + profile));
    CHECK(holds(text, "attune plan " + profile));
    CHECK(holds(text, "In short"));
    CHECK(holds(text, "What helps"));
    CHECK_FALSE(holds(text, "between two profiles"));
  }
}

TEST_CASE("a result of ratings says nothing of a region or of dimensions that nobody measured") {
  const Questionnaire rq = testing::shipped("rq");
  for (std::size_t highest = 0; highest < 4; ++highest) {
    Result result{
        .about = relationship("general", rq), .sitting = new_sitting(rq, "general", std::nullopt), .scores = {}};
    for (std::size_t i = 0; i < 4; ++i)
      result.sitting.replies[i] = Reply{.answer = static_cast<Answer>(i == highest ? 6 : 2)};
    result.scores = Scorer(rq).score(result.sitting.answers());
    const std::string text = result_text(rq, {result}, testing::shipped_catalogue(), {.width = 80, .emphasis = false});
    CHECK(holds(text, "People who answer like this"));
    for (const char* unmeasured : {"region", "the map", "anxiety", "avoidance"}) CHECK_FALSE(holds(text, unmeasured));
  }
}

TEST_CASE("on a cut the words of the other side are said to fit as well") {
  const std::string text = flowing(shown({taken(4, 1)}));
  CHECK(holds(text, "on the line"));
  CHECK(holds(text, "between two profiles, anxious and secure"));
  CHECK(holds(text, "The words of each may fit"));
}

TEST_CASE("each score is told with the interval that allows for its error") {
  // 5.5 ± 1.645 · 0.3 and 2 ± 1.645 · 0.2
  const std::string text = flowing(shown({with_scores(5.5, 0.3, 2, 0.2)}));
  CHECK(holds(text, "between 5.0 and 6.0 (90\u00A0% interval)"));
  CHECK(holds(text, "between 1.7 and 2.3 (90\u00A0% interval)"));
}

TEST_CASE("answers that were all alike are said to have no error that can be told, and get no likelihood") {
  const std::string text = flowing(shown({taken(6, 2)}));
  CHECK(holds(text, "agree completely"));
  CHECK_FALSE(holds(text, "%"));
  CHECK_FALSE(holds(text, "shaded"));
}

TEST_CASE("a result far from the lines says which profile is most likely") {
  // Φ(5) · Φ(10)
  CHECK(
      holds(flowing(shown({with_scores(5.5, 0.3, 2, 0.2)})), "most likely lie in the anxious region (over 99\u00A0%)"));
}

TEST_CASE("a result some errors from a line names the profile beyond it") {
  // Φ(1.5) = .933: anxious 93 %, secure 7 %
  const std::string text = flowing(shown({with_scores(4.6, 0.4, 2, 0.2)}));
  CHECK(holds(text, "most likely lie in the anxious region (93\u00A0%)"));
  CHECK(holds(text, "They may lie in the secure one (7\u00A0%)"));
}

TEST_CASE("a result within one error of a line is told as between two profiles, with the words of both") {
  // Φ(0.5) = .691
  const std::string text = flowing(shown({with_scores(4.2, 0.4, 2, 0.2)}));
  CHECK(holds(text, "between two profiles, anxious and secure"));
  CHECK(holds(text, "anxious 69\u00A0% and secure 31\u00A0%"));
  for (const char* part : {"In short (anxious)", "In short (secure)", "attune learn secure"}) CHECK(holds(text, part));
}

TEST_CASE("a result within one error of both lines is told as between all four") {
  const std::string text = flowing(shown({with_scores(4.2, 0.4, 3.9, 0.4)}));
  CHECK(holds(text, "all four profiles meet"));
  for (const char* profile : {"secure", "anxious", "avoidant", "ambivalent"}) CHECK(holds(text, profile));
  CHECK(text.find("In short (anxious)") < text.find("In short (ambivalent)"));  // .69 · .60 and .69 · .40
  CHECK(holds(text, "In short (avoidant)"));
  CHECK_FALSE(holds(text, "attune plan"));
}

TEST_CASE("who lies on both lines is told no profile as a fact, though no error is known") {
  const std::string text = flowing(shown({taken(4, 4)}));
  CHECK(holds(text, "near the middle of the map, where all four profiles meet"));
  CHECK_FALSE(holds(text, "in the ambivalent region."));
}

TEST_CASE("opposite statements that were answered alike are told, and others are not") {
  const Questionnaire q = testing::shipped("attune-24");
  Result same = taken(4, 4);
  for (auto& reply : same.sitting.replies) reply->answer = 7;
  same.scores = Scorer(q).score(same.sitting.answers());
  CHECK(holds(flowing(shown({same})), "this result can settle little"));
  CHECK_FALSE(holds(flowing(shown({taken(7, 1)})), "this result can settle little"));
}

TEST_CASE("the map shows the region of the error, where it is known") {
  CHECK(holds(shown({with_scores(5.5, 0.6, 2, 0.6)}), "░"));
  CHECK_FALSE(holds(shown({taken(6, 2)}), "░"));
}

TEST_CASE("read aloud, a result has no drawing and says where the answers lie") {
  const std::string text = shown({with_scores(5.5, 0.6, 2, 0.6)}, {.width = 80, .emphasis = false, .spoken = true});
  for (const char* drawn : {"┌", "░", "●", "shaded"}) CHECK_FALSE(holds(text, drawn));
  CHECK(holds(flowing(text), "in the anxious region"));
}

TEST_CASE("with too many skips there is no score, no point and no profile, and it is said why") {
  const std::string text = flowing(shown({taken(7, 1, "Sam", 4)}));  // 8 of 12 answered, 9 are needed
  CHECK(holds(text, "8 of 12"));
  CHECK(holds(text, "no profile"));
  CHECK_FALSE(holds(text, "region"));
  CHECK_FALSE(holds(text, "attune plan"));
}

TEST_CASE("a result of nine answers of twelve has its score") {
  CHECK(holds(flowing(shown({taken(7, 1, "Sam", 3)})), "anxious region"));
}

TEST_CASE("every result gives the caution and ends with where help is") {
  for (const Result& result : {taken(1, 1), taken(7, 7), taken(7, 1, "Sam", 12)}) {
    const std::string text = flowing(shown({result}));
    CHECK(holds(text, "has not been validated"));
    CHECK(text.ends_with(flowing(safety_text())));
  }
}

TEST_CASE("the safety lines name what they are about and where help is") {
  for (const char* part : {"not a diagnosis", "fear of harm", "ending your life", "emergency services", "crisis line",
                           "attune learn crisis"})
    CHECK(holds(safety_text(), part));
}

TEST_CASE("no result tells people what they are") {
  for (const Result& result : {taken(1, 1), taken(7, 1), taken(1, 7), taken(7, 7)}) {
    const std::string text = fold(flowing(shown({result})));
    for (const char* verdict : {"you are anxious", "you are avoidant", "you are ambivalent", "you are secure", "!"})
      CHECK_FALSE(holds(text, verdict));
  }
}

TEST_CASE("a result about somebody names them") { CHECK(holds(flowing(shown({taken(1, 1, "Sam")})), "about Sam")); }

TEST_CASE("a result speaks of the reader's own partner as yours") {
  CHECK(holds(flowing(shown({taken(1, 1, "partner")})), "about your partner"));
}

TEST_CASE("results about several are on one map, with a mark each, and share the pages they have in common") {
  const std::string text = shown({taken(7, 1, "partner"), taken(1, 7, "mother"), taken(6, 2, "friend")});
  for (const char* mark : {"1 About", "2 About", "3 About", "In short (anxious)", "In short (avoidant)"})
    CHECK(holds(flowing(text), mark));
  CHECK(text.find("In short (anxious)") == text.rfind("In short (anxious)"));
  CHECK(holds(flowing(text), "attune learn relationships"));
}

TEST_CASE("no line of a result is wider than the window, from 40 columns on") {
  for (const int width : {40, 41, 60, 80}) {
    std::istringstream lines(shown({taken(4, 4), taken(7, 1, "mother")}, {.width = width, .emphasis = false}));
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      CHECK(display_width(line) <= width);
    }
  }
}

TEST_CASE("a score just below the cut is not written as the cut") {
  Questionnaire q = testing::shipped("attune-24");
  Result result = taken(3, 1);
  result.scores.scores[0] = 3.96;
  const std::string text = flowing(
      result_text(q, {result}, testing::shipped_catalogue(), {.width = 80, .emphasis = false, .unicode = true}));
  CHECK_FALSE(holds(text, "anxiety: 4.0,"));
}

}  // namespace attune
