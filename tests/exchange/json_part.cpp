#include "exchange/json_part.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::error_of;
using testing::holds;

namespace {

JsonPart document(const std::string& text) { return JsonPart::document(text, "file.json"); }

}  // namespace

TEST_CASE("parts are found by key, in the order of the file") {
  const JsonPart root = document(R"({"b": [1, {"x": "text"}], "a": null})");
  CHECK(root.entries()[0].key == "b");
  CHECK(root.at("b").elements()[1].at("x").text() == "text");
  CHECK_FALSE(root.find("a"));
  CHECK_FALSE(root.find("c"));
  CHECK(root.text_at("c", "none") == "none");
}

TEST_CASE("a part that is something else is refused with its path") {
  const JsonPart root = document(R"({"a": {"b": [true, 2.5, 1e300, "x"]}})");
  const auto elements = root.at("a").at("b").elements();
  const auto told = [](auto action, const std::string& problem) {
    const Error error = error_of(action);
    CHECK(error.code() == ExitCode::data);
    CHECK(error.place().file == "file.json");
    CHECK(holds(error.problem(), problem));
  };
  told([&] { (void)elements[0].text(); }, "a.b[0]: expected a text, found true");
  told([&] { (void)elements[1].whole(); }, "a.b[1]: expected a whole number, found 2.5");
  told([&] { (void)elements[2].whole(); }, "expected a whole number, found 1e+300");
  told([&] { (void)elements[3].number(); }, "expected a number, found \"x\"");
  told([&] { (void)root.at("c"); }, "there is no \"c\"");
  told([&] { (void)elements[0].entries(); }, "expected an object");
}

TEST_CASE("a name of megabytes is told by its beginning") {
  const JsonPart root = document("{\"" + std::string(4'000'000, 'x') + "\": {\"a\": 1}}");
  const Error error = error_of([&] { (void)root.entries()[0].value.at("a").text(); });
  CHECK(error.problem().size() < 200);
  CHECK(holds(error.problem(), "xxx"));
}

TEST_CASE("a number, a truth value and a text are written as one writes them") {
  const auto elements = document(R"([3, 2.5, false, "x"])").elements();
  CHECK(elements[0].as_text() == "3");
  CHECK(elements[1].as_text() == "2.5");
  CHECK(elements[2].as_text() == "false");
  CHECK(elements[3].as_text() == "x");
}

TEST_CASE("what is no JSON, and what could do harm, is refused") {
  std::string keys, deep(100'000, '[');
  for (int n = 0; n < 20'000; ++n) keys += (n == 0 ? "{\"" : ",\"") + std::to_string(n) + "\":1";
  const struct {
    std::string text, problem;
  } cases[] = {
      {"{\"a\": }", "not valid JSON"},
      {"\"\xFF\"", "not valid JSON"},
      {"", "not valid JSON"},
      {"[1e999]", "not valid JSON"},
      {R"({"a": {"x": 1, "y": 2, "x": 3}})", "the key \"x\" stands twice"},
      {deep, "nested deeper than 64 levels"},
      {keys + "}", "objects with more than 10,000 keys"},
  };
  for (const auto& [text, problem] : cases) {
    const std::string shown = text.substr(0, 40);
    CAPTURE(shown);
    const Error error = error_of([&, text = text] { document(text); });
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.problem(), problem));
  }
}

TEST_CASE("what is wrong is told with its line") {
  CHECK(error_of([] { document("{\n\"a\": 1,\n}"); }).place().line == 3);
}

}  // namespace attune
