#include "report/svg_map.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {
namespace {

using testing::holds;

const Questionnaire kEcr = testing::shipped("ecr");  // from 1 to 7, cut at 4

}  // namespace

TEST_CASE("a point stands where its scores are") {
  // The plane is 344 wide from 48 and ends below at 378: the middle is at 220, 206; a third of the way at 162.7, 263.3.
  CHECK(holds(person_map_svg(kEcr, {{{.x = 4, .y = 4}, ""}}, "map"), "<circle class=\"mark\" cx=\"220\" cy=\"206\""));
  CHECK(holds(person_map_svg(kEcr, {{{.x = 3, .y = 3}, ""}}, "map"), "cx=\"162.7\" cy=\"263.3\""));
}

TEST_CASE("the region has the width of both errors") {
  // 1.5 of 6 points is a quarter of 344, 0.75 an eighth.
  const std::string svg =
      person_map_svg(kEcr, {{{.x = 4, .y = 4, .mark = '*', .x_error = 1.5, .y_error = 0.75}, ""}}, "map");
  CHECK(holds(svg, "rx=\"86\" ry=\"43\""));
  CHECK(!holds(person_map_svg(kEcr, {{{.x = 4, .y = 4}, ""}}, "map"), "<ellipse"));
}

TEST_CASE("earlier points are rings on the way to the last") {
  const std::string svg =
      person_map_svg(kEcr, {{{.x = 1, .y = 1, .mark = '1'}, "May"}, {{.x = 7, .y = 7, .mark = '2'}, "<June>"}}, "map");
  CHECK(holds(svg, "<polyline class=\"way\" points=\"48,378 392,34\""));
  CHECK(holds(svg, "<circle class=\"open\" cx=\"48\" cy=\"378\""));
  CHECK(holds(svg, ">1</text>"));
  CHECK(holds(svg, ">2</text>"));
  CHECK(holds(svg, "&lt;June&gt;: "));  // for whoever does not see it
}

TEST_CASE("a group is a dot each, and cells where they are many") {
  ScoreScatter few(kEcr), many(kEcr);
  few.add(4, 4);
  for (std::size_t n = 0; n <= ScoreScatter::kMostPoints; ++n) many.add(1, 1);
  CHECK(holds(group_map_svg(kEcr, few, "map"), "<circle class=\"mark\" cx=\"220\" cy=\"206\" r=\"3\""));
  const std::string cells = group_map_svg(kEcr, many, "map");
  CHECK(!holds(cells, "<circle"));
  CHECK(holds(cells, "<rect class=\"mark\" x=\"48\" y=\"369.4\" width=\"8.6\" height=\"8.6\""));  // 344 / 40 = 8.6
  CHECK(holds(cells, "Respondents in a cell:"));
  CHECK(holds(cells, ">2,001</text>"));
  CHECK(cells.find(">secure</text>") > cells.rfind("height=\"8.6\""));  // names can be read over cells
}

}  // namespace attune
