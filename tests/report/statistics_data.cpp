#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "report/statistics.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
using testing::shipped;
using Json = nlohmann::json;

// Two of the Relationship Questionnaire's scales have one item; that the first has a consistency is for the test.
SampleStatistics some_statistics() {
  SampleStatistics of;
  of.use = MissingUse::complete;
  of.respondents = 12;
  of.items.resize(4, {.n = 10, .missing = 2, .mean = 1.0 / 3, .sd = 1});
  of.scales.resize(6);
  ScaleStatistics& scale = of.scales[0];
  scale.scores = {.n = 9, .mean = 2.0 / 3, .sd = 1, .skewness = kUndefined, .min = 1, .max = 7};
  scale.scores.histogram = {.low = 0.5, .width = 1, .counts = {4, 5}};
  scale.consistency.emplace().n = 8;
  scale.consistency->alpha = 0.25;
  scale.consistency->items = {{.n = 8, .mean = 3, .sd = 1, .item_rest_r = -0.5}};
  scale.key = {.negative = {0}, .reverse = {0}, .alpha_after = 0.75, .beyond_chance = true};
  of.correlations = {{.first = 0, .second = 1, .n = 7, .r = 0.125}};
  return of;
}

Json json_of(NumberFormat numbers = {}) {
  return Json::parse(statistics_json(shipped("rq"), some_statistics(), numbers));
}

}  // namespace

TEST_CASE("JSON says of which definition, by which rule and of how many") {
  const Json json = json_of();
  CHECK(json["questionnaire"] == "rq");
  CHECK(json["sha256"] == shipped("rq").sha256);
  CHECK(json["use"] == "complete");
  CHECK(json["respondents"] == 12);
}

TEST_CASE("JSON holds every figure exactly, and null for what is not defined") {
  const Json json = json_of();
  CHECK(json["items"]["secure"]["missing"] == 2);
  CHECK(json["items"]["secure"]["mean"] == 1.0 / 3);
  const Json& scale = json["scales"]["secure"];
  CHECK(scale["n"] == 9);
  CHECK(scale["skew"].is_null());
  CHECK(scale["histogram"] == Json{{"low", 0.5}, {"width", 1.0}, {"counts", {4, 5}}});
  CHECK(scale["consistency"]["alpha"] == 0.25);
  CHECK(scale["consistency"]["omega_total"].is_null());
  CHECK(scale["consistency"]["items"][0]["item"] == "secure");
  CHECK(scale["consistency"]["items"][0]["item_rest_r"] == -0.5);
  CHECK(scale["key"]["reverse"] == Json{"secure"});
  CHECK(scale["key"]["alpha_after"] == 0.75);
  CHECK_FALSE(json["scales"]["fearful"].contains("consistency"));
  CHECK(json["correlations"][0] == Json{{"scales", {"secure", "fearful"}}, {"n", 7}, {"r", 0.125}});
}

TEST_CASE("digits round figures and leave counts alone") {
  CHECK(json_of({.digits = 2})["items"]["secure"]["mean"] == 0.33);
  const std::string csv = statistics_csv(shipped("rq"), some_statistics(), {.digits = 2});
  CHECK(holds(csv, "\n,secure,n,,10\n"));
  CHECK(holds(csv, "\nsecure,,mean,,0.67\n"));
}

TEST_CASE("CSV has a row for each figure, empty where it is not defined") {
  const std::string csv = statistics_csv(shipped("rq"), some_statistics(), {});
  CHECK(csv.starts_with("scale,item,statistic,at,value\n,,respondents,,12\n,secure,n,,10\n"));
  for (const char* row : {",secure,missing,,2", "secure,,mean,,0.6666666666666666", "secure,,skew,,",
                          "secure,,histogram,0.5,4", "secure,,histogram,1.5,5", "secure,,alpha,,0.25",
                          "secure,,alpha_after,,0.75", "secure,secure,reversed,,0", "secure,secure,item_rest_r,,-0.5",
                          "secure,secure,reverse,,1", "secure,,r,fearful,0.125", "secure,,r_n,fearful,7"})
    CHECK_MESSAGE(holds(csv, "\n" + std::string(row) + "\n"), row);
}

}  // namespace attune
