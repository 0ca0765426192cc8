#include <doctest/doctest.h>

#include <string>

#include "support.h"
#include "table/table_formats.h"
#include "table_text.h"

namespace attune {
namespace {

using testing::error_of;
using testing::holds;
using testing::TemporaryFolder;

std::string read(const std::string& content) {
  const TemporaryFolder folder;
  return testing::table_text(*open_fhir(FileBytes(InputStream(folder.file("a.json", content).string()))));
}

std::string refusal(const std::string& content) {
  const Error error = error_of([&] { read(content); });
  CHECK(error.code() == ExitCode::data);
  return error.what();
}

// A response of somebody with these items.
std::string response(const std::string& id, const std::string& items, const std::string& status = "completed") {
  return R"({"resourceType":"QuestionnaireResponse","id":")" + id + R"(","status":")" + status +
         R"(","subject":{"reference":"Patient/1"},"authored":"2026-10-02","item":[)" + items + "]}";
}

// An item with this inside its answer.
std::string item(const std::string& link, const std::string& answer) {
  return R"({"linkId":")" + link + R"(","answer":[{)" + answer + "}]}";
}

const std::string kAlways = "|id|subject|authored|status";
const std::string kFirst = "|r1|Patient/1|2026-10-02|completed";

}  // namespace

TEST_CASE("answers are numbers, texts, booleans, and what is counted for a choice") {
  const std::string ordinal =
      R"("extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":3}])";
  const std::string weight =
      R"("extension":[{"url":"http://hl7.org/fhir/StructureDefinition/itemWeight","valueDecimal":2.5}])";
  const std::string items =
      item("a", "\"valueInteger\":4") + "," + item("b", "\"valueDecimal\":4.50") + "," +
      item("c", "\"valueString\":\"said\"") + "," + item("d", "\"valueBoolean\":true") + "," +
      item("e", "\"valueCoding\":{\"code\":\"5\",\"display\":\"Often\"}") + "," +
      item("f", "\"valueCoding\":{\"code\":\"LA1-2\",\"display\":\"Often\"}") + "," +
      item("g", "\"valueCoding\":{\"code\":\"LA1-2\"," + ordinal + "}") + "," +
      item("h", "\"valueCoding\":{\"code\":\"LA1-2\"}") + "," + item("i", "\"valueCoding\":{" + weight + "}") + "," +
      item("j", "\"valueQuantity\":{\"value\":7}") + "," + item("k", "\"valueDate\":\"2026-01-01\"");
  CHECK(read(response("r1", items)) == kAlways + "|a|b|c|d|e|f|g|h|i|j|k\n1" + kFirst +
                                           "|<4>|<4.5>|said|<true>|5|Often|<3>|LA1-2|<2.5>|<7>|2026-01-01\n");
}

TEST_CASE("responses come a line each, in lists, in bundles among other resources, or alone over many lines") {
  const std::string one = response("r1", item("q1", "\"valueInteger\":1"));
  const std::string two = response("r2", item("q1", "\"valueInteger\":2"));
  const std::string patient = R"({"resourceType":"Patient","id":"1","name":[{"family":"A"}]})";
  const std::string rows = kAlways + "|q1\n1" + kFirst + "|<1>\n";
  const std::string second = "|r2|Patient/1|2026-10-02|completed|<2>\n";
  CHECK(read(one + "\n" + two + "\n") == rows + "2" + second);
  CHECK(read("[" + one + "," + two + "]") == rows + "1" + second);
  CHECK(read(R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":)" + patient + R"(},{"resource":)" +
             one + R"(},{"fullUrl":"urn:x","resource":)" + two + "}]}") == rows + "1" + second);
  CHECK(read("\n{\n\"resourceType\": \"QuestionnaireResponse\",\n\"item\": [" + item("q1", "\"valueInteger\":\n5") +
             "]\n}") == kAlways + "|q1\n2|||||<5>\n");
}

TEST_CASE("items may stand below items and below answers") {
  const std::string nested = R"({"linkId":"group","item":[)" +
                             item("q1", "\"valueInteger\":1,\"item\":[" + item("q2", "\"valueInteger\":2") + "]") +
                             "]}";
  CHECK(read(response("r1", nested)) == kAlways + "|q1|q2\n1" + kFirst + "|<1>|<2>\n");
}

TEST_CASE("an item that a respondent left out is empty, in whatever form, and has no column where all did") {
  const std::string left = R"({"linkId":"q2"},{"linkId":"q3","answer":[]},)" + item("q4", "\"_valueInteger\":{}");
  CHECK(read(response("r1", item("q1", "\"valueInteger\":1") + "," + left) + response("r2", left)) ==
        kAlways + "|q1|q4\n1" + kFirst + "|<1>|\n1|r2|Patient/1|2026-10-02|completed||\n");
}

TEST_CASE("several answers to one item stand together, as none") {
  const std::string many =
      R"({"linkId":"q1","answer":[{"valueInteger":1},{"valueInteger":3}]},)" + item("q1", "\"valueInteger\":2");
  CHECK(holds(read(response("r1", many)), "|1; 3; 2\n"));
}

TEST_CASE("the subject is who is referred to, or an identifier") {
  const std::string of =
      R"({"resourceType":"QuestionnaireResponse","subject":{"identifier":{"value":"c07"}},"item":[)" +
      item("q1", "\"valueInteger\":1") + "]}";
  CHECK(read(of) == kAlways + "|q1\n1||c07|||<1>\n");
}

TEST_CASE("responses entered in error are left out, and told") {
  const TemporaryFolder folder;
  const std::string path = folder
                               .file("a.json", response("r1", item("q1", "\"valueInteger\":1")) +
                                                   response("r2", item("q9", "\"valueInteger\":2"), "entered-in-error"))
                               .string();
  const auto reader = open_fhir(FileBytes(InputStream(path)));
  CHECK(testing::table_text(*reader) == kAlways + "|q1\n1" + kFirst + "|<1>\n");
  REQUIRE(reader->notes().size() == 1);
  CHECK(holds(reader->notes().front(), "a.json: left out 1 response entered in error."));
}

TEST_CASE("what is not sound, or holds no response, is refused") {
  CHECK(holds(refusal("{\"resourceType\":\"Bundle\"}"), "the file holds no QuestionnaireResponse"));
  CHECK(holds(refusal(""), "the file holds no QuestionnaireResponse"));
  CHECK(holds(refusal("{}\n{\"resourceType\" \"Bundle\"}"), "a.json:2: not sound JSON: parse error at line 1, column"));
  CHECK(holds(refusal(response("r1", std::string(100, '['))), "nested more than 64 deep"));
}

TEST_CASE("a bundle may hold any number of resources, and what is around them") {
  std::string entries;
  for (int n = 0; n < 30'000; ++n)
    entries += R"({"fullUrl":"urn:x","resource":{"resourceType":"Patient","name":[{"family":"A"}]}},)";
  const std::string one = response("r1", item("q1", "\"valueInteger\":1"));
  CHECK(holds(read(R"({"resourceType":"Bundle","entry":[)" + entries + R"({"resource":)" + one + "}]}"),
              kFirst + "|<1>\n"));
}

TEST_CASE("a resource inside a response takes none of its items away") {
  const std::string inside = R"("contained":[{"resourceType":"Patient","name":[{"family":"A"}]}],)";
  std::string one = response("r1", item("q1", "\"valueInteger\":1") + "," + item("q2", "\"valueInteger\":2"));
  one.insert(one.find("\"item\""), inside);
  CHECK(read(one) == kAlways + "|q1|q2\n1" + kFirst + "|<1>|<2>\n");
}

TEST_CASE("what looks like a resource inside an item takes nothing of the item away") {
  std::string one = response("r1", item("q1", "\"valueInteger\":1") + "," + item("q2", "\"valueInteger\":2"));
  one.insert(one.find("\"linkId\""), R"("extension":[{"valueReference":{"resourceType":"Patient"}}],)");
  CHECK(read(one) == kAlways + "|q1|q2\n1" + kFirst + "|<1>|<2>\n");
}

TEST_CASE("a list of objects inside a response has a limit") {
  std::string answers = R"({"valueInteger":1})";
  for (int n = 0; n < 20'000; ++n) answers += R"(,{"valueInteger":1})";
  CHECK(holds(refusal(response("r1", R"({"linkId":"q","answer":[)" + answers + "]}")),
              "a list with more than 20,000 objects"));
}

TEST_CASE("resources of any wrong shape are read as far as they go") {
  for (
      const std::string content :
      {R"({"resourceType":"QuestionnaireResponse","item":{}})",
       R"({"resourceType":"QuestionnaireResponse","item":[1,null]})",
       R"({"resourceType":"QuestionnaireResponse","item":[{"linkId":1,"answer":[1]}],"subject":[]})",
       R"({"resourceType":"QuestionnaireResponse","item":[{"linkId":"q","answer":[null,{"valueCoding":1}]}]})",
       R"({"resourceType":"QuestionnaireResponse","item":[{"linkId":"q","answer":[{"valueCoding":{"extension":[1]}}]}]})"})
    CHECK(holds(read(content), kAlways));
}

}  // namespace attune
