#include "exchange/export_osd.h"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "exchange/osd_file.h"

namespace attune {

using testing::error_of;
using testing::holds;
using testing::shipped;
using testing::tells;

namespace {

using Json = nlohmann::json;

Questionnaire exported_and_imported(const Questionnaire& questionnaire) {
  return testing::imported_osd(export_osd(questionnaire, {}).text).questionnaire;
}

// Answers to all items, of which about one in eight is missing.
std::vector<Answer> random_answers(const Questionnaire& questionnaire, std::mt19937& random) {
  std::vector<Answer> answers;
  for (std::size_t item = 0; item < questionnaire.items.size(); ++item) {
    const auto all = questionnaire.response_of(item).answers();
    answers.push_back(random() % 8 == 0 ? kMissing : static_cast<Answer>(all[random() % all.size()]));
  }
  return answers;
}

void check_same_scores(const Questionnaire& before, const Questionnaire& after) {
  REQUIRE(after.items.size() == before.items.size());
  const Scorer ours(before), theirs(after);
  std::mt19937 random(7);
  for (int row = 0; row < 200; ++row) {
    const auto answers = random_answers(before, random);
    const Scores expected = ours.score(answers), found = theirs.score(answers);
    for (std::size_t s = 0; s < before.scales.size(); ++s) {
      std::size_t there = 0;
      while (after.scales.at(there).id != before.scales[s].id) ++there;
      const double score = expected.scores[s], other = found.scores[there];
      CAPTURE(before.scales[s].id);
      CHECK((std::isnan(score) ? std::isnan(other) : std::abs(score - other) < 1e-12));
    }
  }
}

// Two items and one scale of them, to be varied.
Questionnaire small() {
  Questionnaire made;
  made.id = "small";
  made.title = "Small";
  made.response = {.min = 0, .max = 3, .labels = {{0, "never"}}};
  made.items = {{.id = "q1", .text = "One", .note = {}}, {.id = "q2", .text = "Two", .note = {}}};
  made.scales = {{.id = "s", .items = {{.item = 0}, {.item = 1, .reversed = true}}, .min_answered = 1}};
  return made;
}

}  // namespace

TEST_CASE("every shipped questionnaire that goes out and comes in scores the same") {
  for (const std::string& id : testing::shipped_catalogue().ids()) {
    CAPTURE(id);
    const Questionnaire before = shipped(id);
    const Questionnaire after = exported_and_imported(before);
    CHECK(after.id == id);
    CHECK(after.title == before.title);
    check_same_scores(before, after);
  }
}

TEST_CASE("all that a scale can be made of goes out and comes in") {
  Questionnaire before = small();
  before.items.push_back({.id = "q3", .text = "Three", .note = {}});
  before.items[1].response =
      ResponseScale{.min = 0, .max = 10, .labels = {{0, "no"}, {10, "yes"}}, .only_labelled = true};
  before.items[2].response = ResponseScale{.min = 1, .max = 7, .labels = {}};
  before.items[2].stem = "How often …";
  before.scales = {
      {.id = "weighted",
       .method = ScoreMethod::mean,
       .items = {{.item = 0, .weight = 2}, {.item = 2, .weight = 0.5}},
       .min_answered = 1},
      {.id = "mapped",
       .method = ScoreMethod::sum,
       .items = {{.item = 0, .reversed = true, .values = {{0, 0}, {1, 0}, {2, 1}, {3, 2.5}}},
                 {.item = 2, .reversed = true}},
       .min_answered = 2,
       .prorated = false,
       .transform = {.multiply = 25, .add = -3}},
      {.id = "prorated",
       .method = ScoreMethod::sum,
       .items = {{.item = 0}, {.item = 1}, {.item = 2}},
       .min_answered = 2,
       .bands = {{.from = {}, .to = 8, .label = "low"}, {.from = 8, .to = {}, .label = "high"}}},
      {.id = "made",
       .method = ScoreMethod::sum,
       .min_answered = 1,
       .terms = {{.scale = 0, .weight = -0.5}, {.scale = 2}},
       .prorated = false},
      {.id = "mixed", .method = ScoreMethod::mean, .items = {{.item = 0}}, .min_answered = 2, .terms = {{.scale = 1}}}};
  const Questionnaire after = exported_and_imported(before);
  check_same_scores(before, after);
  CHECK(after.items[2].stem == "How often …");
  CHECK(after.response_of(1).only_labelled);
  CHECK(after.scales[2].bands[1].label == "high");
}

TEST_CASE("texts in other languages go out and come in") {
  Translation german{.language = "de", .labels = {{0, "nie"}}, .items = {{"q1", {.text = "Eins"}}}};
  Questionnaire before = small();
  before.language = "en";
  const Imported after = testing::imported_osd(export_osd(before, {german}).text);
  REQUIRE(after.translations.size() == 1);
  CHECK(after.translations[0] == german);
}

TEST_CASE("what the format has no place for is told by name") {
  const auto left_out = export_osd(shipped("ecr-5pt"), {}).left_out;
  CHECK(tells(left_out, "Profiles"));
  CHECK(tells(left_out, "Norms"));
  CHECK(tells(left_out, "How many answers a score needs"));
}

TEST_CASE("whom statements are about is a parameter") {
  const Json file = Json::parse(export_osd(shipped("attune-24"), {}).text);
  CHECK(file["definition"]["parameters"]["them"]["default"] == "people close to me");
}

TEST_CASE("a transformed scale of scales in another is refused by name") {
  Questionnaire before = small();
  before.scales.push_back({.id = "a",
                           .method = ScoreMethod::sum,
                           .min_answered = 1,
                           .terms = {{.scale = 0}},
                           .transform = {.multiply = 2, .add = 0}});
  before.scales.push_back({.id = "b", .method = ScoreMethod::sum, .min_answered = 1, .terms = {{.scale = 1}}});
  CHECK(holds(error_of([&] { export_osd(before, {}); }).problem(), "scale a is made of scales, is transformed"));
}

TEST_CASE("a scale that counts in another is not taken for the item of the same id") {
  Questionnaire before = small();
  before.scales.push_back({.id = "q1", .method = ScoreMethod::sum, .items = {{.item = 1}}, .min_answered = 1});
  const CombineTerm once{.scale = before.scales.size() - 1};
  const CombineTerm taken_away{.scale = once.scale, .weight = -1};
  Scale made{.id = "made", .method = ScoreMethod::sum, .min_answered = 1, .terms = {taken_away}, .prorated = false};
  const auto with_made = [&] {
    Questionnaire with = before;
    with.scales.push_back(made);
    return with;
  };
  check_same_scores(with_made(), exported_and_imported(with_made()));

  const auto is_refused = [&] {
    return holds(error_of([&] { export_osd(with_made(), {}); }).problem(),
                 "scale made is made of a scale that has the id");
  };
  made.method = ScoreMethod::mean;
  CHECK(is_refused());
  made.terms = {once};
  made.items = {{.item = 0}};
  CHECK(is_refused());
}

TEST_CASE("items called like the keys of other texts keep their own texts") {
  Questionnaire questionnaire = shipped("ecr-s");
  questionnaire.instructions = "Please think of a partner.";
  questionnaire.stem = "How much do you agree?";
  const char* ids[] = {"instructions", "question_head", "label_1", "question"};
  for (std::size_t i = 0; i < std::size(ids); ++i) {
    questionnaire.items[i].id = ids[i];
    questionnaire.items[i].text = std::string("Text of ") + ids[i];
  }
  questionnaire.items[3].stem = "And this?";
  const Questionnaire after = exported_and_imported(questionnaire);
  CHECK(after.instructions == questionnaire.instructions);
  CHECK(after.response.labels.at(1) == questionnaire.response.labels.at(1));
  for (std::size_t i = 0; i < std::size(ids); ++i) {
    CHECK(after.items[i].id == ids[i]);
    CHECK(after.items[i].text == questionnaire.items[i].text);
  }
  CHECK(after.stem_of(3) == "And this?");
  CHECK(after.stem_of(4) == "How much do you agree?");
}

}  // namespace attune
