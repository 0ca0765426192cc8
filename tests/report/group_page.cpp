#include "report/group_page.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::holds;

TEST_CASE("a page on a group has distributions, map, shares with intervals and reliability") {
  const Questionnaire q = testing::shipped("ecr-rs");
  Group group(q);
  // Four of twelve secure, the others ambivalent: 33.3 %, by R's prop.test without correction 13.8 to 60.9 %.
  for (int n = 0; n < 12; ++n) {
    const auto low = static_cast<Answer>(n < 4 ? 2 : 6);
    const auto high = static_cast<Answer>(8 - low);
    const auto other = static_cast<Answer>(low + n % 2);
    group.add({.rows = 1, .items = 9, .answers = {high, high, high, high, low, low, low, low, other}});
  }
  const std::string html = page_html(group_page(q, group, {.title = "<Panel>"}));
  CHECK(holds(html, "<h1>&lt;Panel&gt;</h1>"));
  CHECK(holds(html, "id=\"scores-1-title\""));
  CHECK(holds(html, "id=\"map-title\""));
  CHECK(holds(html, "<td class=\"number\">33.3\u00A0%</td><td class=\"number\">13.8\u00A0% to 60.9\u00A0%</td>"));
  CHECK(holds(html, "Reliability of the scales"));
}

TEST_CASE("a page on a group with ratings calls no profile a region") {
  const Questionnaire q = testing::shipped("rq");
  Group group(q);
  group.add({.rows = 1, .items = 4, .answers = {5, 3, 2, 2}});
  const std::string html = page_html(group_page(q, group, {}));
  CHECK(holds(html, "A profile is the description that fits a person"));
  CHECK_FALSE(holds(html, "plane"));
}

TEST_CASE("a page on nobody is a page all the same") {
  const Questionnaire q = testing::shipped("rq");
  CHECK(holds(page_html(group_page(q, Group(q), {})), "<dd>0</dd>"));
}

}  // namespace attune
