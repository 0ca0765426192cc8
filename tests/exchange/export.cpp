#include "exchange/export.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <random>

#include "exchange/import_fhir.h"
#include "exchange/import_limesurvey.h"
#include "exchange/import_redcap.h"
#include "imported.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::loaded;
using testing::shipped;
using testing::shipped_catalogue;

using Importer = std::function<Imported(const std::string&, const ImportRequest&)>;

// A format that goes out and comes in.
struct BothWays {
  std::string format;
  Importer import;
};

const std::vector<BothWays> kBothWays{
    {"redcap", import_redcap}, {"limesurvey", import_limesurvey}, {"fhir", import_fhir}};

Questionnaire there_and_back(const Questionnaire& questionnaire, const BothWays& way) {
  const Exported exported = export_definition(way.format, questionnaire, {});
  return loaded(way.import(exported.text, {.file = way.format, .id = questionnaire.id}));
}

// Respondents of whom some leave answers out, a few nearly all.
AnswerBlock some_respondents(const Questionnaire& questionnaire) {
  AnswerBlock block{.rows = 300, .items = questionnaire.items.size(), .answers = {}};
  std::mt19937 random(7);
  for (std::size_t cell = 0; cell < block.rows * block.items; ++cell) {
    const std::vector<int> all = questionnaire.response_of(cell % block.items).answers();
    block.answers.push_back(random() % 7 == 0 ? kMissing : static_cast<Answer>(all[random() % all.size()]));
  }
  for (std::size_t row = 0; row < 20; ++row) {
    for (std::size_t item = row / 4; item < block.items; ++item) block.answers[row * block.items + item] = kMissing;
  }
  return block;
}

void check_same_scores(const Questionnaire& before, const Questionnaire& after) {
  REQUIRE(after.items.size() == before.items.size());
  REQUIRE(after.scales.size() == before.scales.size());
  const AnswerBlock block = some_respondents(before);
  const Scorer one(before), other(after);
  for (std::size_t row = 0; row < block.rows; ++row) {
    const Scores ours = one.score(block.row(row)), theirs = other.score(block.row(row));
    for (std::size_t s = 0; s < before.scales.size(); ++s) {
      CAPTURE(before.scales[s].id);
      CAPTURE(row);
      const bool same = std::isnan(ours.scores[s]) ? std::isnan(theirs.scores[s])
                                                   : std::abs(ours.scores[s] - theirs.scores[s]) <= 1e-12 * 1000;
      REQUIRE(same);
    }
  }
}

// Two items from 0 to 4 and one of its own, to be varied.
Questionnaire small() {
  Questionnaire made;
  made.id = "small";
  made.title = "Small & short";
  made.instructions = "Please take your time.";
  made.stem = "In the last week";
  made.response = {.min = 0, .max = 4, .labels = {{0, "never, ever"}, {4, "a | b"}}};
  made.items = {
      {.id = "q1", .text = "One <1>", .note = {}},
      {.id = "q2", .text = "Two {2}", .note = {}},
      {.id = "q3", .text = "Three", .note = {}, .stem = "Today", .response = ResponseScale{.min = 0, .max = 50}}};
  made.scales = {{.id = "all",
                  .title = "All",
                  .items = {{.item = 0}, {.item = 1, .reversed = true}, {.item = 2}},
                  .min_answered = 2}};
  return made;
}

}  // namespace

TEST_CASE("each shipped questionnaire scores the same after the way to another program and back") {
  for (const BothWays& way : kBothWays) {
    for (const std::string& id : shipped_catalogue().ids()) {
      CAPTURE(way.format);
      CAPTURE(id);
      check_same_scores(shipped(id), there_and_back(shipped(id), way));
    }
  }
}

TEST_CASE("so does each rule that a scale can have") {
  const std::vector<std::function<void(Scale&)>> rules{
      [](Scale& scale) { scale.min_answered = 3; },
      [](Scale& scale) { scale.method = ScoreMethod::sum; },
      [](Scale& scale) {
        scale = {.id = "s", .method = ScoreMethod::sum, .items = scale.items, .min_answered = 1, .prorated = false};
      },
      [](Scale& scale) { scale.transform = {.multiply = -2.5, .add = 10}; },
      [](Scale& scale) {
        scale.method = ScoreMethod::sum;
        scale.prorated = false;
        scale.items[0].weight = 0.5;
        scale.items[1].weight = 3;
      },
      [](Scale& scale) {
        scale.min_answered = 3;
        scale.items[2].weight = 2;
      },
      [](Scale& scale) {
        scale.method = ScoreMethod::sum;
        scale.prorated = false;
        scale.items[0].values = {{0, 10}, {1, 12}, {2, 14}, {3, 16}, {4, 18}};
      },
  };
  for (const BothWays& way : kBothWays) {
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      CAPTURE(way.format);
      CAPTURE(rule);
      Questionnaire questionnaire = small();
      rules[rule](questionnaire.scales[0]);
      check_same_scores(questionnaire, there_and_back(questionnaire, way));
    }
  }
}

TEST_CASE("texts come back as they were") {
  for (const BothWays& way : kBothWays) {
    CAPTURE(way.format);
    const Questionnaire after = there_and_back(small(), way);
    CHECK(after.items[0].text == "One <1>");
    CHECK(after.items[1].text == "Two {2}");
    CHECK(after.instructions == "Please take your time.");
    CHECK(after.stem_of(0) == "In the last week");
    CHECK(after.stem_of(2) == "Today");
    CHECK(after.response_of(0).labels.at(0) == "never, ever");
    CHECK(after.response_of(2).max == 50);
    CHECK(after.scales[0].title == "All");
  }
}

TEST_CASE("whom a statement is about is said in general words") {
  Questionnaire questionnaire = small();
  questionnaire.items[0].text = "I hear {their} voice and see {them}, {them}.";
  for (const BothWays& way : kBothWays) {
    CAPTURE(way.format);
    CHECK(there_and_back(questionnaire, way).items[0].text ==
          "I hear close people's voice and see people close to me, people close to me.");
  }
}

TEST_CASE("translations go along and come back") {
  const Translation german{.language = "de",
                           .title = "Kurz",
                           .instructions = "In Ruhe.",
                           .stem = "In der letzten Woche",
                           .labels = {{0, "nie"}, {4, "immer"}},
                           .items = {{"q1", {.text = "Eins"}}},
                           .scales = {{"all", {.title = "Alle"}}}};
  for (const BothWays& way : kBothWays) {
    CAPTURE(way.format);
    const Exported exported = export_definition(way.format, small(), {german});
    const Imported made = way.import(exported.text, {.file = way.format});
    if (way.format == "redcap") {
      CHECK(testing::tells(exported.left_out, "The texts in de."));
      continue;
    }
    REQUIRE(made.translations.size() == 1);
    const Translation& texts = made.translations[0];
    CHECK(texts.title == "Kurz");
    CHECK(texts.instructions == "In Ruhe.");
    CHECK(texts.labels.at(4) == "immer");
    CHECK(texts.items.at("q1").text == "Eins");
    // That of one item, or of all that have none of their own.
    const std::string& stem = texts.items.at("q1").stem;
    CHECK((stem.empty() ? texts.stem : stem) == "In der letzten Woche");
    CHECK(texts.scales.at("all").title == "Alle");
  }
}

TEST_CASE("items and scales of one name are told apart") {
  for (const BothWays& way : kBothWays) {
    CAPTURE(way.format);
    Questionnaire questionnaire = small();
    questionnaire.scales[0].id = "q1";
    check_same_scores(questionnaire, there_and_back(questionnaire, way));
  }
}

TEST_CASE("what a format cannot say is told by name") {
  Questionnaire questionnaire = small();
  questionnaire.scales[0].bands = {{.from = 0, .to = 1, .label = "low"}};
  questionnaire.scales.push_back(
      {.id = "other", .items = {{.item = 0, .values = {{0, 0}, {1, 1}, {2, 0}, {3, 0}, {4, 0}}}}});
  questionnaire.scales.push_back({.id = "more", .method = ScoreMethod::sum, .terms = {{.scale = 1}}});
  for (const char* format : {"redcap", "limesurvey", "fhir"}) {
    CAPTURE(format);
    const Exported exported = export_definition(format, questionnaire, {});
    CHECK(testing::tells(exported.left_out, "Scale other: its answers count values"));
    CHECK(testing::tells(exported.left_out, "Scale more: it is made of a scale that is left out"));
    CHECK(testing::tells(exported.left_out, "bands of all"));
  }
  CHECK(testing::tells(export_definition("fhir", shipped("ecr-5pt"), {}).left_out, "profiles, norms"));
}

TEST_CASE("a weighted mean of which parts may be missing is refused where nothing else is left") {
  Questionnaire questionnaire = small();
  questionnaire.scales[0].items[0].weight = 2;
  for (const char* format : {"redcap", "limesurvey", "fhir", "psych"}) {
    CAPTURE(format);
    CHECK(holds(error_of([&] { export_definition(format, questionnaire, {}); }).problem(), "none of its scales"));
  }
}

TEST_CASE("a format that there is not is refused with those that there are") {
  const Error error = error_of([] { export_definition("word", small(), {}); });
  CHECK(error.code() == ExitCode::usage);
  CHECK(holds(error.remedy(), "redcap, limesurvey, fhir"));
}

}  // namespace attune
