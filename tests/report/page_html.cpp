#include <doctest/doctest.h>

#include "report/page.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;

const std::string kHostile = "<script>alert(1)</script> ]]> \" ' & \x1B[31m \u202E";
const std::string kHarmless = "&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &quot; &#39; &amp; \\x1B[31m \\u{202E}";

std::string shown(PageBlock block) { return page_html({.title = "T", .blocks = {std::move(block)}}); }

}  // namespace

TEST_CASE("hostile text is text wherever it stands in a page") {
  const std::vector<PageBlock> blocks{Heading{1, kHostile},
                                      Paragraph{kHostile},
                                      Facts{{{kHostile, "fact"}}},
                                      Facts{{{"name", kHostile}}},
                                      PageTable{.caption = kHostile, .columns = {{"a"}}, .rows = {{{"b"}}}},
                                      PageTable{.caption = "c", .columns = {{kHostile}}, .rows = {{{"b"}}}},
                                      PageTable{.caption = "c", .columns = {{"a"}}, .rows = {{{kHostile}}}},
                                      Figure{.svg = "", .caption = kHostile, .drawing = ""}};
  for (const PageBlock& block : blocks) {
    CAPTURE(block.index());
    const std::string html = shown(block);
    CHECK(holds(html, kHarmless));
    CHECK(!holds(html, "<script"));
    CHECK(!holds(html, "\x1B"));
  }
  CHECK(holds(page_html({.title = kHostile}), "<title>" + kHarmless + "</title>"));
}

TEST_CASE("raw HTML in the guide is left out") {
  CHECK(!holds(shown(Prose{"a <script>alert(1)</script> b\n\n[x](javascript:alert(1))"}), "<script"));
  CHECK(!holds(shown(Prose{"[x](javascript:alert(1))"}), "javascript:"));
}

TEST_CASE("a page allows nothing from elsewhere") {
  const std::string html = shown(Paragraph{"x"});
  CHECK(holds(html, "default-src 'none'"));
  CHECK(!holds(html, "http://"));
  CHECK(!holds(html, "https://"));
}

TEST_CASE("paper gets long tables in small print, and narrow ones in two columns") {
  const auto table = [](std::size_t columns, std::size_t rows) {
    return shown(PageTable{.caption = "Answers",
                           .columns = std::vector<PageColumn>(columns, {"a"}),
                           .rows = std::vector(rows, std::vector<PageCell>(columns, {"b"}))});
  };
  CHECK(holds(table(3, 8), "class=\"table\""));
  CHECK(holds(table(4, 36), "class=\"table long\""));
  CHECK(holds(table(3, 36), "class=\"table long narrow\""));
}

TEST_CASE("a date is not broken in two lines") {
  CHECK(holds(shown(PageTable{.caption = "c", .columns = {{"a"}}, .rows = {{{"2026-10-02"}}}}),
              "<time>2026-10-02</time>"));
}

TEST_CASE("a date leads on where it has a link") {
  CHECK(holds(shown(PageTable{.caption = "c", .columns = {{"a"}}, .rows = {{{"2026-01-01", "r1.html"}}}}),
              "<a href=\"r1.html\"><time>2026-01-01</time></a>"));
}

TEST_CASE("a table names its columns and rows, and tells by which column it is sorted") {
  const std::string html =
      shown(PageTable{.caption = "Scores",
                      .columns = {{"Who", false, "index-by-1.html"}, {"Score", true, {}, "descending"}},
                      .rows = {{{"c01", "c01.html"}, {"4.0"}}}});
  CHECK(holds(html, "<th scope=\"col\"><a href=\"index-by-1.html\">Who</a></th>"));
  CHECK(holds(html, "<th scope=\"col\" class=\"number\" aria-sort=\"descending\">Score"));
  CHECK(holds(html, "<th scope=\"row\"><a href=\"c01.html\">c01</a></th><td class=\"number\">4.0</td>"));
}

}  // namespace attune
