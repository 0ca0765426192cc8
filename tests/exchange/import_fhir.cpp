#include "exchange/import_fhir.h"

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

const std::string kCalculated = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
const std::string kOrdinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue";

std::string option(const std::string& code, const std::string& display, const std::string& ordinal) {
  return R"({ "valueCoding": { "system": "http://loinc.org", "code": ")" + code + R"(", "display": ")" + display +
         R"(", "extension": [ { "url": ")" + kOrdinal + R"(", "valueDecimal": )" + ordinal + " } ] } }";
}
const std::string kOptions = R"("answerOption": [ )" + option("LA6568-5", "Not at all", "0") + ", " +
                             option("LA6569-3", "Several days", "1") + ", " + option("LA6571-9", "Every day", "3") +
                             " ]";

std::string choice(const std::string& link_id, const std::string& more = kOptions) {
  return R"({ "linkId": ")" + link_id + R"(", "type": "choice", "text": "Text of )" + link_id + "\", " + more + " }";
}
std::string score(const std::string& link_id, const std::string& expression) {
  return R"({ "linkId": ")" + link_id + R"(", "type": "decimal", "text": "Total", "extension": [ { "url": ")" +
         kCalculated + R"(", "valueExpression": { "language": "text/fhirpath", "expression": ")" + expression +
         R"(" } } ] })";
}
std::string questionnaire(const std::string& items, const std::string& more = {}) {
  return R"({ "resourceType": "Questionnaire", "id": "phq", "url": "http://example.org/phq", "version": "2", "title": "PHQ",
    "status": "active", "copyright": "Free to use", "item": [ )" +
         items + " ]" + more + "}";
}

Imported imported(const std::string& json, const ImportRequest& request = {.file = "q.json"}) {
  return import_fhir(json, request);
}

}  // namespace

TEST_CASE("choices become items, their ordinal values the answers, and codes stay understood") {
  const Imported made =
      imported(questionnaire(R"({ "linkId": "g", "type": "group", "text": "Over the last 2 weeks", "item": [ )" +
                             choice("q1") + ", " + choice("q2") + " ] }"));
  const Questionnaire& q = made.questionnaire;
  CHECK(q.id == "phq");
  CHECK(q.title == "PHQ");
  CHECK(q.version == "2");
  CHECK(q.rights.wording == "Free to use");
  CHECK(q.sources.at(0).second.at(0) == "http://example.org/phq");
  CHECK(items_of(made) == std::vector<std::string>{"q1", "q2"});
  CHECK(q.items[0].text == "Text of q1");
  CHECK(q.stem == "Over the last 2 weeks");
  CHECK(q.response.answers() == std::vector<int>{0, 1, 3});
  CHECK(q.response.codes.at("LA6571-9") == 3);
  CHECK(tells(made.notes, "no scales"));
}

TEST_CASE("link ids that can be no ids of items are told") {
  const Imported made = imported(questionnaire(choice("/44250-9") + ", " + choice("1.1")));
  CHECK(items_of(made) == std::vector<std::string>{"q44250-9", "q1.1"});
  CHECK(tells(made.notes, "/44250-9"));
}

TEST_CASE("a calculated expression becomes a scale of what answers count") {
  const std::string sum = "%resource.item.where(linkId='q1' or linkId='q2').answer.value.ordinal().sum()";
  const Imported made = imported(questionnaire(choice("q1") + ", " + choice("q2") + ", " + score("total", sum)));
  CHECK(scales_of(made) == std::vector<std::string>{"total"});
  CHECK(made.questionnaire.scales[0].title == "Total");
  CHECK(score_of(made, "total", {3, 1}) == 4);
  CHECK(score_of(made, "total", {3, kMissing}) == 3);
}

TEST_CASE("variables of the questionnaire are followed") {
  const std::string variable = R"json(, "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/variable",
    "valueExpression": { "name": "one", "language": "text/fhirpath",
                         "expression": "%resource.item.where(linkId='q1').answer.value.ordinal()" } } ])json";
  const Imported made = imported(questionnaire(choice("q1") + ", " + score("s", "%one * 2"), variable));
  CHECK(score_of(made, "s", {3}) == 6);
}

TEST_CASE("options may stand in a contained set of values, with weights of their own") {
  const std::string set = R"(, "contained": [ { "resourceType": "ValueSet", "id": "often", "compose": { "include": [ {
    "system": "http://x", "concept": [
      { "code": "n", "display": "Never", "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/valueset-ordinalValue",
                                                          "valueDecimal": 0.5 } ] },
      { "code": "a", "display": "Always", "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/itemWeight",
                                                           "valueDecimal": 2 } ] } ] } ] } } ])";
  const Imported made =
      imported(questionnaire(choice("q1", R"("answerValueSet": "#often")") + ", " +
                                 score("s", "%resource.item.where(linkId='q1').answer.weight().sum()"),
                             set));
  CHECK(made.questionnaire.response.labels == std::map<int, std::string>{{1, "Never"}, {2, "Always"}});
  CHECK(score_of(made, "s", {1}) == 0.5);
  CHECK(tells(made.notes, "numbered in their order"));
}

TEST_CASE("yes and no, and whole numbers with limits, become items") {
  const std::string limits = R"("extension": [
    { "url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 0 },
    { "url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 10 } ])";
  const Imported made = imported(questionnaire(R"({ "linkId": "b", "type": "boolean", "text": "B" }, { "linkId": "n",
    "type": "integer", "text": "N", )" + limits +
                                               R"( }, { "linkId": "m", "type": "integer", "text": "M" })"));
  CHECK(items_of(made) == std::vector<std::string>{"b", "n"});
  CHECK(made.questionnaire.response_of(0).codes == std::map<std::string, int>{{"false", 0}, {"true", 1}});
  CHECK(made.questionnaire.response_of(1).max == 10);
  CHECK(tells(made.left_out, "m (integer)"));
}

TEST_CASE("what cannot be carried is told by name") {
  const Imported made = imported(questionnaire(
      choice("q1", R"("required": true, "enableWhen": [ { "question": "q0", "operator": "exists" } ], )" + kOptions) +
      ", " + choice("many", R"("repeats": true, )" + kOptions) + ", " +
      choice("far", R"("answerValueSet": "http://loinc.org/vs/LL1")") +
      R"(, { "linkId": "t", "type": "string", "text": "T" }, )" +
      score("s", "iif(%resource.item.where(linkId='q1').answer.value.ordinal() > 2, 1, 0)")));
  CHECK(tells(made.left_out, "many (several answers)"));
  CHECK(tells(made.left_out, "ValueSet http://loinc.org/vs/LL1"));
  CHECK(tells(made.left_out, "t (string)"));
  CHECK(tells(made.left_out, "conditions of q1"));
  CHECK(tells(made.left_out, "required of q1"));
  CHECK(tells(made.notes, "calculated item s is left out: it has a condition"));
}

TEST_CASE("translations in extensions are the definition's translations") {
  const auto german = [](const std::string& key, const std::string& text) {
    return "\"_" + key +
           R"(": { "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/translation", "extension":
      [ { "url": "lang", "valueCode": "de" }, { "url": "content", "valueString": ")" +
           text + R"(" } ] } ] })";
  };
  const std::string json =
      questionnaire(choice("q1", german("text", "Frage") + ", " + kOptions), ", " + german("title", "Fragebogen"));
  const Imported made = imported(json);
  REQUIRE(made.translations.size() == 1);
  CHECK(made.translations[0].title == "Fragebogen");
  CHECK(made.translations[0].items.at("q1").text == "Frage");
  CHECK(imported(json, {.file = "f", .language = "de"}).questionnaire.items[0].text == "Frage");
  CHECK(error_of([&] { imported(json, {.file = "f", .language = "fr"}); }).code() == ExitCode::usage);
}

TEST_CASE("what is no sound questionnaire is refused") {
  const auto problem = [](const std::string& json) { return error_of([&] { imported(json); }).problem(); };
  CHECK(holds(problem(R"({ "resourceType": "Patient" })"), "no Questionnaire"));
  CHECK(holds(problem(questionnaire(choice("q1") + ", " + choice("q1"))), "second item"));
  CHECK(holds(problem(questionnaire(R"({ "type": "choice" })")), "no linkId"));
  CHECK(holds(problem(questionnaire(R"({ "linkId": "t", "type": "text" })")), "no items"));
  std::string many;
  for (int n = 0; n < 3000; ++n) many += choice("q" + std::to_string(n)) + ",";
  CHECK(holds(problem(questionnaire(many + choice("last"))), "more than 2,000 items"));
}

TEST_CASE("what introduces items is no book, as each of them would hold it") {
  const std::string display =
      R"({ "linkId": "d", "type": "display", "text": ")" + std::string(100'000, 'x') + R"(" }, )";
  CHECK(holds(error_of([&] { imported(questionnaire(choice("q1") + ", " + display + choice("q2"))); }).problem(),
              "introduces"));
}

TEST_CASE("a ValueSet with more concepts than an item has answers makes no items") {
  std::string concepts;
  for (int n = 0; n < 5000; ++n) concepts += (n == 0 ? "" : ",") + ("{ \"code\": \"c" + std::to_string(n)) + "\" }";
  const std::string set =
      R"(, "contained": [ { "resourceType": "ValueSet", "id": "many", "compose": { "include": [ { "concept": [ )" +
      concepts + " ] } ] } } ]";
  const Imported made =
      imported(questionnaire(choice("q1") + ", " + choice("q2", R"("answerValueSet": "#many")"), set));
  CHECK(items_of(made) == std::vector<std::string>{"q1"});
  CHECK(tells(made.left_out, "q2 (more than 1,000 answers)"));
}

}  // namespace attune
