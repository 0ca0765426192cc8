#include <doctest/doctest.h>

#include <string>

#include "support.h"
#include "table/fhir_responses.h"
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

// `part` so many times, with commas between.
std::string list_of(std::size_t times, const std::string& part) {
  std::string list = part;
  for (std::size_t n = 1; n < times; ++n) list += "," + part;
  return list;
}

const std::string kPatient = R"({"resourceType":"Patient","name":[{"family":"A"}]})";
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

TEST_CASE("a response is found among any number of other resources, in a bundle or a list") {
  const std::string one = response("r1", item("q1", "\"valueInteger\":1"));
  const std::string entries = list_of(30'000, R"({"fullUrl":"urn:x","resource":)" + kPatient + "}");
  CHECK(holds(read(R"({"resourceType":"Bundle","entry":[)" + entries + R"(,{"resource":)" + one + "}]}"),
              kFirst + "|<1>\n"));
  CHECK(holds(read("[" + list_of(30'000, kPatient) + "," + one + "]"), kFirst + "|<1>\n"));
}

TEST_CASE("a bundle of what happened may hold any number of entries without a resource") {
  const std::string gone = R"({"fullUrl":"urn:x","request":{"method":"DELETE","url":"Patient/1"}})";
  const std::string one = response("r1", item("q1", "\"valueInteger\":1"));
  CHECK(holds(read(R"({"resourceType":"Bundle","type":"history","entry":[)" + list_of(30'000, gone) +
                   R"(,{"resource":)" + one + "}]}"),
              kFirst + "|<1>\n"));
}

TEST_CASE("each of many responses in a list is read, with anything between them") {
  const TemporaryFolder folder;
  const std::string few = R"({"resourceType":"QuestionnaireResponse"})";
  const std::string content = "[" + list_of(50'000, "0") + "," + list_of(50'000, "{}," + few) + "]";
  const auto reader = open_fhir(FileBytes(InputStream(folder.file("a.json", content).string())));
  CHECK(testing::rows_until(*reader, 100'000) == 50'000);
}

TEST_CASE("what cannot be answers is not held in memory, and does not count") {
  const std::string many = "[" + list_of(kMostFhirValues / 2, "{},0") + ",[" + list_of(kMostFhirValues, "0") + "]]";
  std::string one = response("r1", item("q1", "\"valueInteger\":1"));
  one.insert(one.find("\"item\""), "\"note\":" + many + ",");
  CHECK(read("[" + many + "," + one + "]") == kAlways + "|q1\n1" + kFirst + "|<1>\n");
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

TEST_CASE("values that could be answers have a limit in each resource, not in all together") {
  // Each counts its type, its list of items and what that holds.
  const auto with = [](std::size_t values) {
    return R"({"resourceType":"QuestionnaireResponse","item":[)" + list_of(values, "0") + "]}";
  };
  const std::string most = with(kMostFhirValues - 2);
  CHECK(read("[" + most + "," + most + "]") == kAlways + "\n1||||\n1||||\n");
  CHECK(holds(refusal("[" + with(kMostFhirValues - 1) + "]"),
              "a.json:1: \"item\" of one resource holds more than 500,000 values\n  "
              "Leave the resource out of the file, or divide it."));
}

TEST_CASE("a response inside another is one of its own") {
  std::string outer = response("r2", item("q1", "\"valueInteger\":2"));
  outer.insert(outer.find("\"item\""), "\"contained\":[" + response("r1", item("q1", "\"valueInteger\":1")) + "],");
  CHECK(read(outer) == kAlways + "|q1\n1" + kFirst + "|<1>\n1|r2|Patient/1|2026-10-02|completed|<2>\n");
}

TEST_CASE("a response that says only at its end what it is, is read all the same") {
  CHECK(read(R"({"item":[)" + item("q1", "\"valueInteger\":1") + R"(],"resourceType":"QuestionnaireResponse"})") ==
        kAlways + "|q1\n1|||||<1>\n");
}

TEST_CASE("an answer that is neither number nor text is told as it stands") {
  CHECK(holds(read(response("r1", item("q1", R"("valueAttachment":{"url":"a","size":1,"title":null})"))),
              R"(|<{"size":1,"title":null,"url":"a"}>)"));
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
