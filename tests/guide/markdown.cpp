#include "guide/markdown.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "base/text.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;
constexpr TerminalStyle kPlain{.width = 40, .emphasis = false, .unicode = true};
constexpr TerminalStyle kStyled{.width = 40, .emphasis = true, .unicode = true};

std::string without_escapes(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\x1B') at = text.find('m', at);
    else plain += text[at];
  }
  return plain;
}

int widest(const std::string& text) {
  std::istringstream lines(without_escapes(text));
  int width = 0;
  for (std::string line; std::getline(lines, line);) width = std::max(width, display_width(line));
  return width;
}

std::string repeated(const std::string& text, int times) {
  std::string made;
  for (int i = 0; i < times; ++i) made += text;
  return made;
}

}  // namespace

TEST_CASE("styles change nothing in the text of paragraphs and lists, at any width") {
  const std::string markdown =
      "Some *words stand out over* a line and **some stand *much* more out, for longer than one line**, `code` too "
      "and [a link with **weight**](page).\n\n- *one* item with **Zoë’s 安心** and e\u0301\n  - **nested**\n\n1. "
      "*ordered*\n\n> *quoted* words";
  for (int width = 12; width <= 100; ++width) {
    CAPTURE(width);
    CHECK(without_escapes(render_terminal(markdown, {width, true, true})) ==
          render_terminal(markdown, {width, false, true}));
  }
}

TEST_CASE("strong and emphasised words are set apart, and the style ends with them") {
  CHECK(render_terminal("a **b** *c* d", kStyled) == "a \x1B[1mb\x1B[0m \x1B[4mc\x1B[0m d\n");
}

TEST_CASE("no style reaches over the end of a line") {
  std::istringstream lines(render_terminal("**" + repeated("word ", 40) + "end**", kStyled));
  for (std::string line; std::getline(lines, line);) CHECK(line.ends_with("\x1B[0m"));
}

TEST_CASE("paragraphs are wrapped and stand apart") {
  CHECK(render_terminal("one two\nthree\n\nfour", {9, false, true}) == "one two\nthree\n\nfour\n");
}

TEST_CASE("headings are underlined with a line of their width") {
  CHECK(render_terminal("# Title\n\n## Part", {40, false, false}) == "Title\n=====\n\nPart\n----\n");
}

TEST_CASE("lists are indented below their marks, nested ones further") {
  CHECK(render_terminal("- one\n- two\n  - three\n\n", {40, false, false}) == "* one\n* two\n  * three\n");
  CHECK(render_terminal("9. nine nine nine\n10. ten", {13, false, false}) == "9. nine nine\n   nine\n10. ten\n");
}

TEST_CASE("a heading in a list loses none of its letters") {
  CHECK(holds(render_terminal("- # Title\n", kPlain), "Title"));
  CHECK(holds(without_escapes(render_terminal("- ## Title\n", kStyled)), "Title"));
}

TEST_CASE("two paragraphs of a list item stand apart") {
  CHECK(render_terminal("- one\n\n  two\n", {40, false, false}) == "* one\n\n  two\n");
}

TEST_CASE("a link to a page is shown as its text") {
  CHECK(render_terminal("see [the page](anxious).", kPlain) == "see the page.\n");
}

TEST_CASE("nothing in Markdown can move the cursor") {
  const std::string text = render_terminal("a\x1B[2Jb `\x1B]0;x\x07` [\x1B[1m](x)\n\n    \x1B[3J\n\n&#27;[2J", kPlain);
  CHECK_FALSE(holds(text, "\x1B"));
  CHECK_FALSE(holds(text, "\x07"));
}

TEST_CASE("raw HTML is left out of text and HTML") {
  const std::string markdown = "a <b onclick=x>b</b>\n\n<script>alert(1)</script>\n";
  CHECK_FALSE(holds(render_terminal(markdown, kPlain), "script"));
  const std::string html = render_html(markdown, {});
  CHECK_FALSE(holds(html, "<script"));
  CHECK_FALSE(holds(html, "onclick"));
}

TEST_CASE("links that run a script lead nowhere in HTML") {
  for (const std::string& link :
       {std::string("javascript:alert(1)"), std::string("JaVaScRiPt:alert(1)"), std::string("&#106;avascript:alert(1)"),
        std::string("vbscript:x"), std::string("data:text/html,x"), std::string("file:///etc/passwd")}) {
    CAPTURE(link);
    const std::string html = render_html("[click](" + link + ") ![image](" + link + ")", {});
    CHECK_FALSE(holds(fold(html), "script:"));
    CHECK_FALSE(holds(html, "data:"));
    CHECK_FALSE(holds(html, "file:"));
  }
}

TEST_CASE("quotes in links cannot leave their attribute") {
  CHECK_FALSE(holds(render_html("[a](<x\" onmouseover=\"y> \"t\\\" onclick=\\\"z\")", {}), "\" on"));
}

TEST_CASE("links to pages lead to their place in the document, others to nothing") {
  const std::string html = render_html("[a](anxious) [*b*](secure) [c](https://example.org/)", {"anxious"});
  CHECK(holds(html, "<a href=\"#anxious\">a</a>"));
  CHECK(holds(html, "<em>b</em>"));
  CHECK_FALSE(holds(html, "secure"));
  CHECK(holds(html, "https://example.org/"));
}

TEST_CASE("deeply nested Markdown is rendered without harm") {
  for (const std::string& deep :
       {repeated(">", 10000), repeated("> ", 10000) + "x", repeated("[", 10000), repeated("*", 10000) + "a",
        repeated("- ", 5000) + "a", repeated("**a *b ", 3000), repeated("[a](", 5000), repeated("x`", 10001),
        repeated("![", 5000), repeated("<", 10000), repeated("&", 10000)}) {
    const std::string markdown = deep + "\n\nafterwards\n";
    CHECK(render_html(markdown, {"a"}).size() > 0);
    CHECK(render_terminal(deep + "\n\n# afterwards\n", kStyled).size() < 10 * markdown.size() + 1000);
    CHECK(paragraphs(deep + "\n\n# afterwards\n").size() > 0);
  }
}

TEST_CASE("no line of nested lists and quotes is wider than the window") {
  for (int depth = 1; depth <= 12; ++depth) {
    CAPTURE(depth);
    CHECK(widest(render_terminal(repeated("> ", depth) + repeated("word ", 30), kPlain)) <= 40);
    CHECK(widest(render_terminal(repeated("- ", depth) + repeated("word ", 30), kPlain)) <= 40);
  }
}

TEST_CASE("Markdown that is not UTF-8 or holds a null byte does no harm") {
  const std::string markdown("a\0b\xFF\xC3", 5);
  CHECK(holds(render_terminal(markdown, kPlain), "a"));
  CHECK(holds(render_html(markdown, {}), "a"));
}

TEST_CASE("paragraphs are taken from headings, text and list items, without marks") {
  CHECK(paragraphs("# A *title*\n\nSome\n**text**\n\n- [one](x)\n- two\n") ==
        std::vector<std::string>{"A title", "Some text", "one", "two"});
}

}  // namespace attune
