#include "exchange/plain_text.h"

#include <doctest/doctest.h>

namespace attune {

TEST_CASE("tags are left out, and what they separate stays apart") {
  CHECK(plain_text("<p>I worry.</p><p>A lot.</p>") == "I worry. A lot.");
  CHECK(plain_text("I <b>never</b> wor<i>r</i>y<br/>") == "I never worry");
  CHECK(plain_text("<script>alert(1)</script>Hello<style>p{}</style>") == "Hello");
  CHECK(plain_text("a<!-- no -->b") == "a b");
}

TEST_CASE("what only looks like a tag stays") {
  CHECK(plain_text("I am < 18 and > 3") == "I am < 18 and > 3");
  CHECK(plain_text("x <y") == "x <y");
  CHECK(plain_text("Tom & Jerry &unknown; &#xD800;") == "Tom & Jerry &unknown; &#xD800;");
}

TEST_CASE("references become the characters they stand for") {
  CHECK(plain_text("f&uuml;r &amp; gegen&nbsp;alles &#8211; &#x2014; &lt;3 &hellip;") == "für & gegen alles – — <3 …");
  CHECK(plain_text("&yuml;&Agrave;&times;") == "ÿÀ×");
}

TEST_CASE("white space is one space") { CHECK(plain_text("  a\n\tb\r\n ") == "a b"); }

TEST_CASE("control characters are left out, written as they are or as references") {
  CHECK(plain_text(std::string("dis\0agree", 9)) == "disagree");
  CHECK(plain_text("\x1b[31mred\u202e &#27;[0m\u009b") == "[31mred [0m");
}

TEST_CASE("a text of nothing but openings is read in time that grows with it alone") {
  std::string hostile;
  for (int n = 0; n < 300'000; ++n) hostile += "<a &";
  CHECK(plain_text(hostile) == hostile.substr(0, hostile.size()));
}

}  // namespace attune
