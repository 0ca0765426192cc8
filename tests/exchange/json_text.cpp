#include "exchange/json_text.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "support.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;

std::string problem_of(const std::string& json) {
  return error_of([&] { parse_json_text(json, "f"); }).problem();
}

}  // namespace

TEST_CASE("what is not valid is refused with its line") {
  CHECK(error_of([] { parse_json_text("{\n\"a\": 1,\n}", "f"); }).place().line == 3);
  CHECK(holds(problem_of("\"\xFF\""), "JSON"));
  CHECK(holds(problem_of("1e999"), "too large"));
}

TEST_CASE("what is nested too deeply, or has too many parts, is refused") {
  CHECK(holds(problem_of(std::string(1'000'000, '[')), "deeper"));
  std::string many = "[0";
  for (int n = 0; n < 1'000'100; ++n) many += ",0";
  CHECK(holds(problem_of(many + "]"), "parts"));
}

TEST_CASE("members of the wrong kind are as good as none") {
  const auto json = parse_json_text(R"({ "a": " text ", "b": 5, "c": [1], "d": true })", "f");
  CHECK(json_text_at(json, "a") == "text");
  CHECK(json_text_at(json, "b").empty());
  CHECK(json_text_at(json["c"], "a").empty());
  CHECK(json_list_at(json, "c").size() == 1);
  CHECK(json_list_at(json, "a").empty());
  CHECK(json_true_at(json, "d"));
  CHECK_FALSE(json_true_at(json, "b"));
}

}  // namespace attune
