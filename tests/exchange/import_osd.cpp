#include "exchange/import_osd.h"

#include <doctest/doctest.h>

#include "exchange/definition_yaml.h"
#include "exchange/osd_file.h"
#include "questionnaire/load.h"

namespace attune {

using testing::holds;
using testing::imported_osd;
using testing::kRatings;
using testing::osd_file;
using testing::refusal_of_osd;
using testing::tells;

namespace {

const std::string kScore = R"("s": {"method": "sum_coded", "items": ["q1", "q2"]})";

}  // namespace

TEST_CASE("what a file says of itself goes into the definition") {
  const Questionnaire q = imported_osd(R"({"osd_version": "1.0", "definition": {
      "scale_info": {"name": "Patient <i>Health</i>", "code": "PHQ_9a", "description": "A screener.", "citation": "K. (2001).",
        "license": "free to use", "license_explanation": "Pfizer", "version": 2, "url": "https://x.org", "domain": "Health",
        "abbreviation": "P"},
      "implementation": {"author": "Somebody", "license": "CC BY 4.0"},
      "dimensions": [{"id": "s", "name": "Sadness"}],
      "items": [)" + kRatings + R"(], "scoring": {)" +
                                       kScore + "}}}")
                              .questionnaire;
  CHECK(q.id == "phq-9a");
  CHECK(q.title == "Patient Health");
  CHECK(q.version == "2");
  CHECK(q.construct == "Health");
  CHECK(q.sources == Sources{{"key", {"K. (2001)."}}, {"description", {"A screener."}}, {"web", {"https://x.org"}}});
  CHECK(q.rights.wording == "free to use. Pfizer");
  CHECK(q.rights.definition == "CC BY 4.0. Somebody");
  CHECK(q.scales[0].title == "Sadness");
  CHECK(q.unscored == std::vector<std::size_t>{2});
}

TEST_CASE("a file without a wrapper, with questions for items, is read too") {
  const Questionnaire q = imported_osd(R"({"scale_info": {"name": "S", "code": "S"}, "questions": [)" + kRatings +
                                       R"(], "scoring": {)" + kScore + R"(}, "translations": {"en": {"q1": "One"}}})")
                              .questionnaire;
  CHECK(q.items.size() == 3);
  CHECK(q.items[0].text == "One");
}

TEST_CASE("what scores and asking do not need is left out, and told by name") {
  const Imported made = imported_osd(osd_file(kRatings, kScore, R"(, "report": {}, "gate": {}, "parameters": {})"));
  CHECK(tells(made.left_out, "gate, parameters and report."));
}

TEST_CASE("a file that scores nothing becomes items, with what is to be added") {
  const Imported made = imported_osd(osd_file(kRatings, ""));
  CHECK(made.questionnaire.scales.empty());
  CHECK(tells(made.notes, "Add \"scales\""));
}

TEST_CASE("what comes of a file is a definition") {
  const Imported made = imported_osd(osd_file(kRatings, kScore));
  const Questionnaire q = load_questionnaire_text(definition_yaml(made.questionnaire), "small.yaml", Catalogue({}));
  CHECK(q.scales[0].items == made.questionnaire.scales[0].items);
  CHECK(q.response == made.questionnaire.response);
}

TEST_CASE("what is no such file is refused with its place") {
  CHECK(holds(refusal_of_osd("{}").problem(), "there are no \"items\""));
  CHECK(holds(refusal_of_osd("[1]").problem(), "expected an object, found a list"));
  CHECK(refusal_of_osd("{\n\n\"a\": }").place().line == 3);
  CHECK(holds(refusal_of_osd(R"({"scale_info": {"name": "S", "code": "S"}})").problem(), "there are no \"items\""));
}

TEST_CASE("a file is known by its extension or its keys") {
  CHECK(is_osd("{}", ".osd"));
  CHECK(is_osd(R"({"osd_version": "1.0"})", ".json"));
  CHECK(is_osd(R"({"scale_info": {}})", ".json"));
  CHECK_FALSE(is_osd(R"({"resourceType": "Questionnaire"})", ".json"));
}

TEST_CASE("a file of 100,000 items is refused for that") {
  std::string items;
  for (int n = 0; n < 100'000; ++n)
    items += (n == 0 ? "" : ",") + std::string(R"({"id":"q)") + std::to_string(n) + "\"}";
  CHECK(holds(refusal_of_osd(osd_file(items, kScore)).problem(), "more than 10,000 entries"));
}

}  // namespace attune
