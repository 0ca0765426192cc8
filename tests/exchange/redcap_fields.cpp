#include "exchange/redcap_fields.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {
namespace {

const std::string kTitles =
    "field_name,field_type,select_choices_or_calculations,text_validation_type_or_show_slider_number,"
    "text_validation_min,text_validation_max,identifier\n";

RedcapField field(const std::string& row) { return read_redcap_fields(kTitles + row + "\n", "f").at(0); }
std::vector<int> answers(const std::string& row) { return redcap_answers(field(row)).value().response.answers(); }

}  // namespace

TEST_CASE("choices stand between bars, each a code and a label after a comma") {
  const auto numbered = redcap_answers(field("q,radio,\"0, Never | 1, Now, and then|2,Always\""));
  REQUIRE(numbered);
  CHECK(numbered->response.labels == std::map<int, std::string>{{0, "Never"}, {1, "Now, and then"}, {2, "Always"}});
}

TEST_CASE("a slider goes from 0 to 100, unless it says otherwise") {
  CHECK(answers("q,slider,,").size() == 101);
  CHECK(answers("q,slider,a | b | c,number,1,9") == std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9});
  CHECK(redcap_answers(field("q,slider,a | b | c,number,1,9"))->response.labels ==
        std::map<int, std::string>{{1, "a"}, {5, "b"}, {9, "c"}});
}

TEST_CASE("a text has answers where it is a whole number with limits") {
  CHECK(answers("q,text,,integer,0,2") == std::vector<int>{0, 1, 2});
  CHECK_FALSE(redcap_answers(field("q,text,,integer,0,")));
  CHECK_FALSE(redcap_answers(field("q,text,,number,0,2")));
  CHECK_FALSE(redcap_answers(field("q,text,,integer,0,5000")));
}

TEST_CASE("fields with one choice, several answers or none have no numbers to choose from") {
  for (const char* row : {"q,radio,\"1, only\"", "q,checkbox,\"1, a | 2, b\"", "q,notes,", "q,file,", "q,,"}) {
    CAPTURE(row);
    CHECK_FALSE(redcap_answers(field(row)));
  }
}

TEST_CASE("columns of which nothing is made are known where they say something") {
  CHECK(redcap_columns_left({field("q,notes,,,,,y")}) == std::vector<std::string>{"identifier"});
  CHECK(redcap_columns_left({field("q,notes,,,,,")}).empty());
}

TEST_CASE("a slider to beyond all answers has none") {
  CHECK_FALSE(redcap_answers(field("q,slider,a | b | c,number,2147483646,2147483647")));
  CHECK_FALSE(redcap_answers(field("q,slider,a | b | c,number,-2147483648,-2147483647")));
}

}  // namespace attune
