#include <fmt/format.h>

#include "base/html.h"
#include "base/text.h"
#include "report/page.h"
#include "table/dates.h"

namespace attune {
namespace {

// What paper needs to know: short tables are kept together, long ones stand in small print, narrow ones in two columns.
std::string shape_of(const PageTable& table) {
  constexpr std::size_t kMostRows = 8, kMostColumns = 3;
  if (table.rows.size() <= kMostRows) return {};
  return table.columns.size() <= kMostColumns ? " long narrow" : " long";
}

// Untrusted text within the page, also in quoted attributes.
std::string text_of(std::string_view text) { return escape_html(printable(text)); }

class Html {
 public:
  std::string write(const Page& page) {
    for (const PageBlock& block : page.blocks) std::visit([this](const auto& one) { add(one); }, block);
    return html_document(page.title, html_);
  }

 private:
  void add(const Heading& heading) { html_ += fmt::format("<h{0}>{1}</h{0}>\n", heading.level, text_of(heading.text)); }
  void add(const Paragraph& paragraph) { html_ += fmt::format("<p>{}</p>\n", text_of(paragraph.text)); }
  void add(const Prose& prose) { html_ += render_html(prose.markdown, {}); }

  void add(const Facts& facts) {
    html_ += "<dl>\n";
    for (const auto& [name, fact] : facts.facts)
      html_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", text_of(name), text_of(fact));
    html_ += "</dl>\n";
  }

  // A table that is wider than the screen is moved by itself, with the keyboard too; its caption stays where it is.
  void add(const PageTable& table) {
    ++tables_;
    html_ += fmt::format(
        "<p class=\"caption\" id=\"table-{0}\">{1}</p>\n<div class=\"table{2}\" role=\"region\" tabindex=\"0\" "
        "aria-labelledby=\"table-{0}\">\n<table aria-labelledby=\"table-{0}\">\n<thead>\n<tr>",
        tables_, text_of(table.caption), shape_of(table));
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
    const std::string shown = day_of(text) ? fmt::format("<time>{}</time>", text) : text_of(text);
    return link.empty() ? shown : fmt::format("<a href=\"{}\">{}</a>", text_of(link), shown);
  }

  void add(const Figure& figure) {
    html_ += fmt::format("<figure>\n{}", figure.svg);
    if (!figure.caption.empty()) html_ += fmt::format("<figcaption>{}</figcaption>\n", text_of(figure.caption));
    html_ += "</figure>\n";
  }

  std::string html_;
  int tables_ = 0;
};

}  // namespace

std::string page_html(const Page& page) { return Html().write(page); }

}  // namespace attune
