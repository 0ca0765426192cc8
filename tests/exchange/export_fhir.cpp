#include "exchange/export_fhir.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support.h"

namespace attune {

using testing::shipped;

TEST_CASE("a questionnaire of FHIR has its choices with ordinal values, and calculated items for scales") {
  const auto json = nlohmann::json::parse(export_fhir(shipped("ecr-s"), {}).text);
  CHECK(json["resourceType"] == "Questionnaire");
  CHECK(json["id"] == "ecr-s");
  CHECK(json["name"] == "Ecr_s");
  CHECK(json["status"] == "active");
  REQUIRE(json["item"].size() == 14);
  const auto& option = json["item"][0]["answerOption"][6]["valueCoding"];
  CHECK(option["code"] == "7");
  CHECK(option["display"] == "Strongly agree");
  CHECK(option["extension"][0]["valueDecimal"] == 7);
  CHECK(json["item"][12]["linkId"] == "anxiety");
  CHECK(json["item"][12]["readOnly"] == true);
}

TEST_CASE("what introduces items is a group around them") {
  Questionnaire questionnaire = shipped("ecr-s");
  questionnaire.stem = "Please think of a partner.";
  const auto json = nlohmann::json::parse(export_fhir(questionnaire, {}).text);
  CHECK(json["item"][0]["type"] == "group");
  CHECK(json["item"][0]["text"] == "Please think of a partner.");
  CHECK(json["item"][0]["item"].size() == 12);
}

TEST_CASE("an item called like a display or group of our own has another link id") {
  Questionnaire questionnaire = shipped("ecr-s");
  questionnaire.stem = "Please think of a partner.";
  questionnaire.instructions = "Answer all.";
  questionnaire.items[0].id = "instructions";
  questionnaire.items[1].id = "group-1";
  questionnaire.items[2].id = "group-2";
  const auto json = nlohmann::json::parse(export_fhir(questionnaire, {}).text);
  CHECK(json["item"][0]["linkId"] == "instructions");
  CHECK(json["item"][1]["linkId"] == "group-1");
  CHECK(json["item"][1]["item"][0]["linkId"] == "instructionsx");
  CHECK(json["item"][1]["item"][1]["linkId"] == "group-1x");
  CHECK(json["item"][1]["item"][2]["linkId"] == "group-2");  // no group begins with the second item
}

}  // namespace attune
