#include "guide/guide_html.h"

#include <fmt/format.h>

#include <set>

#include "base/html.h"
#include "guide/markdown.h"

namespace attune {

std::string guide_html(const std::vector<GuidePage>& pages) {
  std::set<std::string> names;
  for (const GuidePage& page : pages) names.insert(page.name);
  std::string articles;
  for (const GuidePage& page : pages)
    articles += fmt::format("<article id=\"{}\">\n{}</article>\n", page.name, render_html(page.markdown, names));
  return html_document(pages.size() == 1 ? pages.front().title : "A guide to adult attachment", articles);
}

}  // namespace attune
