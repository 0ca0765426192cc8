#include "base/html.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::holds;

TEST_CASE("what has a meaning in HTML is escaped") {
  CHECK(escape_html("<a href=\"x\" id='y'>&amp;") == "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;");
  CHECK(escape_html("Zoë") == "Zoë");
}

TEST_CASE("a document in HTML says its character set and language, and lets nothing be loaded") {
  const std::string html = html_document("A title", "<p>A text</p>\n");
  CHECK(html.starts_with("<!doctype html>"));
  CHECK(holds(html, "<html lang=\"en\">"));
  CHECK(holds(html, "<meta charset=\"utf-8\">"));
  CHECK(holds(html, "default-src 'none'"));
  CHECK(holds(html, "<main>\n<p>A text</p>\n</main>"));
}

TEST_CASE("a title at the foot of each sheet cannot leave the style") {
  const std::string html = html_document("Zoë \"} </style><script>\\\n", "");
  CHECK(holds(html, "@bottom-left { content: \"Zoë\\000020\\000022\\00007d"));
  CHECK(!holds(html, "</style><script"));
  CHECK(holds(html, "counter(page) \" of \" counter(pages)"));
}

TEST_CASE("a title of an HTML document is text, whatever it holds") {
  const std::string html = html_document("</title><script>\x1B[2J", "");
  CHECK(holds(html, "<title>&lt;/title&gt;&lt;script&gt;"));
  CHECK_FALSE(holds(html, "\x1B"));
}

}  // namespace attune
