#include <fmt/format.h>

#include "base/text.h"
#include "report/page.h"

namespace attune {
namespace {

// No source of anything is allowed but what stands in the file itself. Colours keep a contrast of 4.5 to 1 or more.
constexpr const char* kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
)";

constexpr const char* kStyle = R"(<style>
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1b1b; --soft: #4a4f55; --line: #b9bec4; --band: #f3f5f7; --mark: #0b5d8a; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #e8e6e3; --soft: #b6bcc3; --line: #4b525a; --band: #1f2327; --mark: #7fc4ee; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif; overflow-wrap: break-word; }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p, ul { margin: .5rem 0; }
a { color: var(--mark); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.table { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; min-width: min(20rem, 100%); font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1.1rem .3rem 0; border-bottom: 1px solid var(--line); font-weight: normal; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; border-bottom: 2px solid var(--line); vertical-align: bottom; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
figure { margin: 1rem 0; }
figure svg { display: block; width: 100%; max-width: 28rem; height: auto; }
figcaption { color: var(--soft); font-size: .92rem; }
svg .paper { fill: var(--paper); }
svg .ink { fill: var(--ink); }
svg .soft { fill: var(--soft); }
svg .rule { stroke: var(--soft); }
svg .mark { fill: var(--mark); }
svg .way { stroke: var(--mark); }
svg .open { fill: var(--paper); stroke: var(--mark); }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #333; --line: #999; --mark: #0b5d8a; }
  @page { margin: 14mm 16mm; }
  html { font-size: 9.5pt; }
  body { line-height: 1.38; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 15pt; }
  h2 { font-size: 12pt; margin: 1rem 0 .25rem; }
  h2, h3, caption { break-after: avoid; }
  h3 { font-size: 10.5pt; }
  tr, figure, .table:not(:has(tr:nth-child(9))) { break-inside: avoid; }
  tbody tr:first-child { break-before: avoid; }
  th, td { padding-top: .1rem; padding-bottom: .1rem; }
  .table { overflow: visible; margin: .4rem 0; }
  figure { display: inline-block; vertical-align: top; width: 8.5cm; margin: .5rem 3mm .5rem 0; }
  a { color: inherit; text-decoration: none; }
}
</style>
)";

// Untrusted text within the page, also in quoted attributes.
std::string escaped(std::string_view text) { return escape_html(printable(text)); }

class Html {
 public:
  std::string write(const Page& page) {
    html_ = kHead;
    html_ += fmt::format("<title>{}</title>\n", escaped(page.title));
    html_ += kStyle;
    html_ += "</head>\n<body>\n<main>\n";
    for (const PageBlock& block : page.blocks) std::visit([this](const auto& one) { add(one); }, block);
    html_ += "</main>\n</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  void add(const Heading& heading) { html_ += fmt::format("<h{0}>{1}</h{0}>\n", heading.level, escaped(heading.text)); }
  void add(const Paragraph& paragraph) { html_ += fmt::format("<p>{}</p>\n", escaped(paragraph.text)); }
  void add(const Prose& prose) { html_ += render_html(prose.markdown, {}); }

  void add(const Facts& facts) {
    html_ += "<dl>\n";
    for (const auto& [name, fact] : facts.facts)
      html_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escaped(name), escaped(fact));
    html_ += "</dl>\n";
  }

  // A table that is wider than the screen is moved by itself, with the keyboard too.
  void add(const PageTable& table) {
    ++tables_;
    html_ += fmt::format(
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-{0}\">\n<table>\n"
        "<caption id=\"table-{0}\">{1}</caption>\n<thead>\n<tr>",
        tables_, escaped(table.caption));
    for (const PageColumn& column : table.columns) add_head(column);
    html_ += "</tr>\n</thead>\n<tbody>\n";
    for (const auto& row : table.rows) add_row(table, row);
    html_ += "</tbody>\n</table>\n</div>\n";
  }

  void add_head(const PageColumn& column) {
    html_ += "<th scope=\"col\"";
    if (column.number) html_ += " class=\"number\"";
    if (!column.sorted.empty()) html_ += fmt::format(" aria-sort=\"{}\"", column.sorted);
    html_ += '>';
    html_ += linked(column.title, column.link);
    if (!column.sorted.empty()) html_ += column.sorted == "ascending" ? "\u00A0▲" : "\u00A0▼";
    html_ += "</th>";
  }

  void add_row(const PageTable& table, const std::vector<PageCell>& row) {
    html_ += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const char* name = c == 0 ? "th" : "td";
      html_ += '<';
      html_ += name;
      if (c == 0) html_ += " scope=\"row\"";
      if (table.columns[c].number) html_ += " class=\"number\"";
      html_ += '>';
      html_ += linked(row[c].text, row[c].link);
      html_ += "</";
      html_ += name;
      html_ += '>';
    }
    html_ += "</tr>\n";
  }

  static std::string linked(const std::string& text, const std::string& link) {
    return link.empty() ? escaped(text) : fmt::format("<a href=\"{}\">{}</a>", escaped(link), escaped(text));
  }

  void add(const Figure& figure) {
    html_ += fmt::format("<figure>\n{}", figure.svg);
    if (!figure.caption.empty()) html_ += fmt::format("<figcaption>{}</figcaption>\n", escaped(figure.caption));
    html_ += "</figure>\n";
  }

  std::string html_;
  int tables_ = 0;
};

}  // namespace

std::string page_html(const Page& page) { return Html().write(page); }

}  // namespace attune
