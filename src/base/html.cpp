#include "base/html.h"

#include <fmt/format.h>

#include <cctype>

#include "base/text.h"

namespace attune {
namespace {

// No source of anything is allowed but what stands in the file itself.
constexpr const char* kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
)";

// Colours keep a contrast of 4.5 to 1 or more.
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
.table { overflow-x: auto; margin: 0 0 .75rem; }
table { border-collapse: collapse; min-width: min(20rem, 100%); font-size: .92rem; font-variant-numeric: tabular-nums; }
.caption { color: var(--soft); font-size: .92rem; margin: .75rem 0 .35rem; }
time { white-space: nowrap; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1.1rem .3rem 0; border-bottom: 1px solid var(--line); font-weight: normal; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-weight: 600; border-bottom: 2px solid var(--line); vertical-align: bottom; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
article { max-width: 40rem; }
article + article { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1.5rem; }
figure { margin: 1rem 0; }
figure svg { display: block; width: 100%; max-width: 28rem; height: auto; }
figcaption { color: var(--soft); font-size: .92rem; }
svg .paper { fill: var(--paper); }
svg .ink { fill: var(--ink); }
svg .soft { fill: var(--soft); }
svg .name { stroke: var(--paper); }
svg .rule { stroke: var(--soft); }
svg .mark { fill: var(--mark); }
svg .way { stroke: var(--mark); }
svg .open { fill: var(--paper); stroke: var(--mark); }
@media (max-width: 30rem) {
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: .4rem; }
  table { font-size: .85rem; }
  th, td { padding-right: .7rem; }
}
@media (max-width: 48rem) {
  /* A shadow at the edge beyond which a table goes on. */
  .table { background: linear-gradient(to right, var(--paper) 35%, transparent) local, linear-gradient(to left, var(--paper) 35%, transparent) 100% 0 local, linear-gradient(to right, var(--line), transparent), linear-gradient(to left, var(--line), transparent) 100% 0; background-size: 2rem 100%, 2rem 100%, .7rem 100%, .7rem 100%; background-repeat: no-repeat; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #333; --line: #999; --mark: #0b5d8a; }
  html { font-size: 9.5pt; }
  body { line-height: 1.35; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 15pt; margin-bottom: .4rem; }
  h2 { font-size: 12pt; margin: .8rem 0 .2rem; }
  h2, h3, .caption { break-after: avoid; }
  h3 { font-size: 10.5pt; margin: .8rem 0 .2rem; }
  p, ul { margin: .3rem 0; }
  tr, figure, .table:not(.long) { break-inside: avoid; }
  th, td { padding: .1rem .8rem .1rem 0; }
  .caption { margin: .3rem 0 .1rem; }
  .table { overflow: visible; margin: 0 0 .4rem; }
  .long { font-size: 8pt; line-height: 1.2; }
  .long table { font-size: inherit; }
  .long th, .long td { padding-top: .05rem; padding-bottom: .05rem; }
  .narrow.long { columns: 2; column-gap: 8mm; }
  figure { display: inline-block; vertical-align: top; width: 8.5cm; margin: .5rem 3mm .5rem 0; }
  /* The map, with what follows beside it, but for long tables. */
  h2 + figure, h3 + figure { float: left; width: 7.6cm; margin: 0 6mm .3rem 0; }
  :is(h2, h3):has(+ .caption + .long) { clear: left; }
  a { color: inherit; text-decoration: none; }
  article { max-width: none; }
  article + article { break-before: page; border: 0; padding: 0; margin: 0; }
}
</style>
)";

// `text` in quotes in a stylesheet: nothing in it can end the quotes or the style, since each byte that is no letter or
// digit of ASCII, and no part of a longer character, is written as its number.
std::string css_string(std::string_view text) {
  std::string css = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) css += c;
    else css += fmt::format("\\{:06x}", byte);
  }
  return css + "\"";
}

// What stands at the foot of each sheet, of which any may be lost.
std::string sheet_style(std::string_view title) {
  constexpr int kLongestFoot = 90;
  return fmt::format(
      "<style>\n@page {{ margin: 13mm 15mm 15mm; font: 8pt system-ui, \"Liberation Sans\", Arial, sans-serif; color: "
      "#333; "
      "@bottom-left {{ content: {}; width: 85%; }} @bottom-right {{ content: counter(page) \" of \" counter(pages); }} "
      "}}\n</style>\n",
      css_string(shorten(one_line(title), kLongestFoot)));
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\'': html += "&#39;"; break;
      default: html += c;
    }
  }
  return html;
}

std::string html_document(std::string_view title, std::string_view body) {
  return fmt::format("{}<title>{}</title>\n{}{}</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n", kHead,
                     escape_html(printable(title)), kStyle, sheet_style(title), body);
}

}  // namespace attune
