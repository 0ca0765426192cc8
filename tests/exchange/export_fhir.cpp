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

}  // namespace attune
