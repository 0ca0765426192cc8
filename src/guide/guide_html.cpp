#include "guide/guide_html.h"

#include <fmt/format.h>

#include <set>

#include "guide/markdown.h"

namespace attune {
namespace {

constexpr const char* kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{}</title>
<style>
body {{ font: 1.05rem/1.6 Georgia, serif; max-width: 38rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2 {{ font-family: sans-serif; line-height: 1.25; }}
article + article {{ margin-top: 4rem; border-top: 1px solid; }}
@media print {{ article + article {{ break-before: page; border: 0; }} }}
</style>
</head>
<body>
<main>
)";

}  // namespace

std::string guide_html(const std::vector<GuidePage>& pages) {
  std::set<std::string> names;
  for (const GuidePage& page : pages) names.insert(page.name);
  std::string html = fmt::format(fmt::runtime(kHead),
                                 pages.size() == 1 ? escape_html(pages.front().title) : "A guide to adult attachment");
  for (const GuidePage& page : pages)
    html += fmt::format("<article id=\"{}\">\n{}</article>\n", page.name, render_html(page.markdown, names));
  return html + "</main>\n</body>\n</html>\n";
}

}  // namespace attune
