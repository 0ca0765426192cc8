#include "exchange/definition_yaml.h"

#include <doctest/doctest.h>

#include "questionnaire/load.h"
#include "report/definition.h"
#include "support.h"

namespace attune {
namespace {

using testing::shipped;
using testing::shipped_catalogue;
using testing::TemporaryFolder;

// What a loader makes of what the writer makes of `questionnaire`.
Questionnaire written_and_read(const Questionnaire& questionnaire) {
  const TemporaryFolder folder;
  return load_questionnaire(folder.file(questionnaire.id + ".yaml", definition_yaml(questionnaire)),
                            shipped_catalogue());
}

// One item and one scale, to be varied.
Questionnaire small() {
  Questionnaire made;
  made.id = "small";
  made.title = "Small";
  made.response = {.min = 0, .max = 3, .labels = {{0, "never"}, {3, "always"}}};
  made.items = {{.id = "q1", .text = "One", .note = {}}, {.id = "q2", .text = "Two", .note = {}}};
  made.scales = {
      {.id = "s", .items = {{.item = 0, .reversed = false}, {.item = 1, .reversed = true}}, .min_answered = 1}};
  return made;
}

}  // namespace

TEST_CASE("a shipped definition that is written reads back the same") {
  for (const std::string& id : shipped_catalogue().ids()) {
    CAPTURE(id);
    Questionnaire before = shipped(id);
    Questionnaire after = written_and_read(before);
    before.extends.clear();  // a variant is written whole
    before.sha256 = after.sha256 = "";
    before.files = after.files = {};
    CHECK(definition_json(after) == definition_json(before));
  }
}

TEST_CASE("no text means anything but itself") {
  for (const std::string text : {"no",
                                 "null",
                                 "~",
                                 "1.0",
                                 "0x1F",
                                 "a: b",
                                 "- a",
                                 "# a",
                                 "\"a\" and 'b'",
                                 "{them}",
                                 "[a]",
                                 "*a",
                                 "&a",
                                 "!a",
                                 "%a",
                                 "@a",
                                 "line\nline",
                                 "tab\tin",
                                 "back\\slash",
                                 "état",
                                 "日本",
                                 "\u2028separated",
                                 "%YAML 1.2",
                                 "---",
                                 "...",
                                 "a #b",
                                 "multi\n\nline: x\n- y"}) {
    CAPTURE(text);
    Questionnaire questionnaire = small();
    questionnaire.title = questionnaire.stem = questionnaire.items[0].text = questionnaire.scales[0].title = text;
    questionnaire.response.labels[1] = text + "!";
    const Questionnaire read = written_and_read(questionnaire);
    CHECK(read.title == text);
    CHECK(read.stem == text);
    CHECK(read.items[0].text == text);
    CHECK(read.scales[0].title == text);
    CHECK(read.response.labels.at(1) == text + "!");
  }
}

TEST_CASE("control characters and direction overrides are left out of texts") {
  Questionnaire questionnaire = small();
  questionnaire.items[0].text = "a\x1B[31mb\u202Ec\x7F\r";
  CHECK(written_and_read(questionnaire).items[0].text == "a[31mbc");
}

TEST_CASE("an empty text is not written") {
  Questionnaire questionnaire = small();
  questionnaire.items[0].text = " ";
  CHECK(written_and_read(questionnaire).items[0].text.empty());
}

TEST_CASE("ids that other readers of YAML take for something else are quoted") {
  Questionnaire questionnaire = small();
  questionnaire.items[0].id = "null";
  questionnaire.scales[0].id = "no";
  const Questionnaire read = written_and_read(questionnaire);
  CHECK(read.items[0].id == "null");
  CHECK(read.scales[0].id == "no");
}

TEST_CASE("all that a scale can be made of reads back") {
  Questionnaire questionnaire = small();
  questionnaire.items[1].response = ResponseScale{
      .min = 0, .max = 10, .labels = {{0, "no"}, {10, "yes"}}, .only_labelled = true, .codes = {{"A1", 10}}};
  questionnaire.items[1].stem = "How often …";
  Scale& scale = questionnaire.scales[0];
  scale.items[0].weight = 0.1;
  scale.items[1].values = {{0, 0}, {10, 2.5}};
  scale.method = ScoreMethod::sum;
  scale.prorated = false;
  scale.transform = {.multiply = 100.0 / 7, .add = -3};
  scale.bands = {{.from = {}, .to = 4, .label = "low"}, {.from = 4.5, .to = {}, .label = "high"}};
  questionnaire.scales.push_back(
      {.id = "t", .method = ScoreMethod::mean, .min_answered = 1, .terms = {{.scale = 0, .weight = -2}}});
  const Questionnaire read = written_and_read(questionnaire);
  CHECK(read.items[1].response == questionnaire.items[1].response);
  CHECK(read.items[1].stem == "How often …");
  const Scale& same = read.scales[0];
  CHECK(same.items == questionnaire.scales[0].items);
  CHECK(same.method == ScoreMethod::sum);
  CHECK_FALSE(same.prorated);
  CHECK(same.transform == questionnaire.scales[0].transform);
  CHECK(same.bands == questionnaire.scales[0].bands);
  CHECK(read.scales[1].method == ScoreMethod::mean);
  CHECK(read.scales[1].terms[0].weight == -2);
  CHECK(read.scales[1].min_answered == 1);
}

}  // namespace attune
