#include "report/person_page.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scoring/norm_group.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;

// Anxiety (even items) all 4, avoidance (odd) all 2, as keyed, but for q1 = 3 and q2 = 5: means 73 / 18 and 37 / 18.
RespondentResult ecr_result(const Questionnaire& q) {
  RespondentResult result;
  result.id = "c01";
  result.when = "2026-10-02";
  result.answers.assign(36, 2);
  for (std::size_t s = 0; s < 2; ++s) {
    for (const KeyedItem& keyed : q.scales[s].items) {
      const int counted = q.scales[s].id == "anxiety" ? 4 : 2;
      result.answers[keyed.item] = static_cast<Answer>(keyed.reversed ? 6 - counted : counted);
    }
  }
  result.answers[0] = 3;
  result.answers[1] = 5;
  result.scores = Scorer(q).score(result.answers);
  return result;
}

std::string text_of(const Questionnaire& q, const RespondentResult& result, PageOptions options = {}) {
  return page_text(PersonPages(q, testing::shipped_catalogue(), std::move(options)).page(result),
                   {.width = 200, .emphasis = false});
}

}  // namespace

TEST_CASE("a page tells who, when, by which questionnaire and from whom") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  const std::string text = text_of(q, ecr_result(q), {.clinic = "Elm Street", .date = "2026-11-22"});
  for (const std::string& fact : {std::string("Elm Street"), std::string("c01"), std::string("2026-10-02"), q.title,
                                  q.sha256, std::string("2026-11-22"), std::string("Brennan")})
    CHECK(holds(text, fact));
}

TEST_CASE("a page tells each score with its interval, level and answers") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  const std::string text = text_of(q, ecr_result(q));
  CHECK(holds(text, "Attachment anxiety"));
  CHECK(holds(text, "4.06"));  // 73 / 18
  CHECK(holds(text, "2.06"));  // 37 / 18
  CHECK(holds(text, "18 of 18"));
  CHECK(holds(text, "high"));
}

TEST_CASE("answers are shown one by one as they count, unless they shall not") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  // q3 is reversed avoidance: counted 2 is answered 4.
  CHECK(holds(text_of(q, ecr_result(q)), "avoidance 2, reversed"));
  CHECK(!holds(text_of(q, ecr_result(q), {.items = false}), "avoidance 2, reversed"));
}

TEST_CASE("an item in no scale is not scored, one in two counts in both") {
  const Questionnaire q = testing::shipped("rsq");
  RespondentResult result;
  result.answers.assign(30, 2);
  result.scores = Scorer(q).score(result.answers);
  const std::string text = text_of(q, result);
  CHECK(holds(text, "not scored"));
  CHECK(holds(text, "preoccupied 4, reversed; dismissing 2"));  // q6
}

TEST_CASE("a page on ratings says nothing of a region or of dimensions that nobody measured") {
  const Questionnaire rq = testing::shipped("rq");
  RespondentResult result;
  result.answers = {5, 3, 2, 2};
  result.scores = Scorer(rq).score(result.answers);
  const std::string text = text_of(rq, result);
  CHECK(holds(text, "The secure profile in short"));
  for (const char* unmeasured : {"region", "the map", "anxiety", "avoidance"}) CHECK_FALSE(holds(text, unmeasured));
}

TEST_CASE("an earlier sitting is shown with the change") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  RespondentResult result = ecr_result(q);
  // The anxiety of now is 4.06 with an error of s / sqrt(18) = 0.056: far beyond chance from 2 +- 0.1.
  result.earlier.push_back({.when = "January", .scales = {{2.06, 0.1}, {2.0, 0.1}}, .profile = 0});
  if (q.scales[0].id == "anxiety") std::swap(result.earlier[0].scales[0], result.earlier[0].scales[1]);
  const std::string text = text_of(q, result);
  CHECK(holds(text, "January"));
  CHECK(holds(text, "2.06"));  // 4.06 - 2.00
  CHECK(holds(text, "worse"));
  CHECK(holds(text, "no reliable change"));
}

TEST_CASE("sittings on the map have numbers, with a key below, and a way from one to the next") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  RespondentResult result = ecr_result(q);
  result.earlier.push_back({.when = "January", .scales = {{2, 0.1}, {2, 0.1}}, .profile = 0});
  CHECK(holds(text_of(q, result), "1: January, 2: 2026-10-02. The line leads from each sitting to the next."));
  CHECK(!holds(text_of(q, ecr_result(q)), "The line leads"));
  const std::string html = page_html(PersonPages(q, testing::shipped_catalogue(), {}).page(result));
  CHECK(holds(html, ">1</text>"));
  CHECK(!holds(html, ">January</text>"));
}

TEST_CASE("a questionnaire is named once, unless the page has another title") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  const auto times_named = [&](const PageOptions& options) {
    const std::string text = text_of(q, ecr_result(q), options);
    return text.find(q.title) == text.rfind(q.title) ? 1 : 2;
  };
  CHECK(times_named({}) == 1);
  CHECK(holds(text_of(q, ecr_result(q), {.title = "Before and after"}), q.title));
}

TEST_CASE("whoever is handed a page is sent to nobody's computer") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  CHECK(holds(text_of(q, ecr_result(q)), "a crisis line"));
  CHECK(!holds(text_of(q, ecr_result(q)), "attune learn"));
}

TEST_CASE("a percentile comes with its group and the sample's caution") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  RespondentResult result = ecr_result(q);
  result.norms = NormComparison{.group = 0, .scales = {NormScore{.z = 0, .t = 50, .percentile = 47.6}, std::nullopt}};
  const std::string text = text_of(q, result);
  const Norms& norms = usable_norms(q);
  CHECK(holds(text, " 48 "));
  CHECK(holds(text, "\"" + norms.groups[0].id + "\""));
  CHECK(holds(text, norms.sample));
}

TEST_CASE("without answers a page says why there is nothing, and no profile") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  RespondentResult result;
  result.answers.assign(36, kMissing);
  result.scores = Scorer(q).score(result.answers);
  const std::string text = text_of(q, result);
  CHECK(holds(text, "no score. 0 of 18 answered"));
  CHECK(holds(text, "With too few answers there is no profile. That says nothing about the person."));
  CHECK(holds(text, "36 of 36 – conspicuous"));
  CHECK(!holds(text, "The secure profile in short"));
}

TEST_CASE("the person who answered is spoken to, somebody else is told of answers") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  CHECK(holds(text_of(q, ecr_result(q), {.reader = Reader::person}), "Your answers most likely lie"));
  CHECK(holds(text_of(q, ecr_result(q)), "The answers most likely lie"));
}

TEST_CASE("several results share a page, each with a picture of its own") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  RespondentResult partner = ecr_result(q), mother = ecr_result(q);
  partner.about = "partner";
  mother.about = "mother";
  const std::string html =
      page_html(PersonPages(q, testing::shipped_catalogue(), {}).page(std::vector{partner, mother}));
  CHECK(holds(html, "<h2>About your partner</h2>"));
  CHECK(holds(html, "<h2>About your mother</h2>"));
  CHECK(holds(html, "id=\"map-1-title\""));
  CHECK(holds(html, "id=\"map-2-title\""));
}

TEST_CASE("a page on nobody in particular says so, as the list of what is kept does") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  RespondentResult general = ecr_result(q), partner = ecr_result(q);
  general.about = "general";
  partner.about = "partner";
  const PersonPages pages(q, testing::shipped_catalogue(), {});
  CHECK(holds(page_html(pages.page(general)), "<dt>About</dt><dd>in general</dd>"));
  CHECK(holds(page_html(pages.page(std::vector{general, partner})), "<h2>In general</h2>"));
}

TEST_CASE("the same as JSON") {
  const Questionnaire q = testing::shipped("ecr-5pt");
  RespondentResult result = ecr_result(q);
  result.answers[2] = kMissing;
  const auto json = nlohmann::json::parse(person_json(q, result, {.date = "2026-11-22"}));
  CHECK(json["respondent"] == "c01");
  CHECK(json["made"] == "2026-11-22");
  CHECK(json["scales"]["anxiety"]["score"].get<double>() == doctest::Approx(73.0 / 18).epsilon(1e-12));
  CHECK(json["profile"] == "anxious");
  CHECK(json["answers"]["q1"] == 3);
  CHECK(json["answers"]["q3"].is_null());
  CHECK(!nlohmann::json::parse(person_json(q, result, {.items = false})).contains("answers"));
}

}  // namespace attune
