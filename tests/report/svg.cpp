#include "report/svg.h"

#include <doctest/doctest.h>

#include "support.h"

namespace attune {

using testing::holds;

TEST_CASE("hostile text is text in a picture") {
  Svg svg(10, 10, "id", "<script>\x1B", "]]> & \"");
  svg.text(1, 2, "</text><script>\u202E", Anchor::start);
  const std::string picture = svg.finish();
  CHECK(!holds(picture, "<script"));
  CHECK(holds(picture, "<title id=\"id-title\">&lt;script&gt;\\x1B</title>"));
  CHECK(holds(picture, "]]&gt; &amp; &quot;"));
  CHECK(holds(picture, ">&lt;/text&gt;&lt;script&gt;\\u{202E}</text>"));
}

TEST_CASE("a picture tells what it shows to whoever does not see it") {
  CHECK(holds(Svg(10, 10, "map", "A", "B").finish(), "role=\"img\" aria-labelledby=\"map-title map-description\""));
}

}  // namespace attune
