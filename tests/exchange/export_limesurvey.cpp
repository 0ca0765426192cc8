#include "exchange/export_limesurvey.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::error_of;
using testing::holds;
using testing::shipped;

TEST_CASE("a survey has a list an item and a hidden equation a scale") {
  const std::string text = export_limesurvey(shipped("ecr-rs"), {}).text;
  CHECK(text.starts_with("id\trelated_id\tclass\ttype/scale\tname\t"));
  CHECK(holds(text, "\n\t\tQ\tL\tq1\t1\t"));
  CHECK(holds(text, "\n\t\tA\t0\t7\t\tStrongly agree\t\ten\t\t\t\t\t\t7\t\n"));
  CHECK(holds(text,
              "\n\t\tQ\t*\tanxiety\t1\t{if(count(q7.NAOK, q8.NAOK, q9.NAOK) >= 2, (sum(q7.NAOK, q8.NAOK, q9.NAOK)) / "
              "count(q7.NAOK, q8.NAOK, q9.NAOK), '')}\tAttachment anxiety\ten\t"));
}

TEST_CASE("a reversed item is taken away from min and max, as often as it is answered") {
  // Reversed on 1 to 7: q1 to q4 of the nine.
  CHECK(holds(export_limesurvey(shipped("ecr-rs"), {}).text,
              "-sum(q1.NAOK, q2.NAOK, q3.NAOK, q4.NAOK) + 8 * count(q1.NAOK, q2.NAOK, q3.NAOK, q4.NAOK) + sum(q5.NAOK, "
              "q6.NAOK)"));
}

TEST_CASE("answers below 0 are refused, as no code can be") {
  Questionnaire questionnaire = shipped("ecr-rs");
  questionnaire.response = {.min = -3, .max = 3};
  CHECK(holds(error_of([&] { export_limesurvey(questionnaire, {}); }).problem(), "q1 has answers below 0"));
}

}  // namespace attune
