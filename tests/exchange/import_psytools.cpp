#include "exchange/import_psytools.h"

#include <doctest/doctest.h>

#include <cmath>

#include "imported.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::items_of;
using testing::loaded;
using testing::scales_of;
using testing::score_of;
using testing::tells;

// Three questions from 0 to 2, of which the second is reversed, with this scoring.
std::string assessment(const std::string& scoring, const std::string& more = {}) {
  return R"({ "id": "clinic/sleep-check", "version": "1.2.0", "defaultLocale": "en",
    "title": { "en": "Sleep check", "tr": "Uyku" }, "instructions": { "en": "Over the last week" },
    "options": [ { "value": 0, "label": { "en": "Never", "tr": "Hiç" } }, { "value": 1, "label": { "en": "Sometimes" } },
                 { "value": 2, "label": { "en": "Often" } } ],
    "questions": [ { "id": "s-1", "text": { "en": "One", "tr": "Bir" } },
                   { "id": "s-2", "text": { "en": "Two" }, "reverseScored": true },
                   { "id": "s-3", "text": { "en": "Three" } } ])" +
         (scoring.empty() ? "" : ", \"scoring\": " + scoring) + more + "}";
}

Imported imported(const std::string& json, const ImportRequest& request = {.file = "a.json"}) {
  return import_psytools(json, request);
}

}  // namespace

TEST_CASE("questions, options and texts come along") {
  const Imported made = imported(assessment(R"({ "kind": "sum" })",
                                            R"(, "categories": ["sleep", "calm"], "meta": { "reference": "Doe (2020).",
                                            "license": "free", "timeframe": "a week" })"));
  const Questionnaire& q = made.questionnaire;
  CHECK(q.id == "clinic-sleep-check");
  CHECK(q.title == "Sleep check");
  CHECK(q.version == "1.2.0");
  CHECK(q.instructions == "Over the last week");
  CHECK(q.language == "en");
  CHECK(q.construct == "sleep and calm");
  CHECK(q.sources.at(0).second.at(0) == "Doe (2020).");
  CHECK(q.rights.wording == "free");
  CHECK(items_of(made) == std::vector<std::string>{"s-1", "s-2", "s-3"});
  CHECK(q.response.labels.at(1) == "Sometimes");
  CHECK(tells(made.left_out, "meta.timeframe"));
}

TEST_CASE("a sum is of all questions, some reversed, times its multiplier") {
  const Imported made = imported(assessment(R"({ "kind": "sum", "multiplier": 4 })"));
  CHECK(scales_of(made) == std::vector<std::string>{"total"});
  CHECK(score_of(made, "total", {1, 0, 2}) == 20);         // (1 + 2 + 2) · 4
  CHECK(score_of(made, "total", {1, kMissing, 2}) == 12);  // what is missing adds nothing
}

TEST_CASE("the rule for missing answers is the file's") {
  const Imported prorated =
      imported(assessment(R"({ "kind": "sum", "missing": { "strategy": "prorate", "minAnswered": 2 } })"));
  CHECK(score_of(prorated, "total", {1, kMissing, 2}) == 4.5);  // 3 · 3 / 2
  CHECK(std::isnan(score_of(prorated, "total", {1, kMissing, kMissing})));
  CHECK(tells(prorated.notes, "rounds"));
  const Imported complete = imported(assessment(R"({ "kind": "sum", "missing": { "strategy": "require-complete" } })"));
  CHECK(std::isnan(score_of(complete, "total", {1, kMissing, 2})));
}

TEST_CASE("subscales have their questions, multipliers and bands") {
  const Imported made = imported(assessment(R"({ "kind": "subscales", "subscales": [
    { "id": "calm", "label": { "en": "Calm" }, "questionIds": ["s-2", "s-3"], "multiplier": 2,
      "bands": [ { "id": "hi", "min": 4, "max": 8, "label": { "en": "high" } },
                 { "id": "lo", "min": 0, "max": 3, "label": { "en": "low" } } ] },
    { "id": "one", "label": { "en": "One" }, "questionIds": ["s-1"] } ] })"));
  CHECK(scales_of(made) == std::vector<std::string>{"calm", "one"});
  CHECK(score_of(made, "calm", {0, 1, 2}) == 6);
  CHECK(made.questionnaire.scales[0].bands ==
        std::vector<Band>{{.from = 0, .to = 3, .label = "low"}, {.from = 4, .to = 8, .label = "high"}});
  CHECK(loaded(made).unscored.empty());
}

TEST_CASE("a count is of the answers that reach a value, once reversed") {
  const Imported made = imported(assessment(
      R"({ "kind": "count", "items": [ { "questionId": "s-1", "minValue": 1 }, { "questionId": "s-2", "minValue": 2 } ] })"));
  CHECK(score_of(made, "total", {1, 0, 0}) == 2);
  CHECK(score_of(made, "total", {0, 1, 2}) == 0);
}

TEST_CASE("options with gaps allow no answer between, and fractions are numbered") {
  const std::string json = R"({ "id": "x", "title": { "en": "X" }, "defaultLocale": "en",
    "options": [ { "value": 0, "label": { "en": "a" } }, { "value": 2, "label": { "en": "b" } } ],
    "questions": [ { "id": "a", "text": { "en": "A" } },
      { "id": "b", "text": { "en": "B" }, "reverseScored": true, "options": [ { "value": 0.5, "label": { "en": "c" } },
        { "value": 2, "label": { "en": "d" } } ] } ], "scoring": { "kind": "sum" } })";
  const Imported made = imported(json);
  CHECK(made.questionnaire.response_of(0).answers() == std::vector<int>{0, 2});
  CHECK(score_of(made, "total", {2, 1}) == 4);    // 2 + (0.5 + 2 − 0.5)
  CHECK(score_of(made, "total", {2, 2}) == 2.5);  // 2 + (0.5 + 2 − 2)
  CHECK(tells(made.notes, "numbered from 1"));
}

TEST_CASE("other languages are translations") {
  const Imported made = imported(assessment(R"({ "kind": "sum" })"));
  REQUIRE(made.translations.size() == 1);
  CHECK(made.translations[0].language == "tr");
  CHECK(made.translations[0].items.at("s-1").text == "Bir");
  CHECK(made.translations[0].labels.at(0) == "Hiç");
  CHECK(imported(assessment(""), {.file = "f", .language = "tr"}).questionnaire.title == "Uyku");
  CHECK(error_of([] { imported(assessment(""), {.file = "f", .language = "fr"}); }).code() == ExitCode::usage);
}

TEST_CASE("flags are left out by name, and a file without scoring says so") {
  const Imported made = imported(assessment(R"({ "kind": "sum", "flags": [ { "id": "risk", "questionId": "s-3",
    "minValue": 1, "label": { "en": "Risk" } } ] })"));
  CHECK(tells(made.left_out, "the flags risk."));
  CHECK(tells(imported(assessment("")).notes, "no scales"));
}

TEST_CASE("what is no sound assessment is refused with what is wrong") {
  const auto problem = [](const std::string& json) { return error_of([&] { imported(json); }).problem(); };
  CHECK(holds(problem("[]"), "no assessment"));
  CHECK(holds(problem("{"), "JSON"));
  CHECK(holds(problem(assessment(R"({ "kind": "latent" })")), "\"latent\""));
  CHECK(holds(problem(assessment("5")), "scoring"));
  CHECK(holds(
      problem(assessment(R"({ "kind": "subscales", "subscales": [ { "id": "a", "questionIds": ["nobody"] } ] })")),
      "\"nobody\""));
  CHECK(holds(problem(R"({ "title": { "en": "X" }, "defaultLocale": "en", "questions": [] })"), "no questions"));
  CHECK(holds(problem(R"({ "title": { "en": "X" }, "defaultLocale": "en", "questions": [ 5 ] })"), "no id"));
  CHECK(holds(problem(R"({ "title": { "en": "X" }, "defaultLocale": "en", "options": [ 5 ],
                           "questions": [ { "id": "a" } ] })"),
              "has no value"));
}

TEST_CASE("texts are plain") {
  std::string file = assessment(R"({ "kind": "sum" })");
  file.replace(file.find("Sleep check"), 11, "Sleep <b>check</b> &amp; more");
  CHECK(imported(file).questionnaire.title == "Sleep check & more");
}

}  // namespace attune
