// A page of the guide: on any terminal it stays within its width and moves nothing; in HTML it runs nothing.

#include "fuzz/fuzz.h"

#include "guide/markdown.h"

using namespace attune;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  TerminalStyle style;
  style.width = 20 + static_cast<int>(input.choose(100));
  style.emphasis = false;
  style.unicode = input.choose(2) == 0;
  style.spoken = input.choose(2) == 1;
  const std::string markdown = input.rest();
  fuzz::accepted([&] {
    const std::string shown = render_terminal(markdown, style);
    fuzz::promise(shown.find('\x1b') == std::string::npos, "no escape sequence reaches the terminal");
  });
  fuzz::accepted([&] {
    const std::string html = render_html(markdown, {"secure"});
    fuzz::promise(html.find("<script") == std::string::npos, "no script is in a page");
    for (const char* link : {" href=\"javascript:", " src=\"javascript:"})
      fuzz::promise(html.find(link) == std::string::npos, "no link runs a script");
  });
  fuzz::accepted([&] { paragraphs(markdown); });
  return 0;
}
