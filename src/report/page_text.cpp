#include <fmt/format.h>

#include "base/text.h"
#include "base/text_table.h"
#include "report/page.h"

namespace attune {
namespace {

class TextPage {
 public:
  explicit TextPage(const TerminalStyle& style) : style_(style) {}

  std::string write(const Page& page) {
    const Page shown = in_characters(page);
    for (const PageBlock& block : shown.blocks) {
      if (!text_.empty()) text_ += '\n';
      std::visit([this](const auto& one) { add(one); }, block);
    }
    return std::move(text_);
  }

 private:
  void add(const Heading& heading) {
    const std::string marks(static_cast<std::size_t>(heading.level), '#');
    text_ += render_terminal(marks + " " + escape_markdown(heading.text), style_);
  }
  void add(const Paragraph& paragraph) {
    for (const std::string& line : wrap(one_line(paragraph.text), style_.width)) text_ += line + "\n";
  }
  void add(const Prose& prose) { text_ += render_terminal(prose.markdown, style_); }

  void add(const Facts& facts) {
    TextTable table({{""}, {""}});
    for (const auto& [name, fact] : facts.facts) table.add({name, fact});
    text_ += table.text(style_.width);
  }

  void add(const PageTable& table) {
    std::vector<TextTable::Column> columns;
    for (const PageColumn& column : table.columns)
      columns.push_back({column.title, column.number ? TextTable::Align::right : TextTable::Align::left});
    TextTable shown(std::move(columns));
    for (const auto& row : table.rows) {
      std::vector<std::string> cells;
      for (const PageCell& cell : row) cells.push_back(cell.text);
      shown.add(std::move(cells));
    }
    add(Paragraph{table.caption});
    text_ += shown.text(style_.width);
  }

  void add(const Figure& figure) {
    text_ += figure.drawing;
    if (!figure.drawing.empty()) text_ += '\n';
    add(Paragraph{figure.caption});
  }

  TerminalStyle style_;
  std::string text_;
};

}  // namespace

std::string page_text(const Page& page, const TerminalStyle& style) { return TextPage(style).write(page); }

std::string page_in(PageForm form, const Page& page) {
  switch (form) {
    case PageForm::html: return page_html(page);
    case PageForm::markdown: return page_markdown(page);
    case PageForm::text: break;
  }
  return page_text(page, {.emphasis = false});
}

}  // namespace attune
