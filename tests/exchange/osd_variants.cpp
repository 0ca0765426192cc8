#include "exchange/osd_variants.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::error_of;
using testing::holds;

namespace {

const JsonPart& definition() {
  static const JsonPart made = JsonPart::document(R"({
    "parameters": {"form": {"default": "short"}},
    "variants": {"default": "english", "sets": {
      "english": {"languages": ["en"], "items": ["q1"]},
      "german": {"languages": ["de", "de-AT"], "items": ["q2"]}}}})",
                                                  "some.osd");
  return made;
}

bool is_asked(const std::string& id, const std::string& language, const std::string& condition = "") {
  const std::string item = condition.empty() ? "{}" : R"({"variant_when": )" + condition + "}";
  return OsdVariants(definition(), language).include(JsonPart::document(item, "some.osd"), id);
}

}  // namespace

TEST_CASE("the language selects the sets that name it, else the one by default") {
  CHECK(osd_variants(definition(), "de-AT") == std::set<std::string>{"german"});
  CHECK(osd_variants(definition(), "fr") == std::set<std::string>{"english"});
  CHECK(osd_variants(JsonPart::document("{}", "some.osd"), "en").empty());
}

TEST_CASE("an item of a set is asked where that is selected, and one of none everywhere") {
  CHECK(is_asked("q1", "en"));
  CHECK_FALSE(is_asked("q1", "de"));
  CHECK(is_asked("q2", "de"));
  CHECK(is_asked("q3", "en"));
}

TEST_CASE("an item's own condition is judged by language and parameters") {
  CHECK(is_asked("q3", "en", R"({"selector": "language", "operator": "in", "value": ["en", "fr"]})"));
  CHECK_FALSE(is_asked("q3", "en", R"({"selector": "language", "operator": "not_equals", "value": "en"})"));
  CHECK(is_asked("q3", "en", R"({"parameter": "form", "value": "short"})"));
  CHECK_FALSE(is_asked("q3", "en", R"({"all": [{"parameter": "form", "value": "short"},
                                               {"parameter": "form", "value": "long"}]})"));
  CHECK(is_asked("q3", "en", R"({"any": [{"parameter": "form", "value": "short"},
                                         {"parameter": "form", "value": "long"}]})"));
}

TEST_CASE("a condition on answers is refused, as nobody has answered yet") {
  const Error error = error_of([] { is_asked("q3", "en", R"({"item": "q1", "value": 1})"); });
  CHECK(holds(error.problem(), "variant_when: this condition of a variant cannot be judged"));
}

}  // namespace attune
