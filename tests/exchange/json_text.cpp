#include "exchange/json_text.h"

#include <doctest/doctest.h>

namespace attune {

TEST_CASE("members of the wrong kind are as good as none") {
  const auto json = JsonPart::Json::parse(R"({ "a": " text ", "b": 5, "c": [1], "d": true })");
  CHECK(json_text_at(json, "a") == "text");
  CHECK(json_text_at(json, "b").empty());
  CHECK(json_text_at(json["c"], "a").empty());
  CHECK(json_list_at(json, "c").size() == 1);
  CHECK(json_list_at(json, "a").empty());
  CHECK(json_true_at(json, "d"));
  CHECK_FALSE(json_true_at(json, "b"));
  CHECK(json_at(json, "b") != nullptr);
  CHECK(json_at(json, "e") == nullptr);
}

}  // namespace attune
