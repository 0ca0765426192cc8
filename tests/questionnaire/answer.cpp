#include "questionnaire/answer.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {

using namespace testing;

namespace {

const ResponseScale kSeven{.min = 1, .max = 7, .labels = {{1, "Strongly disagree"}, {4, "Weder/noch"}, {7, "Völlig"}}};

}  // namespace

TEST_CASE("whole numbers within the response scale are answers") {
  const AnswerCodes codes(kSeven, {});
  for (int answer = 1; answer <= 7; ++answer) CHECK(codes.read(std::to_string(answer)) == answer);
  for (const char* four : {"4", "4.0", " 4 ", "4.", "04", "4e0", "4\r"}) {
    CAPTURE(four);
    CHECK(codes.read(four) == 4);
  }
}

TEST_CASE("empty text and white space are missing answers") {
  const AnswerCodes codes(kSeven, {});
  for (const char* blank : {"", " ", "\t", " \r"}) CHECK(codes.read(blank) == kMissing);
}

TEST_CASE("labels are answers whatever their case and spacing") {
  const AnswerCodes codes(kSeven, {});
  CHECK(codes.read("strongly  DISAGREE ") == 1);
  CHECK(codes.read("VÖLLIG") == 7);
  CHECK(codes.read("vo\u0308llig") == 7);
}

TEST_CASE("anything else means no answer") {
  const AnswerCodes codes(kSeven, {});
  for (const char* text : {"0", "8", "10", "-1", "4.5", "1e9", "4,0", "4x", "NA", "disagree", "NaN", "inf", "\xff",
                           "1 2", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(codes.read(text));
  }
}

TEST_CASE("answers may be negative and have several digits") {
  const AnswerCodes codes({.min = -3, .max = 100, .labels = {}}, {"999", "-9"});
  CHECK(codes.read("-3") == -3);
  CHECK(codes.read("0") == 0);
  CHECK(codes.read("-0") == 0);
  CHECK(codes.read("100") == 100);
  CHECK_FALSE(codes.read("-4"));
  CHECK_FALSE(codes.read("101"));
  CHECK(codes.read("999") == kMissing);
  CHECK(codes.read("-9") == kMissing);
}

TEST_CASE("a number far outside the scale never wraps around into it") {
  const AnswerCodes codes({.min = 1, .max = 7, .labels = {}}, {});
  for (const char* text : {"65537", "65540", "-65532", "4294967300", "-32768"}) {
    CAPTURE(text);
    CHECK_FALSE(codes.read(text));
  }
}

TEST_CASE("missing codes are missing whatever their case and way of writing") {
  const AnswerCodes codes(kSeven, {"0", "-9", "NA", "prefer not to say"});
  for (const char* text : {"0", "0.0", "-9", "-9.00", " -9", "NA", "na", "Prefer  not to say"}) {
    CAPTURE(text);
    CHECK(codes.read(text) == kMissing);
  }
  CHECK_FALSE(codes.read("9"));
  CHECK_FALSE(codes.read("N A"));
}

TEST_CASE("a missing code cannot be an answer on the scale") {
  for (const char* code : {"4", "4.0", "1", "7", "strongly disagree", " 7"}) {
    CAPTURE(code);
    const Error error = error_of([&] { AnswerCodes codes(kSeven, {"0", code}); });
    CHECK(error.code() == ExitCode::usage);
    CHECK(holds(error.problem(), std::string("--missing ") + code));
    CHECK(holds(error.problem(), "(1–7)"));
    CHECK_FALSE(error.remedy().empty());
  }
}

TEST_CASE("an answer block's rows lie one after the other") {
  const AnswerBlock block{.rows = 2, .items = 3, .answers = {1, 2, 3, 4, 5, 6}};
  CHECK(block.row(1).size() == 3);
  CHECK(block.row(1)[0] == 4);
  CHECK(block.row(0)[2] == 3);
}

TEST_CASE("codes are answers and missing texts are none, whatever their case") {
  const AnswerCodes codes({.min = 1, .max = 2, .codes = {{"A1", 1}, {"A2", 2}}, .missing = {"unsure", "99"}}, {"-9"});
  CHECK(codes.read("a2") == 2);
  CHECK(codes.read("Unsure") == kMissing);
  CHECK(codes.read("99.0") == kMissing);
  CHECK(codes.read("-9") == kMissing);
  CHECK_FALSE(codes.read("A3"));
}

TEST_CASE("between choices there is no answer") {
  const ResponseScale choices{.min = 0, .max = 10, .labels = {{0, "no"}, {10, "yes"}}, .only_labelled = true};
  const AnswerCodes codes(choices, {});
  CHECK(codes.read("10") == 10);
  CHECK_FALSE(codes.read("5"));
  CHECK(codes.answers() == "0 and 10");
}

TEST_CASE("each item has the codes of its own answers") {
  Questionnaire q;
  q.response = {.min = 1, .max = 3};
  q.items.resize(3);
  q.items[1].response = q.items[2].response = ResponseScale{.min = 0, .max = 10};
  const ItemCodes codes(q, {"99"});
  CHECK_FALSE(codes.same_for_all());
  CHECK_FALSE(codes[0].read("10"));
  CHECK(codes[1].read("10") == 10);
  CHECK(codes[2].answers() == "0–10");
  CHECK(codes[0].read("99") == kMissing);
  CHECK(error_of([&] { ItemCodes(q, {"9"}); }).code() == ExitCode::usage);
}

}  // namespace attune
