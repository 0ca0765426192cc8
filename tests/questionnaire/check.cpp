#include "questionnaire/check.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support.h"

namespace attune {

namespace fs = std::filesystem;
using namespace testing;

namespace {

const std::vector<std::string> kSound{
    "schema: attune/1",
    "id: t",
    "title: T",
    "version: \"1.0\"",
    "sources: { key: [\"Author (year)\"] }",
    "rights: { wording: theirs, definition: CC0-1.0 }",
    "response: { min: 1, max: 7 }",
    "items: { prefix: q, count: 4 }",
    "unscored: [q4]",
    "scales: { a: { items: [q1, q2] }, b: { items: [-q3] } }",
    "profiles: { kind: quadrants, x: a, y: b, cut: { a: 4, b: 4 } }",
    "guide: page",
};

// All that is wrong with the sound definition once its line `line` (from 1) reads `text`.
Mistakes mistakes_with(std::size_t line, const std::string& text) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "guide");
  folder.file("guide/page.md", "");
  std::string yaml;
  for (std::size_t n = 1; n <= kSound.size(); ++n) yaml += (n == line ? text : kSound[n - 1]) + "\n";
  return check_definition(folder.file("t.yaml", yaml), Catalogue({folder.path()}));
}

}  // namespace

TEST_CASE("a sound definition has no mistakes") { CHECK(mistakes_with(1, kSound[0]).empty()); }

TEST_CASE("every definition that is shipped is sound") {
  const Catalogue catalogue = shipped_catalogue();
  REQUIRE_FALSE(catalogue.ids().empty());
  for (const std::string& id : catalogue.ids()) {
    CAPTURE(id);
    CHECK(check_definition(catalogue.require(id), catalogue).empty());
  }
}

TEST_CASE("each lint names the place of the mistake and its remedy") {
  const struct {
    std::size_t line;
    std::string text, place, problem, remedy;
  } cases[] = {
      {1, "schema: attune/2", "1:9", "expected the schema attune/1, found \"attune/2\"", ""},
      {1, "", "2:1", "the definition has no \"schema\"", "schema: attune/1"},
      {2, "id: u", "2:5", "the id is \"u\" but the file is named t.yaml", "same name"},
      {2, "id: T t", "2:5", "\"T t\" cannot be an id", "lower-case letters"},
      {3, "titel: T", "3:1", "the definition has no key \"titel\"", "Did you mean \"title\"?"},
      {3, "title: ~", "3:8", "expected a text, found nothing", ""},
      {4, "", "1:1", "no version", "version: \"1.0\""},
      {5, "", "1:1", "no source for the key", "sources: {"},
      {5, "sources: { norms: x }", "5:10", "no source for the key", "sources: {"},
      {5, "sources: { key: [] }", "5:", "no source for the key", "sources: {"},
      {6, "", "1:1", "the rights are not stated", "rights: {"},
      {6, "rights: { wording: theirs }", "6:9", "the rights are not stated", "rights: {"},
      {6, "rights: { wording: w, definition: d, licence: x }", "6:38", "rights has no key \"licence\"",
       "wording and definition"},
      {9, "", "8:8", "1 item is in no scale: q4", "unscored"},
      {9, "unscored: [q4, q1]", "9:11", "\"q1\" is in a scale, but listed as unscored", ""},
      {9, "unscored: [q4, q9]", "9:16", "there is no item \"q9\"", ""},
      {10, "scales: { a: { items: [q1] }, b: { items: [-q3] } }", "8:8", "1 item is in no scale: q2", "unscored"},
      {10, "scales: { a: { items: [q1, q2, qq] }, b: { items: [-q3] } }", "10:32", "there is no item \"qq\"",
       "Did you mean"},
      {10, "scales: { a: { items: [q1, q2], min_answered: 3 }, b: { items: [-q3] } }", "10:47",
       "min_answered is 3, but scale a has 2 items", ""},
      {11, "profiles: { kind: quadrants, x: a, y: b, cut: { a: 4, b: 8 } }", "11:58",
       "the cut 8 lies outside the scores of b, 1 to 7", "nobody"},
      {12, "guide: pgae", "12:8", "the guide has no page \"pgae\"", "guide/PAGE.md"},
      {12, "guide: ../page", "12:8", "the guide has no page \"../page\"", "guide/PAGE.md"},
      {12, "giude: page", "12:1", "the definition has no key \"giude\"", "Did you mean \"guide\"?"},
      {12, "guide: page\nguide: page", "13:1", "\"guide\" stands here twice; first in line 12", "Keep one"},
      {12, "guide: *page", "12:8", "", ""},
  };
  for (const auto& [line, text, place, problem, remedy] : cases) {
    const auto line_shown = line;
    CAPTURE(line_shown);
    const auto text_shown = text;
    CAPTURE(text_shown);
    const Mistakes mistakes = mistakes_with(line, text);
    const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&, problem = problem](const Error& mistake) {
      return holds(mistake.problem(), problem);
    });
    CHECK(found != mistakes.end());
    if (found == mistakes.end()) continue;
    const std::string at = std::to_string(found->place().line) + ":" + std::to_string(found->place().column);
    CHECK(at.substr(0, place.size()) == place);
    CHECK(holds(found->remedy(), remedy));
    CHECK(found->code() == ExitCode::data);
  }
}

TEST_CASE("all mistakes are named, not only the first") {
  const Mistakes mistakes = mistakes_with(3, "title: T\ncolour: red\nguide2: x");
  CHECK(mistakes.size() == 2);
}

TEST_CASE("one wrong response scale does not make the cuts wrong as well") {
  const Mistakes mistakes = mistakes_with(7, "response: { min: 7, max: 1 }");
  REQUIRE(mistakes.size() == 1);
  CHECK(mistakes[0].place().line == 7);
}

TEST_CASE("texts in other languages are looked for under the id where the file's name is another") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "wording");
  folder.file("wording/mine-2.de.yaml", "language: de\ntitel: T\n");
  const auto path = folder.file("Mine 2.yaml",
                                "schema: attune/1\nid: mine-2\ntitle: T\nversion: '1'\nsources: { key: [K] }\n"
                                "rights: { wording: W, definition: D }\nresponse: { min: 1, max: 7 }\n"
                                "items: { prefix: q, count: 1 }\nscales: { s: { items: [q1] } }\n");
  const Mistakes mistakes = check_definition(path, Catalogue({}));
  REQUIRE(mistakes.size() == 1);
  CHECK(holds(mistakes[0].problem(), "the wording has no key \"titel\""));
}

TEST_CASE("a definition that cannot be opened or read is one mistake") {
  const Catalogue none({});
  const Mistakes absent = check_definition("/nonexistent/t.yaml", none);
  REQUIRE(absent.size() == 1);
  CHECK(absent[0].code() == ExitCode::no_input);
  const TemporaryFolder folder;
  const Mistakes broken = check_definition(folder.file("t.yaml", "a: [\n"), none);
  REQUIRE(broken.size() == 1);
  CHECK(broken[0].code() == ExitCode::data);
}

}  // namespace attune
