#include <doctest/doctest.h>

#include "questionnaire/definition_text.h"

namespace attune {

using testing::four_items;
using testing::holds;
using testing::mistake_of;

namespace {

// A definition of two items with these answers, and one scale.
Reading with_response(const std::string& response) {
  return four_items("scales: { s: { items: [q1, q2] } }\n",
                    "response: " + response + "\nitems: { prefix: q, count: 2 }\n");
}

}  // namespace

TEST_CASE("choices are all answers there are, the lowest and the highest being the range") {
  const ResponseScale response = with_response("{ choices: { 0: none, 5: some, 10: all } }").questionnaire.response;
  CHECK(response.min == 0);
  CHECK(response.max == 10);
  CHECK(response.only_labelled);
  CHECK(response.answers() == std::vector<int>{0, 5, 10});
  CHECK(response.allows(5));
  CHECK_FALSE(response.allows(6));
}

TEST_CASE("choices without gaps are a range with labels") {
  CHECK(with_response("{ choices: { 0: no, 1: yes } }").questionnaire.response ==
        ResponseScale{.min = 0, .max = 1, .labels = {{0, "no"}, {1, "yes"}}});
}

TEST_CASE("codes name answers, and what is missing names none") {
  const Reading reading = with_response("{ min: 1, max: 2, codes: { A1: 1, A2: 2 }, missing: [unsure, 99] }");
  CHECK(reading.mistakes.empty());
  CHECK(reading.questionnaire.response.codes == std::map<std::string, int>{{"A1", 1}, {"A2", 2}});
  CHECK(reading.questionnaire.response.missing == std::set<std::string>{"99", "unsure"});
}

TEST_CASE("one answer may have several codes that differ in case, and its label as a code") {
  const Reading reading = with_response("{ min: 1, max: 2, labels: { 1: No }, codes: { a1: 1, A1: 1, no: 1 } }");
  CHECK(reading.mistakes.empty());
  CHECK(reading.questionnaire.response.codes.size() == 3);
}

TEST_CASE("an item may have answers of its own, and those of all are not its own") {
  const Questionnaire q = four_items("scales: { s: { items: [q1, q2, q3] } }\n",
                                     "response: { min: 1, max: 4 }\n"
                                     "items:\n"
                                     "  - { id: q1, response: { min: 0, max: 10, labels: { 0: no } } }\n"
                                     "  - { id: q2, response: { min: 1, max: 4 } }\n"
                                     "  - { id: q3 }\n")
                              .questionnaire;
  CHECK(q.response_of(0) == ResponseScale{.min = 0, .max = 10, .labels = {{0, "no"}}});
  CHECK_FALSE(q.items[1].response);
  CHECK(q.response_of(2).max == 4);
  CHECK_FALSE(q.one_response());
}

TEST_CASE("an item's stem stands in place of that of all") {
  const Questionnaire q = four_items("scales: { s: { items: [q1] } }\n",
                                     "stem: How often\nresponse: { min: 1, max: 4 }\n"
                                     "items: [ { id: q1 }, { id: q2, stem: How much } ]\n")
                              .questionnaire;
  CHECK(q.stem_of(0) == "How often");
  CHECK(q.stem_of(1) == "How much");
}

TEST_CASE("answers that cannot be are named with their place") {
  const struct {
    std::string response, place, problem;
  } cases[] = {
      {"{ choices: { 0: a, 5: b }, min: 0 }", "4:43", "so \"min\" says nothing"},
      {"{ choices: { 0: a } }", "4:22", "fewer than two choices"},
      {"{ choices: { 0: a, 5: A } }", "4:33", "stands for two answers"},
      {"{ min: 1, max: 2, labels: { 1: 2 } }", "4:42", "the label \"2\" of answer 1 is another number"},
      {"{ choices: { 0: a, 5000: b } }", "4:30", "from -1000 to 1000"},
      {"{ min: 1, max: 2, codes: { A3: 3 } }", "4:42", "from 1 to 2, found \"3\""},
      {"{ min: 1, max: 2, codes: { 7: 1 } }", "4:38", "\"7\" cannot be a code"},
      {"{ min: 1, max: 2, labels: { 1: no }, codes: { No: 2 } }", "4:57", "\"No\" is the label of answer 1"},
      {"{ choices: { 0: a, 5: b }, codes: { x: 3 } }", "4:50", "3 is not an answer"},
      {"{ min: 1, max: 2, codes: { a1: 1, A1: 2 } }", "4:45", "\"A1\" is a code of answer 1 too"},
      {"{ min: 1, max: 2, missing: [99, 2] }", "4:43", "2 is an answer, so it cannot mean"},
      {"{ min: 1, max: 2, labels: { 1: No }, missing: [no] }", "4:58", "\"no\" is a label of answer 1, so it cannot"},
      {"{ min: 1, max: 2, codes: { A1: 2 }, missing: [a1] }", "4:57", "\"a1\" is a code of answer 2, so it cannot"},
      {"{ min: 1, max: 2, missing: x }", "4:38", "expected a list of texts"},
  };
  for (const auto& [response, place, problem] : cases) {
    const std::string shown = response;
    CAPTURE(shown);
    const Error mistake = mistake_of(with_response(response), problem);
    CHECK(mistake.code() == ExitCode::data);
    CHECK(std::to_string(mistake.place().line) + ":" + std::to_string(mistake.place().column) == place);
  }
}

}  // namespace attune
