#include <doctest/doctest.h>

#include "base/html.h"
#include "guide/markdown.h"
#include "report/page.h"

namespace attune {

TEST_CASE("no mark of Markdown is left to a text") {
  CHECK(escape_markdown("[x](javascript:alert(1))") == "\\[x\\](javascript:alert(1))");
  CHECK(escape_markdown("*a* _b_ `c` ~d~ | # ! \\") == "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\| \\# \\! \\\\");
  CHECK(escape_markdown("<script> & \x1B \u202E") == "\\<script\\> \\& \\\\x1B \\\\u\\{202E\\}");
  CHECK(escape_markdown("a\n# b") == "a\\\\x0A\\# b");
}

TEST_CASE("an address does not become a link") {
  CHECK(escape_markdown("http://x.example me@x.example WWW.x.example") ==
        "http\\://x.example me\\@x.example WWW\\.x.example");
}

TEST_CASE("a paragraph does not begin as a list or a rule does") {
  for (const char* text : {"- a", "+ a", "1. a", "12) a", "=== a", "--- a"}) {
    const std::string html = render_html(page_markdown({.title = "", .blocks = {Paragraph{text}}}), {});
    CHECK(html == std::string("<p>") + text + "</p>\n");
  }
}

TEST_CASE("a drawing stays within its fence, whatever stands in it") {
  const std::string drawing = "map of\n````\n# not a heading\n";
  const std::string html =
      render_html(page_markdown({.title = "", .blocks = {Figure{.svg = "", .caption = "c", .drawing = drawing}}}), {});
  CHECK(html.find("<h1") == std::string::npos);
  CHECK(html.find("````\n# not a heading\n</code>") != std::string::npos);
}

TEST_CASE("numbers in a table stay as they are") {
  const std::string text =
      page_markdown({.title = "",
                     .blocks = {PageTable{
                         .caption = "Scores", .columns = {{"Who"}, {"Score", true}}, .rows = {{{"a|b"}, {"4.1"}}}}}});
  CHECK(text == "Scores\n\n| Who | Score |\n| --- | ---: |\n| a\\|b | 4.1 |\n");
}

TEST_CASE("a text is the same again when it is read as Markdown") {
  const std::string hostile = "<script>x</script> [a](b) ![c](d) **e** `f` & | \"g\" $h$ {i}";
  CHECK(render_html(escape_markdown(hostile), {}) == "<p>" + escape_html(hostile) + "</p>\n");
}

}  // namespace attune
