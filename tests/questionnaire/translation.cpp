#include "questionnaire/translation.h"

#include <doctest/doctest.h>

#include "questionnaire/answer.h"
#include "support.h"

namespace attune {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

namespace {

const char* const kDefinition = R"(schema: attune/1
id: mine
language: en
title: My scale
about: how you are
stem: How often
response: { min: 1, max: 3, labels: { 1: Never, 3: Always } }
items:
  - { id: q1, text: One }
  - { id: q2, text: Two, response: { min: 0, max: 1, labels: { 0: No, 1: Yes } } }
scales:
  s: { title: Sadness, items: [q1], bands: [ { to: 2, label: low }, { from: 2, label: high } ] }
)";

const char* const kGerman = R"(language: de
title: Meine Skala
about: wie es dir geht
stem: Wie oft
labels: { 1: Nie, 3: Immer }
items:
  q1: Eins
  q2: { text: Zwei, labels: { 0: Nein, 1: Ja } }
scales:
  s: { title: Trauer, bands: { low: niedrig, high: hoch } }
)";

// A definition beside which texts in one language stand.
class Beside {
 public:
  explicit Beside(const std::string& texts = kGerman, const std::string& file = "mine.de.yaml")
      : questionnaire(load_questionnaire(folder_.file("mine.yaml", kDefinition), Catalogue({}))) {
    std::filesystem::create_directory(folder_.path() / "wording");
    folder_.file("wording/" + file, texts);
  }

  std::vector<std::string> speak(const std::string& language) {
    return translate(questionnaire, language, Catalogue({}));
  }

 private:
  TemporaryFolder folder_;

 public:
  Questionnaire questionnaire;
};

}  // namespace

TEST_CASE("all texts are those of the language that is asked for") {
  Beside mine;
  CHECK(mine.speak("de").empty());
  const Questionnaire& q = mine.questionnaire;
  CHECK(q.language == "de");
  CHECK(q.title == "Meine Skala");
  CHECK(q.about == "wie es dir geht");
  CHECK(q.stem == "Wie oft");
  CHECK(q.response.labels == std::map<int, std::string>{{1, "Nie"}, {3, "Immer"}});
  CHECK(q.items[0].text == "Eins");
  CHECK(q.items[1].text == "Zwei");
  CHECK(q.items[1].response->labels == std::map<int, std::string>{{0, "Nein"}, {1, "Ja"}});
  CHECK(q.scales[0].title == "Trauer");
  CHECK(q.scales[0].bands[1].label == "hoch");
}

TEST_CASE("the definition's own labels are still understood in files") {
  Beside mine;
  mine.speak("de");
  const AnswerCodes codes(mine.questionnaire.response, {});
  CHECK(codes.read("never") == 1);
  CHECK(codes.read("nie") == 1);
}

TEST_CASE("a narrower tag finds the texts of a wider one, and those of the definition are its own") {
  Beside mine;
  CHECK(mine.speak("de-CH").empty());
  CHECK(mine.questionnaire.language == "de");
  Beside own;
  CHECK(own.speak("en-GB").empty());
  CHECK(own.questionnaire.title == "My scale");
}

TEST_CASE("what has no text in the language stays as it was, and is named") {
  Beside mine("language: de\nitems: { q1: Eins }\n");
  CHECK(mine.speak("de") == std::vector<std::string>{"the title", "what it is about", "the stem", "labels of answers",
                                                     "q2", "labels of q2", "the title of s", "bands of s"});
  CHECK(mine.questionnaire.items[0].text == "Eins");
  CHECK(mine.questionnaire.items[1].text == "Two");
}

TEST_CASE("one label, one band or an item's stem without a text is named") {
  Beside mine(
      "language: de\ntitle: T\nabout: a\nstem: s\nlabels: { 1: Nie, 3: Immer }\n"
      "items: { q1: Eins, q2: { text: Zwei, labels: { 0: Nein } } }\n"
      "scales: { s: { title: Trauer, bands: { low: niedrig } } }\n");
  mine.questionnaire.items[0].stem = "How much";
  CHECK(mine.speak("de") == std::vector<std::string>{"the stem of q1", "labels of q2", "bands of s"});
}

TEST_CASE("texts are found in the folders of the catalogue too") {
  const TemporaryFolder definitions, own;
  std::filesystem::create_directory(own.path() / "wording");
  own.file("wording/mine.de.yaml", kGerman);
  Questionnaire q = load_questionnaire(definitions.file("mine.yaml", kDefinition), Catalogue({}));
  CHECK(translations_of(q, Catalogue({own.path()})).size() == 1);
  CHECK(translate(q, "de", Catalogue({own.path()})).empty());
}

TEST_CASE("a language without texts, and what is no language, are refused") {
  Beside mine;
  const Error none = error_of([&] { mine.speak("fr"); });
  CHECK(none.code() == ExitCode::usage);
  CHECK(holds(none.remedy(), "It has en and de."));
  CHECK(error_of([&] { mine.speak("../x"); }).code() == ExitCode::usage);
}

TEST_CASE("texts of what the definition has not are mistakes, with their place") {
  const struct {
    std::string texts, place, problem;
  } cases[] = {
      {"language: de\nitems: { q9: Neun }\n", "2:10", "there is no item \"q9\""},
      {"language: de\nscales: { t: { title: T } }\n", "2:11", "there is no scale \"t\""},
      {"language: de\nscales: { s: { bands: { middle: mittel } } }\n", "2:25", "scale s has no band \"middle\""},
      {"language: de\nlabels: { 4: Vier }\n", "2:11", "from 1 to 3, found \"4\""},
      {"language: de\nitems: { q1: { labels: { 1: x } } }\n", "2:24", "item q1 has no answers of its own"},
      {"language: fr\n", "1:11", "the language is \"fr\", but the file's name says \"de\""},
      {"title: Titel\n", "1:1", "the wording has no \"language\""},
      {"language: de\ntitel: Titel\n", "2:1", "the wording has no key \"titel\""},
  };
  for (const auto& [texts, place, problem] : cases) {
    const std::string shown = texts;
    CAPTURE(shown);
    Beside mine(texts);
    const Error error = error_of([&] { mine.speak("de"); });
    CHECK(error.code() == ExitCode::data);
    CHECK(holds(error.problem(), problem));
    CHECK(std::to_string(error.place().line) + ":" + std::to_string(error.place().column) == place);
  }
}

TEST_CASE("a translated label that is another answer's code, or means that there is none, is a mistake") {
  const TemporaryFolder folder;
  const Questionnaire q = load_questionnaire(
      folder.file(
          "mine.yaml",
          "schema: attune/1\nid: mine\ntitle: T\nresponse: { min: 1, max: 2, codes: { N: 2, J: 1 }, missing: [k] }\n"
          "items: { prefix: q, count: 1 }\nscales: { s: { items: [q1] } }\n"),
      Catalogue({}));
  const auto mistakes_with = [&](const std::string& labels) {
    Mistakes mistakes;
    read_translation(folder.file("mine.de.yaml", "language: de\nlabels: " + labels + "\n"), q, mistakes);
    return mistakes;
  };
  CHECK(mistakes_with("{ 1: j, 2: n }").empty());
  for (const std::string labels : {"{ 1: n }", "{ 2: K }"}) {
    CAPTURE(labels);
    const Mistakes mistakes = mistakes_with(labels);
    REQUIRE(mistakes.size() == 1);
    CHECK(mistakes[0].place().line == 2);
    CHECK(mistakes[0].place().column == 9);
    CHECK(holds(mistakes[0].problem(), "means something else"));
  }
}

}  // namespace attune
