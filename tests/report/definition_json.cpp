#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/definition.h"
#include "support.h"

namespace attune {
namespace {

using Json = nlohmann::json;
using testing::shipped;

Json shown(const std::string& id) { return Json::parse(definition_json(shipped(id))); }

Json scale(const Json& definition, const std::string& id) {
  for (const Json& one : definition["scales"]) {
    if (one["id"] == id) return one;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("a definition in JSON holds its key item by item with directions") {
  const Json anxiety = scale(shown("ecr-rs"), "anxiety"), avoidance = scale(shown("ecr-rs"), "avoidance");
  CHECK(anxiety["items"] == Json::parse(R"([{"item":"q7","direction":"forward"},{"item":"q8","direction":"forward"},
                                            {"item":"q9","direction":"forward"}])"));
  CHECK(avoidance["items"].size() == 6);
  CHECK(avoidance["items"][3] == Json::parse(R"({"item":"q4","direction":"reversed"})"));
  CHECK(avoidance["score"] == "mean");
  CHECK(avoidance["range"] == Json::parse("[1,7]"));
}

TEST_CASE("a definition in JSON holds answers, profile rule, sources, rights and digest") {
  const Json ecr_r = shown("ecr-r");
  CHECK(ecr_r["id"] == "ecr-r");
  CHECK(ecr_r["response"]["min"] == 1);
  CHECK(ecr_r["response"]["max"] == 7);
  CHECK(ecr_r["items"].size() == 36);
  CHECK(ecr_r["wording_shipped"] == false);
  CHECK(ecr_r["profiles"] ==
        Json::parse(R"({"kind":"quadrants","x":"anxiety","y":"avoidance","cut":{"anxiety":4,"avoidance":4}})"));
  CHECK(testing::holds(ecr_r["sources"]["key"][0].get<std::string>(), "Fraley"));
  CHECK_FALSE(ecr_r["rights"]["wording"].get<std::string>().empty());
  CHECK(ecr_r["sha256"].get<std::string>().size() == 64);
  CHECK(ecr_r["sha256"].get<std::string>().find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(ecr_r["files"].size() == 1);
}

TEST_CASE("a variant in JSON names what it extends, all its files and its norms") {
  const Json five_point = shown("ecr-5pt");
  CHECK(five_point["extends"] == "ecr");
  CHECK(five_point["files"].size() == 2);
  REQUIRE(five_point["norms"].size() >= 1);
  CHECK(five_point["norms"][0]["response"] == Json::parse("[1,5]"));
  CHECK_FALSE(five_point["norms"][0]["source"].get<std::string>().empty());
}

TEST_CASE("scales made of scales and prototype profiles stand in JSON with their parts") {
  CHECK(scale(shown("aas-r"), "avoidance") ==
        Json::parse(R"({"id":"avoidance","title":"Attachment avoidance","score":"combine","constant":6,
                        "combine":{"close":-0.5,"depend":-0.5},"range":[1,5]})"));
  CHECK(scale(shown("rq"), "model_of_self")["range"] == Json::parse("[-12,12]"));
  CHECK(shown("rq")["profiles"] == Json::parse(R"({"kind":"highest","of":{"secure":"secure","anxious":"preoccupied",
                                                   "avoidant":"dismissing","ambivalent":"fearful"}})"));
}

TEST_CASE("which way is better stands in JSON where the definition says it") {
  CHECK(scale(shown("aas-r"), "close")["better"] == "higher");
  CHECK_FALSE(scale(shown("ecr"), "anxiety").contains("better"));
}

TEST_CASE("a sum in JSON has the range of a sum") {
  CHECK(scale(shown("ecr-s"), "anxiety")["range"] == Json::parse("[6,42]"));
}

TEST_CASE("items that are in no scale are listed in JSON") {
  CHECK(shown("rsq")["unscored"].size() == 13);
  CHECK(shown("rsq")["unscored"][0] == "q4");
}

TEST_CASE("shipped statements stand in JSON with their facets, and missing ones are left out") {
  CHECK(testing::holds(shown("attune-24")["items"][0]["text"].get<std::string>(), "{their}"));
  CHECK(shown("attune-24")["items"][0]["note"] == "watching for signs of distance");
  CHECK_FALSE(shown("ecr")["items"][0].contains("text"));
}

TEST_CASE("a questionnaire without profiles says null in JSON") { CHECK(shown("support-12")["profiles"].is_null()); }

TEST_CASE("control characters and broken UTF-8 in a definition leave valid JSON without raw controls") {
  Questionnaire hostile = shipped("ecr-rs");
  hostile.title = "a\x1B[2J\"\n\xFF";
  const std::string text = definition_json(hostile);
  CHECK(text.find('\x1B') == std::string::npos);
  CHECK(Json::parse(text)["title"] == "a\x1B[2J\"\n\xEF\xBF\xBD");
}

TEST_CASE("the catalogue in JSON lists each questionnaire with what a program needs to choose") {
  const Json list = Json::parse(catalogue_json({shipped("ecr-r"), shipped("attune-24")}));
  REQUIRE(list.size() == 2);
  CHECK(list[0]["id"] == "ecr-r");
  CHECK(list[0]["items"] == 36);
  CHECK(list[0]["scales"] == Json::parse(R"(["anxiety","avoidance"])"));
  CHECK(list[0]["wording_shipped"] == false);
  CHECK(list[1]["wording_shipped"] == true);
  CHECK(list[1]["sha256"].get<std::string>().size() == 64);
  CHECK(Json::parse(catalogue_json({})) == Json::array());
}

}  // namespace attune
