#include "report/index_page.h"

#include <doctest/doctest.h>

#include <map>

#include "support.h"

namespace attune {
namespace {

using testing::holds;

RespondentResult respondent(const Questionnaire& q, const std::string& id, Answer answer) {
  RespondentResult result;
  result.id = id;
  result.answers.assign(q.items.size(), answer);
  result.scores = Scorer(q).score(result.answers);
  return result;
}

// Anxiety of the ECR-RS is the mean of q7 to q9: 2, none, 6.
std::map<std::string, std::string> sorted_pages(const Questionnaire& q) {
  ReportIndex index(q, {});
  index.add(respondent(q, "low", 2), "low.html");
  index.add(respondent(q, "none", kMissing), "none.html");
  index.add(respondent(q, "high", 6), "high.html");
  std::map<std::string, std::string> pages;
  index.sorted_pages(".html", [&](const std::string& file, const Page& page) { pages[file] = page_html(page); });
  return pages;
}

std::vector<std::string> order(const std::string& html) {
  std::map<std::size_t, std::string> places;
  for (const char* id : {"low", "none", "high"}) places[html.find(std::string("<a href=\"") + id + ".html")] = id;
  std::vector<std::string> ids;
  for (const auto& [place, id] : places) ids.push_back(id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("an index has respondents in the order of the file, and by each column on a page of its own") {
  const Questionnaire q = testing::shipped("ecr-rs");
  auto pages = sorted_pages(q);
  CHECK(order(pages["index.html"]) == Ids{"low", "none", "high"});
  CHECK(order(pages["index-by-1.html"]) == Ids{"high", "low", "none"});
  CHECK(pages.size() == 6);  // respondent, anxiety, avoidance, profile, conspicuous, and the file's order
}

TEST_CASE("by a score the highest comes first, and whoever has none last") {
  const Questionnaire q = testing::shipped("ecr-rs");
  auto pages = sorted_pages(q);
  const std::size_t anxiety = q.scales[0].id == "anxiety" ? 2 : 3;
  CHECK(order(pages["index-by-" + std::to_string(anxiety) + ".html"]) == Ids{"high", "low", "none"});
}

TEST_CASE("each page leads to the others and says how it is sorted") {
  const Questionnaire q = testing::shipped("ecr-rs");
  auto pages = sorted_pages(q);
  CHECK(holds(pages["index.html"], "<a href=\"index-by-2.html\">"));
  CHECK(!holds(pages["index-by-2.html"], "<a href=\"index-by-2.html\">"));
  CHECK(holds(pages["index-by-2.html"], "aria-sort=\"descending\""));
}

TEST_CASE("respondents are sorted by the numbers in their ids") {
  const Questionnaire q = testing::shipped("ecr-rs");
  ReportIndex index(q, {});
  for (const char* id : {"c10", "C9", "c1"}) index.add(respondent(q, id, 2), std::string(id) + ".html");
  index.sorted_pages(".html", [&](const std::string& file, const Page& page) {
    const std::string html = page_html(page);
    if (file != "index-by-1.html") return;
    CHECK(html.find(">c1<") < html.find(">C9<"));
    CHECK(html.find(">C9<") < html.find(">c10<"));
  });
}

TEST_CASE("a long id is cut, so that nobody's scores are pushed out of sight") {
  const Questionnaire q = testing::shipped("ecr-rs");
  ReportIndex index(q, {});
  index.add(respondent(q, std::string(300, 'z'), 2), "z.html");
  CHECK(holds(page_html(index.page()), std::string(27, 'z') + "…"));
  CHECK(!holds(page_html(index.page()), std::string(28, 'z')));
}

TEST_CASE("an index tells how many are not on its map") {
  const Questionnaire q = testing::shipped("ecr-rs");
  ReportIndex index(q, {});
  index.add(respondent(q, "a", 2), "a.html");
  CHECK(!holds(page_html(index.page()), "not shown"));
  index.add(respondent(q, "b", kMissing), "b.html");
  CHECK(holds(page_html(index.page()), "1 respondent without a score on both dimensions is not shown."));
}

TEST_CASE("whoever has no id has a link all the same") {
  const Questionnaire q = testing::shipped("ecr-rs");
  ReportIndex index(q, {});
  index.add(respondent(q, "", 2), "respondent.html");
  CHECK(holds(page_html(index.page()), "<a href=\"respondent.html\">(no id)</a>"));
}

}  // namespace attune
