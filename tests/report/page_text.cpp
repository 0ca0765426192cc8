#include <doctest/doctest.h>

#include "report/page.h"
#include "support.h"

namespace attune {
namespace {

using testing::holds;

std::string shown(std::vector<PageBlock> blocks) {
  return page_text({.title = "T", .blocks = std::move(blocks)}, {.width = 40, .emphasis = false});
}

}  // namespace

TEST_CASE("nothing in a page of text moves the cursor or turns the line round") {
  const std::string hostile = "a\x1B[2J\u202E\r\nb";
  const std::string text = shown({Heading{2, hostile}, Paragraph{hostile}, Facts{{{"name", hostile}}},
                                  PageTable{.caption = hostile, .columns = {{"a"}}, .rows = {{{hostile}}}}});
  CHECK(!holds(text, "\x1B"));
  CHECK(!holds(text, "\u202E"));
  CHECK(!holds(text, "\r"));
}

TEST_CASE("a heading is what it says, marks and all") {
  CHECK(shown({Heading{2, "*a* [b](c)"}}) == "*a* [b](c)\n──────────\n");
}

TEST_CASE("a picture that cannot be drawn in characters is left out, and with it a heading of nothing else") {
  const Figure picture{.svg = "<svg/>", .caption = "Where they lie.", .drawing = {}};
  CHECK(shown({Heading{2, "Map"}, picture, Heading{2, "Scores"}, Paragraph{"one"}}) == "Scores\n──────\n\none\n");
  CHECK(shown({Heading{1, "All"}, Heading{2, "Map"}, Paragraph{"one"}, picture}) == "All\n═══\n\nMap\n───\n\none\n");
}

TEST_CASE("blocks are parted by a blank line, and words are wrapped") {
  CHECK(shown({Paragraph{"one"}, Paragraph{std::string(30, 'a') + " " + std::string(30, 'b')}}) ==
        "one\n\n" + std::string(30, 'a') + "\n" + std::string(30, 'b') + "\n");
}

}  // namespace attune
