#include "scoring/scorer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "support.h"

namespace attune {
namespace {

using testing::shipped;
using Answers = std::vector<Answer>;

Scale scale(ScoreMethod method, std::vector<KeyedItem> items, std::size_t min_answered) {
  return {.id = "s",
          .title = {},
          .method = method,
          .items = std::move(items),
          .min_answered = min_answered,
          .terms = {},
          .reliability = {}};
}

Scale mean_of(std::vector<KeyedItem> items, std::size_t min_answered) {
  return scale(ScoreMethod::mean, std::move(items), min_answered);
}

Scale combination(double constant, std::vector<CombineTerm> terms) {
  Scale made = scale(ScoreMethod::sum, {}, terms.size());
  made.transform.add = constant;
  made.terms = std::move(terms);
  return made;
}

Questionnaire questionnaire(int min, int max, std::size_t items, std::vector<Scale> scales, ProfileRule profiles = {}) {
  Questionnaire made;
  made.response = {.min = min, .max = max, .labels = {}};
  made.items.resize(items);
  made.scales = std::move(scales);
  made.profiles = std::move(profiles);
  return made;
}

// Two dimensions of one item each, both high from 4, on answers 1 to 7.
Questionnaire quarters() {
  return questionnaire(1, 7, 2, {mean_of({{0, false}}, 1), mean_of({{1, false}}, 1)},
                       QuadrantRule{.x = 0, .y = 1, .x_cut = 4, .y_cut = 4});
}

// Three prototypes of one item each.
Questionnaire prototypes() {
  return questionnaire(1, 7, 3, {mean_of({{0, false}}, 1), mean_of({{1, false}}, 1), mean_of({{2, false}}, 1)},
                       HighestRule{{{"secure", 0}, {"anxious", 1}, {"avoidant", 2}}});
}

std::string profile_of(const Questionnaire& of, const Answers& answers) {
  const Scores scores = Scorer(of).score(answers);
  return scores.profile == kNoProfile ? "none" : of.profile_names()[static_cast<std::size_t>(scores.profile)];
}

}  // namespace

TEST_CASE("a mean is the sum of the keyed answers divided by how many there are") {
  const Questionnaire of = questionnaire(1, 7, 3, {mean_of({{0, false}, {1, false}, {2, false}}, 3)});
  CHECK(Scorer(of).score(Answers{1, 2, 4}).scores[0] == 7 / 3.0);
}

TEST_CASE("a reversed answer is the lowest plus the highest answer minus itself, whatever the range") {
  struct Case {
    int min, max;
    Answer answer;
    double keyed;
  };
  for (const Case& c : {Case{1, 7, 2, 6}, {1, 5, 5, 1}, {0, 4, 1, 3}, {-2, 2, -1, 1}, {0, 100, 30, 70}, {1, 6, 3, 4}}) {
    CAPTURE(c.min);
    CAPTURE(c.max);
    CHECK(Scorer(questionnaire(c.min, c.max, 1, {mean_of({{0, true}}, 1)})).score(Answers{c.answer}).scores[0] ==
          c.keyed);
  }
}

TEST_CASE("zero is an answer like any other where the response scale has it") {
  const Questionnaire of = questionnaire(0, 4, 2, {mean_of({{0, false}, {1, false}}, 2)});
  const Scores scores = Scorer(of).score(Answers{0, 3});
  CHECK(scores.scores[0] == 1.5);
  CHECK(scores.answered[0] == 2);
}

TEST_CASE("a missing answer is left out of the mean and of the count of answers") {
  const Questionnaire of = questionnaire(1, 7, 4, {mean_of({{0, false}, {1, true}, {2, false}, {3, false}}, 2)});
  const Scores scores = Scorer(of).score(Answers{2, kMissing, kMissing, 7});
  CHECK(scores.scores[0] == 4.5);
  CHECK(scores.answered[0] == 2);
}

TEST_CASE("a scale has a score from as many answers as its rule asks, and none from one fewer") {
  const Questionnaire of = questionnaire(1, 7, 3, {mean_of({{0, false}, {1, false}, {2, false}}, 2)});
  CHECK(Scorer(of).score(Answers{3, 6, kMissing}).scores[0] == 4.5);
  const Scores under = Scorer(of).score(Answers{3, kMissing, kMissing});
  CHECK(std::isnan(under.scores[0]));
  CHECK(under.answered[0] == 1);
}

TEST_CASE("no answers give no score even under a rule that asks for none") {
  const Questionnaire of = questionnaire(1, 7, 1, {mean_of({{0, false}}, 0), scale(ScoreMethod::sum, {{0, true}}, 0)});
  const Scores scores = Scorer(of).score(Answers{kMissing});
  CHECK(std::isnan(scores.scores[0]));
  CHECK(std::isnan(scores.scores[1]));
}

TEST_CASE("a sum with missing answers is prorated to all items of the scale") {
  const std::vector<KeyedItem> items{{0, false}, {1, false}, {2, true}, {3, false}};
  const Questionnaire of = questionnaire(1, 7, 4, {scale(ScoreMethod::sum, items, 3)});
  CHECK(Scorer(of).score(Answers{2, 3, 3, 7}).scores[0] == 17);               // 2+3+5+7
  CHECK(Scorer(of).score(Answers{2, 3, 3, kMissing}).scores[0] == 40 / 3.0);  // 10·4/3
  CHECK(std::isnan(Scorer(of).score(Answers{2, 3, kMissing, kMissing}).scores[0]));
}

TEST_CASE("a scale made of scales is its constant plus the weighted parts, in whatever order they are defined") {
  // The first is made of the second, which is made of the third and fourth.
  const Questionnaire of = questionnaire(1, 5, 2,
                                         {combination(1, {{1, 2}}), combination(6, {{2, -0.5}, {3, -0.5}}),
                                          mean_of({{0, false}}, 1), mean_of({{1, false}}, 1)});
  const Scores scores = Scorer(of).score(Answers{2, 5});
  CHECK(scores.scores[1] == 2.5);  // 6 − 1 − 2.5
  CHECK(scores.scores[0] == 6);    // 1 + 2·2.5
}

TEST_CASE("a scale made of scales is empty when one of them is, however small its weight") {
  const Questionnaire of =
      questionnaire(1, 5, 2, {mean_of({{0, false}}, 1), mean_of({{1, false}}, 1), combination(0, {{0, 1}, {1, 0}})});
  CHECK(std::isnan(Scorer(of).score(Answers{3, kMissing}).scores[2]));
}

TEST_CASE("a score exactly at its cut is high, and one step below it low") {
  struct Case {
    Answers answers;
    const char* profile;
  };
  for (const Case& c : {Case{{3, 3}, "secure"},
                        {{4, 3}, "anxious"},
                        {{3, 4}, "avoidant"},
                        {{4, 4}, "ambivalent"},
                        {{1, 1}, "secure"},
                        {{7, 1}, "anxious"},
                        {{1, 7}, "avoidant"},
                        {{7, 7}, "ambivalent"}}) {
    CAPTURE(c.answers[0]);
    CAPTURE(c.answers[1]);
    CHECK(profile_of(quarters(), c.answers) == c.profile);
  }
}

TEST_CASE("a mean a fraction below its cut is low") {
  const Questionnaire ecr = shipped("ecr");
  // Anxiety: seventeen 4s and a 3 on forward items = 71/18, avoidance (items with odd numbers) at 4.
  Answers answers(36, 4);
  answers[1] = 3;
  CHECK(profile_of(ecr, answers) == "avoidant");
  answers[1] = 4;
  CHECK(profile_of(ecr, answers) == "ambivalent");
}

TEST_CASE("a scale made of two means is high exactly at its cut, whichever answers make it up") {
  // As in the AAS-R: 6 − (close + depend)/2, six items each. Sums that add up to 36 give 3 exactly.
  std::vector<KeyedItem> close, depend;
  for (std::size_t i = 0; i < 6; ++i) close.push_back({i, false}), depend.push_back({6 + i, false});
  const Questionnaire of = questionnaire(
      1, 5, 13,
      {mean_of(close, 5), mean_of(depend, 5), mean_of({{12, false}}, 1), combination(6, {{0, -0.5}, {1, -0.5}})},
      QuadrantRule{.x = 2, .y = 3, .x_cut = 3, .y_cut = 3});
  const auto answers_with = [](int close_sum, int depend_sum) {
    Answers answers(13, 1);
    for (std::size_t i = 0; i < 12; ++i) {
      int& left = i < 6 ? close_sum : depend_sum;
      const int others = 5 - static_cast<int>(i % 6);
      answers[i] = static_cast<Answer>(std::min(left - others, 5));
      left -= answers[i];
    }
    return answers;
  };
  for (int sum = 6; sum <= 30; ++sum) {
    CAPTURE(sum);
    CHECK(profile_of(of, answers_with(sum, 36 - sum)) == "avoidant");
    CHECK(Scorer(of).score(answers_with(sum, 36 - sum)).scores[3] == 3);
    if (sum < 30) CHECK(profile_of(of, answers_with(sum + 1, 36 - sum)) == "secure");
  }
}

TEST_CASE("a score that misses its cut by the last digit is high, alone and in a block") {
  // 3 · 0.3 = 0.9, and 2 · 0.1 + 4 · 0.7 + 1 · 0.2 = 3.2; in binary both come out a little lower.
  Scale multiplied = mean_of({{0, false}}, 1);
  multiplied.transform.multiply = 0.3;
  const Scale weighted =
      mean_of({{.item = 0, .weight = 0.1}, {.item = 1, .weight = 0.7}, {.item = 2, .weight = 0.2}}, 3);
  const struct {
    Scale scale;
    double cut;
    Answers answers;
  } cases[] = {{multiplied, 0.9, {3, 1, 1, 1}}, {weighted, 3.2, {2, 4, 1, 1}}};
  for (const auto& [one, cut, answers] : cases) {
    const double shown = cut;
    CAPTURE(shown);
    const Scorer scorer(questionnaire(1, 5, 4, {one, mean_of({{3, false}}, 1)},
                                      QuadrantRule{.x = 0, .y = 1, .x_cut = cut, .y_cut = 4}));
    REQUIRE(scorer.score(answers).scores[0] < cut);
    CHECK(scorer.score(answers).profile == 1);
    ScoreBlock out;
    scorer.score(AnswerBlock{.rows = 1, .items = 4, .answers = answers}, out);
    CHECK(out.profiles[0] == 1);
  }
}

TEST_CASE("who lacks one of the two dimensions has no profile") {
  CHECK(profile_of(quarters(), {kMissing, 1}) == "none");
  CHECK(profile_of(quarters(), {1, kMissing}) == "none");
  CHECK(profile_of(quarters(), {kMissing, kMissing}) == "none");
}

TEST_CASE("the highest prototype gives the profile") {
  CHECK(profile_of(prototypes(), {7, 6, 1}) == "secure");
  CHECK(profile_of(prototypes(), {5, 6, 1}) == "anxious");
  CHECK(profile_of(prototypes(), {1, 1, 2}) == "avoidant");
}

TEST_CASE("a tie for the highest prototype gives no profile, one below it does not matter") {
  for (const Answers& tied : {Answers{6, 6, 1}, {6, 1, 6}, {1, 6, 6}, {1, 1, 1}, {7, 7, 7}}) {
    CHECK(profile_of(prototypes(), tied) == "none");
    CHECK(Scorer(prototypes()).score(tied).tied);
  }
  for (const Answers& clear : {Answers{2, 2, 5}, {5, 2, 2}, {2, 5, 2}}) {
    CHECK(profile_of(prototypes(), clear) != "none");
    CHECK_FALSE(Scorer(prototypes()).score(clear).tied);
  }
}

TEST_CASE("a missing prototype gives no profile, and that is no tie") {
  for (const Answers& answers : {Answers{kMissing, 6, 6}, {6, kMissing, 6}, {6, 6, kMissing}, {7, 1, kMissing}}) {
    const Scores scores = Scorer(prototypes()).score(answers);
    CHECK(scores.profile == kNoProfile);
    CHECK_FALSE(scores.tied);
  }
}

TEST_CASE("prototypes of four and of five items tie where their means are equal") {
  // RSQ: secure (3 −9 10 15 −28) and fearful (1 5 12 24) both 4, the others 2 and below.
  Answers answers(30, 2);
  for (const std::size_t number : std::initializer_list<std::size_t>{3, 10, 15, 1, 5, 12, 24}) answers[number - 1] = 4;
  answers[5] = 4;  // item 6 reversed in preoccupied
  CHECK(profile_of(shipped("rsq"), answers) == "none");
  answers[2] = 5;
  CHECK(profile_of(shipped("rsq"), answers) == "secure");
}

TEST_CASE("prototypes whose scores differ by the last digit tie, whichever comes first") {
  // 3 · 0.3 = 1 · 0.9
  Scale three = mean_of({{0, false}}, 1), one = mean_of({{1, false}}, 1);
  three.transform.multiply = 0.3;
  one.transform.multiply = 0.9;
  const HighestRule rule{{{"secure", 0}, {"anxious", 1}}};
  for (const auto& scales : {std::vector{three, one}, std::vector{one, three}}) {
    const Scores scores = Scorer(questionnaire(1, 5, 2, scales, rule)).score(Answers{3, 1});
    REQUIRE(scores.scores[0] != scores.scores[1]);
    CHECK(scores.tied);
    CHECK(scores.profile == kNoProfile);
  }
}

TEST_CASE("a questionnaire without a profile rule gives no profile") {
  CHECK(profile_of(questionnaire(1, 7, 1, {mean_of({{0, false}}, 1)}), {1}) == "none");
}

TEST_CASE("an item in two scales with opposite signs counts in each in its own direction") {
  const Questionnaire of =
      questionnaire(1, 5, 2, {mean_of({{0, true}, {1, false}}, 2), mean_of({{0, false}, {1, false}}, 2)});
  const Scores scores = Scorer(of).score(Answers{1, 2});
  CHECK(scores.scores[0] == 3.5);
  CHECK(scores.scores[1] == 1.5);
}

TEST_CASE("item 6 of the RSQ raises dismissing and lowers preoccupied") {
  const Questionnaire rsq = shipped("rsq");
  Answers answers(30, 3);
  answers[5] = 5;
  const Scores scores = Scorer(rsq).score(answers);
  REQUIRE(rsq.scales[2].id == "preoccupied");
  REQUIRE(rsq.scales[3].id == "dismissing");
  CHECK(scores.scores[2] == 10 / 4.0);  // 1+3+3+3
  CHECK(scores.scores[3] == 17 / 5.0);  // 3+5+3+3+3
}

TEST_CASE("shipped questionnaires give the scores worked out by hand for answers that are all alike") {
  // A scale of n items, r of them reversed, gives ((n−r)·answer + r·(min+max−answer)) / n.
  struct Expected {
    std::string id;
    Answer answer;
    std::vector<std::pair<std::string, double>> scores;
    std::string profile;
  };
  const std::vector<Expected> table{
      {"ecr", 1, {{"anxiety", 24 / 18.0}, {"avoidance", 4}}, "avoidant"},
      {"ecr", 4, {{"anxiety", 4}, {"avoidance", 4}}, "ambivalent"},
      {"ecr", 7, {{"anxiety", 120 / 18.0}, {"avoidance", 4}}, "ambivalent"},
      {"ecr-5pt", 1, {{"anxiety", 22 / 18.0}, {"avoidance", 3}}, "avoidant"},
      {"ecr-5pt", 3, {{"anxiety", 3}, {"avoidance", 3}}, "ambivalent"},
      {"ecr-5pt", 5, {{"anxiety", 86 / 18.0}, {"avoidance", 3}}, "ambivalent"},
      {"ecr-r", 1, {{"anxiety", 30 / 18.0}, {"avoidance", 5}}, "avoidant"},
      {"ecr-r", 4, {{"anxiety", 4}, {"avoidance", 4}}, "ambivalent"},
      {"ecr-r", 7, {{"anxiety", 114 / 18.0}, {"avoidance", 3}}, "anxious"},
      {"ecr-s", 1, {{"anxiety", 12}, {"avoidance", 24}}, "avoidant"},
      {"ecr-s", 4, {{"anxiety", 24}, {"avoidance", 24}}, "ambivalent"},
      {"ecr-s", 7, {{"anxiety", 36}, {"avoidance", 24}}, "ambivalent"},
      {"ecr-12", 1, {{"anxiety", 1}, {"avoidance", 6}}, "avoidant"},
      {"ecr-12", 4, {{"anxiety", 4}, {"avoidance", 4}}, "ambivalent"},
      {"ecr-12", 7, {{"anxiety", 7}, {"avoidance", 2}}, "anxious"},
      {"ecr-rs", 1, {{"anxiety", 1}, {"avoidance", 5}}, "avoidant"},
      {"ecr-rs", 4, {{"anxiety", 4}, {"avoidance", 4}}, "ambivalent"},
      {"ecr-rs", 7, {{"anxiety", 7}, {"avoidance", 3}}, "anxious"},
      {"aas-r", 1, {{"close", 3}, {"depend", 22 / 6.0}, {"anxiety", 1}, {"avoidance", 8 / 3.0}}, "secure"},
      {"aas-r", 3, {{"close", 3}, {"depend", 3}, {"anxiety", 3}, {"avoidance", 3}}, "ambivalent"},
      {"aas-r", 5, {{"close", 3}, {"depend", 14 / 6.0}, {"anxiety", 5}, {"avoidance", 10 / 3.0}}, "ambivalent"},
      {"rsq", 1, {{"secure", 2.6}, {"fearful", 1}, {"preoccupied", 2}, {"dismissing", 1}}, "secure"},
      {"rsq", 3, {{"secure", 3}, {"fearful", 3}, {"preoccupied", 3}, {"dismissing", 3}}, "none"},
      {"rsq", 5, {{"secure", 3.4}, {"fearful", 5}, {"preoccupied", 4}, {"dismissing", 5}}, "none"},
      {"rq", 1, {{"secure", 1}, {"fearful", 1}, {"model_of_self", 0}, {"model_of_other", 0}}, "none"},
      {"rq", 4, {{"preoccupied", 4}, {"dismissing", 4}, {"model_of_self", 0}, {"model_of_other", 0}}, "none"},
      {"rq", 7, {{"secure", 7}, {"dismissing", 7}, {"model_of_self", 0}, {"model_of_other", 0}}, "none"},
      {"attune-24", 1, {{"anxiety", 4}, {"avoidance", 4}}, "ambivalent"},
      {"attune-24", 4, {{"anxiety", 4}, {"avoidance", 4}}, "ambivalent"},
      {"attune-24", 7, {{"anxiety", 4}, {"avoidance", 4}}, "ambivalent"},
      {"support-12", 1, {{"emotional", 7 / 3.0}, {"belonging", 7 / 3.0}, {"support", 28 / 12.0}}, "none"},
      {"support-12", 3, {{"tangible", 3}, {"informational", 3}, {"support", 3}}, "none"},
      {"support-12", 5, {{"emotional", 11 / 3.0}, {"belonging", 11 / 3.0}, {"support", 44 / 12.0}}, "none"},
  };
  for (const Expected& expected : table) {
    CAPTURE(expected.id);
    CAPTURE(expected.answer);
    const Questionnaire of = shipped(expected.id);
    const Answers answers(of.items.size(), expected.answer);
    const Scores scores = Scorer(of).score(answers);
    for (const auto& [id, score] : expected.scores) {
      const auto id_shown = id;
      CAPTURE(id_shown);
      std::size_t found = of.scales.size();
      for (std::size_t s = 0; s < of.scales.size(); ++s) {
        if (of.scales[s].id == id) found = s;
      }
      REQUIRE(found < of.scales.size());
      CHECK(std::fabs(scores.scores[found] - score) < 1e-15 * 8);
      if (of.scales[found].has_key()) CHECK(scores.answered[found] == of.scales[found].items.size());
    }
    CHECK(profile_of(of, answers) == expected.profile);
  }
}

TEST_CASE("the RQ's models of self and other are as worked out by hand") {
  const Questionnaire rq = shipped("rq");
  const Scores scores = Scorer(rq).score(Answers{6, 2, 3, 1});
  REQUIRE(rq.scales[4].id == "model_of_self");
  REQUIRE(rq.scales[5].id == "model_of_other");
  CHECK(scores.scores[4] == 2);  // (6+1) − (3+2)
  CHECK(scores.scores[5] == 6);  // (6+3) − (1+2)
  CHECK(profile_of(rq, {6, 2, 3, 1}) == "secure");
}

TEST_CASE("a block gives for each row what the row alone gives") {
  const Questionnaire rsq = shipped("rsq");
  const Scorer scorer(rsq);
  AnswerBlock block{.rows = 5, .items = 30, .answers = {}};
  for (std::size_t i = 0; i < 5 * 30; ++i)
    block.answers.push_back(i % 11 == 3 ? kMissing : static_cast<Answer>(1 + (i * i + i / 7) % 5));
  for (std::size_t i = 0; i < 30; ++i) block.answers[30 + i] = kMissing;
  for (std::size_t i = 0; i < 30; ++i) block.answers[60 + i] = 3;
  ScoreBlock together;
  scorer.score(block, together);
  REQUIRE(together.rows == 5);
  std::size_t ties = 0;
  for (std::size_t row = 0; row < 5; ++row) {
    const Scores alone = scorer.score(block.row(row));
    for (std::size_t s = 0; s < rsq.scales.size(); ++s) {
      CHECK((together.scores[s][row] == alone.scores[s] ||
             (std::isnan(together.scores[s][row]) && std::isnan(alone.scores[s]))));
      CHECK(together.answered[s][row] == alone.answered[s]);
    }
    CHECK(together.profiles[row] == alone.profile);
    ties += alone.tied;
  }
  CHECK(together.tied == ties);
  CHECK(ties >= 1);
}

TEST_CASE("nothing of a longer block is left in the results of a shorter one") {
  const Scorer scorer(prototypes());
  ScoreBlock out;
  scorer.score(AnswerBlock{.rows = 3, .items = 3, .answers = {6, 6, 1, 6, 6, 1, 1, 2, 3}}, out);
  CHECK(out.tied == 2);
  scorer.score(AnswerBlock{.rows = 1, .items = 3, .answers = {kMissing, kMissing, kMissing}}, out);
  CHECK(out.rows == 1);
  CHECK(out.tied == 0);
  CHECK(out.scores[0].size() == 1);
  CHECK(std::isnan(out.scores[0][0]));
  CHECK(out.profiles == std::vector<std::int8_t>{kNoProfile});
  scorer.score(AnswerBlock{.rows = 0, .items = 3, .answers = {}}, out);
  CHECK(out.rows == 0);
  CHECK(out.profiles.empty());
}

TEST_CASE("an item is reversed by its own range") {
  Questionnaire q = questionnaire(1, 5, 2, {mean_of({{0, true}, {1, true}}, 1)});
  q.items[1].response = ResponseScale{.min = 0, .max = 10};
  // (6 − 2 + 10 − 3) / 2
  CHECK(Scorer(q).score(Answers{2, 3}).scores[0] == 5.5);
}

TEST_CASE("a sum that is not prorated is of what was answered, and its error too") {
  Scale sum = scale(ScoreMethod::sum, {{0, false}, {1, false}, {2, false}}, 1);
  sum.prorated = false;
  const Scores scores = Scorer(questionnaire(0, 3, 3, {sum})).score(Answers{1, 3, kMissing});
  CHECK(scores.scores[0] == 4);
  // Two answers with SD √2: 2 · √2 / √2.
  CHECK(scores.standard_errors[0] == doctest::Approx(2).epsilon(1e-15));
}

TEST_CASE("a transform multiplies a score and its error, and adds to the score") {
  Scale mean = mean_of({{0, false}, {1, false}}, 1);
  mean.transform = {.multiply = -25, .add = 100};
  const Scores scores = Scorer(questionnaire(0, 4, 2, {mean})).score(Answers{1, 3});
  // 100 − 25 · 2; 25 · √2 / √2.
  CHECK(scores.scores[0] == 50);
  CHECK(scores.standard_errors[0] == doctest::Approx(25).epsilon(1e-15));
}

TEST_CASE("a weighted mean divides by the weights of what was answered, a prorated sum stands for all") {
  std::vector<KeyedItem> key{{.item = 0, .weight = 3}, {.item = 1}};
  const Scorer scorer(questionnaire(0, 4, 2, {mean_of(key, 1), scale(ScoreMethod::sum, key, 1)}));
  // (3 · 4 + 2) / 4; 3 · 4 + 2. With the first alone: 4; 12 · 4 / 3.
  CHECK(scorer.score(Answers{4, 2}).scores == std::vector<double>{3.5, 14});
  CHECK(scorer.score(Answers{4, kMissing}).scores == std::vector<double>{4, 16});
  CHECK(std::isnan(scorer.score(Answers{4, 2}).standard_errors[0]));
}

TEST_CASE("values count in place of answers, and the error is that of values") {
  std::vector<KeyedItem> key{{.item = 0, .values = {{0, 0}, {1, 0}, {2, 10}}},
                             {.item = 1, .values = {{0, 0}, {1, 5}, {2, 10}}}};
  const Scores scores = Scorer(questionnaire(0, 2, 2, {mean_of(key, 1)})).score(Answers{2, 0});
  CHECK(scores.scores[0] == 5);
  // The SD of 10 and 0 is √50; over √2.
  CHECK(scores.standard_errors[0] == doctest::Approx(5).epsilon(1e-15));
}

TEST_CASE("a scale of scales may do with some of them") {
  Scale made = combination(0, {{0, 1}, {1, -2}});
  made.min_answered = 1;
  made.prorated = false;
  Scale mean = made;
  mean.method = ScoreMethod::mean;
  Scale mixed = mean_of({{2, false}}, 2);
  mixed.terms = {{.scale = 0, .weight = 1}};
  const Scorer scorer(questionnaire(1, 7, 3, {mean_of({{0, false}}, 1), mean_of({{1, false}}, 1), made, mean, mixed}));
  // 4 − 2 · 3; that over 3; (6 + 4) / 2.
  const auto all = scorer.score(Answers{4, 3, 6}).scores;
  CHECK(all[2] == -2);
  CHECK(all[3] == doctest::Approx(-2.0 / 3).epsilon(1e-15));
  CHECK(all[4] == 5);
  const auto one = scorer.score(Answers{4, kMissing, kMissing}).scores;
  CHECK(one[2] == 4);
  CHECK(one[3] == 4);
  CHECK(std::isnan(one[4]));
}

TEST_CASE("a block gives to the last bit what each row alone gives, whatever the scales are made of") {
  Scale weighted = mean_of({{.item = 0, .weight = 0.1}, {.item = 1, .reversed = true, .weight = 0.7}}, 1);
  Scale mapped = scale(ScoreMethod::sum, {{.item = 1, .values = {{1, 3}, {2, 1}, {3, 0}}}, {.item = 2}}, 1);
  Scale stretched = mean_of({{0, true}, {1, false}, {2, false}}, 2);
  stretched.transform = {.multiply = 100.0 / 7, .add = -14.1};
  Questionnaire q = questionnaire(1, 3, 3, {weighted, mapped, stretched, combination(1, {{0, 0.3}, {2, -1}})});
  const Scorer scorer(q);
  AnswerBlock block{.rows = 0, .items = 3, .answers = {}};
  for (const Answer a : {kMissing, Answer{1}, Answer{2}, Answer{3}}) {
    for (const Answer b : {kMissing, Answer{1}, Answer{2}, Answer{3}}) {
      for (const Answer c : {kMissing, Answer{1}, Answer{2}, Answer{3}}) {
        block.answers.insert(block.answers.end(), {a, b, c});
        ++block.rows;
      }
    }
  }
  const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  for (const std::size_t scales : {std::size_t{3}, std::size_t{4}}) {
    q.scales = {stretched, stretched, stretched};  // by columns
    const Scorer of_block = scales == 3 ? Scorer(q) : scorer;
    ScoreBlock together;
    of_block.score(block, together);
    for (std::size_t row = 0; row < block.rows; ++row) {
      const Scores alone = of_block.score(block.row(row));
      for (std::size_t s = 0; s < scales; ++s) {
        CHECK(same(together.scores[s][row], alone.scores[s]));
        CHECK(same(together.standard_errors[s][row], alone.standard_errors[s]));
      }
    }
  }
}

}  // namespace attune
