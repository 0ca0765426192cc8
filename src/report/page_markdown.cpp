#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/page.h"

namespace attune {
namespace {

class Markdown {
 public:
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
    text_ += fmt::format("{} {}\n", std::string(static_cast<std::size_t>(heading.level), '#'),
                         escape_markdown(heading.text));
  }
  // A line of text must not begin as a list or a rule does: with a bullet, or digits before a full stop or parenthesis.
  void add(const Paragraph& paragraph) {
    std::string line = escape_markdown(paragraph.text);
    const std::size_t opening = line.find_first_not_of("0123456789");
    const bool opens = opening != std::string::npos &&
                       std::string_view(opening == 0 ? "-+=" : ".)").find(line[opening]) != std::string_view::npos;
    if (opens) line.insert(opening, 1, '\\');
    text_ += line + "\n";
  }
  void add(const Prose& prose) { text_ += prose.markdown + "\n"; }

  void add(const Facts& facts) {
    for (const auto& [name, fact] : facts.facts)
      text_ += fmt::format("- {}: {}\n", escape_markdown(name), escape_markdown(fact));
  }

  void add(const PageTable& table) {
    add(Paragraph{table.caption});
    text_ += "\n|";
    for (const PageColumn& column : table.columns) text_ += fmt::format(" {} |", escape_markdown(column.title));
    text_ += "\n|";
    for (const PageColumn& column : table.columns) text_ += column.number ? " ---: |" : " --- |";
    text_ += '\n';
    for (const auto& row : table.rows) {
      text_ += '|';
      for (const PageCell& cell : row) {
        const std::string text = escape_markdown(cell.text);
        text_ += cell.link.empty() ? fmt::format(" {} |", text) : fmt::format(" [{}]({}) |", text, cell.link);
      }
      text_ += '\n';
    }
  }

  void add(const Figure& figure) {
    if (!figure.drawing.empty()) {
      const std::string fence = fence_around(figure.drawing);
      text_ += fmt::format("{0}text\n{1}{0}\n\n", fence, figure.drawing);
    }
    add(Paragraph{figure.caption});
  }

  // Longer than any that stands in the text, which would close it.
  static std::string fence_around(std::string_view text) {
    std::size_t longest = 2;
    for (std::size_t at = 0; (at = text.find('`', at)) != std::string_view::npos;) {
      const std::size_t end = std::min(text.find_first_not_of('`', at), text.size());
      longest = std::max(longest, end - at);
      at = end;
    }
    return std::string(longest + 1, '`');
  }

  std::string text_;
};

}  // namespace

std::string escape_markdown(std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_[]<>|#&~@!$^{}";
  std::string escaped;
  const std::string line = one_line(text);
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool of_address =
        (c == ':' && line.compare(at, 3, "://") == 0) || (c == '.' && at >= 3 && fold(line.substr(at - 3, 3)) == "www");
    if (of_address || kMarks.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string page_markdown(const Page& page) { return Markdown().write(page); }

}  // namespace attune
