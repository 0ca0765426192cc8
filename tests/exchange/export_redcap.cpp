#include "exchange/export_redcap.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::holds;
using testing::shipped;

TEST_CASE("a dictionary begins with a record id, and has a calculated field a scale") {
  const std::string csv = export_redcap(shipped("rq"), {}).text;
  CHECK(csv.starts_with("Variable / Field Name,Form Name,Section Header,Field Type,"));
  CHECK(holds(csv, "\r\nrecord_id,rq,,text,Record ID,"));
  CHECK(
      holds(csv,
            "\r\nsecure,rq,,radio,,\"1, Not at all like me | 2, 2 | 3, 3 | 4, Somewhat like me | 5, 5 | 6, 6 | 7, Very "
            "much like me\","));
  // An item is called secure too.
  CHECK(holds(csv,
              "\r\nmodel_of_self,rq,,calc,Model of self,([secure_score]+[dismissing_score]+(0-[preoccupied_score])+(0-["
              "fearful_score])),"));
}

TEST_CASE("a rule for missing answers is a condition on their number") {
  const std::string csv = export_redcap(shipped("ecr-rs"), {}).text;
  // 2 of 3 items of anxiety.
  CHECK(holds(csv,
              "\"if(sum(if([q7]<>\"\"\"\",1,0),if([q8]<>\"\"\"\",1,0),if([q9]<>\"\"\"\",1,0))>=2,mean([q7],[q8],[q9]),"
              "\"\"\"\")\""));
}

TEST_CASE("an item called like a field of our own has another name") {
  Questionnaire questionnaire = shipped("rq");
  questionnaire.instructions = "Please think of a partner.";
  questionnaire.items[0].id = "record_id";
  questionnaire.items[1].id = "Instructions";
  const std::string csv = export_redcap(questionnaire, {}).text;
  CHECK(holds(csv, "\r\nrecord_id,rq,,text,"));
  CHECK(holds(csv, "\r\ninstructions,rq,,descriptive,"));
  CHECK(holds(csv, "\r\nrecord_idx,rq,,radio,"));
  CHECK(holds(csv, "\r\ninstructionsx,rq,,radio,"));
}

TEST_CASE("a bar in a slider's label does not make two of it") {
  Questionnaire questionnaire = shipped("rq");
  questionnaire.response = {.min = 0, .max = 100, .labels = {{0, "no | never"}, {100, "yes"}}};
  CHECK(holds(export_redcap(questionnaire, {}).text, "no / never |  | yes"));
}

}  // namespace attune
