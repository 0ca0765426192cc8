#include "guide/guide_html.h"

#include <doctest/doctest.h>

#include <string>

#include "support.h"

namespace attune {

using testing::holds;

TEST_CASE("the guide in HTML needs nothing from elsewhere") {
  std::vector<GuidePage> pages;
  for (const std::string& name : page_names(testing::shipped_catalogue()))
    pages.push_back(load_page(testing::shipped_catalogue(), name));
  const std::string html = guide_html(pages);
  for (const char* outside : {"<script", "<link", "src=", "@import", "url("}) CHECK_FALSE(holds(html, outside));
  for (const GuidePage& page : pages) CHECK(holds(html, "id=\"" + page.name + "\""));
}

TEST_CASE("every link within the guide in HTML leads to a page that is in it") {
  const std::string html = guide_html({{"a", "A", "# A\n\n[b](b) [c](c)\n"}, {"b", "B", "# B\n"}});
  CHECK(holds(html, "<a href=\"#b\">b</a>"));
  CHECK_FALSE(holds(html, "href=\"c\""));
}

TEST_CASE("a page's title cannot break out of the title of the HTML") {
  const std::string html = guide_html({{"a", "</title><script>x</script>", "# A\n"}});
  CHECK_FALSE(holds(html, "<script"));
  CHECK(holds(html, "<title>&lt;/title&gt;"));
}

TEST_CASE("the HTML of the guide states its character set, language and title") {
  const std::string html = guide_html({{"a", "Zoë {} here", "# Zoë\n"}});
  CHECK(html.starts_with("<!doctype html>"));
  CHECK(holds(html, "charset=\"utf-8\""));
  CHECK(holds(html, "<html lang=\"en\">"));
  CHECK(holds(html, "<title>Zoë {} here</title>"));
}

}  // namespace attune
