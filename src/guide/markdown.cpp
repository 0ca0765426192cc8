#include "guide/markdown.h"

#include <cmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "base/text.h"
#include "questionnaire/catalogue.h"

namespace attune {
namespace {

constexpr int kDeepestIndent = 16;  // so that text in deep lists and quotes keeps some width
constexpr int kDeepest = 12;        // lists and quotes nested deeper are left out

using Document = std::unique_ptr<cmark_node, decltype(&cmark_node_free)>;

[[noreturn]] void refuse() { throw std::bad_alloc(); }

// cmark would abort without a word where memory runs out. No exception can pass through it, so here the program ends.
void* present(void* memory) noexcept {
  if (memory == nullptr) refuse();
  return memory;
}

void* allocate(std::size_t count, std::size_t size) { return present(std::calloc(count, size)); }
void* reallocate(void* earlier, std::size_t size) { return present(std::realloc(earlier, size)); }

Document parse(std::string_view markdown) {
  static cmark_mem memory{.calloc = allocate, .realloc = reallocate, .free = std::free};
  const std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)> parser(
      cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory), &cmark_parser_free);
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return {cmark_parser_finish(parser.get()), &cmark_node_free};
}

std::string literal_of(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string() : printable(text);
}

// The text of a block, and for each of its bytes how it is set: ' ' plain, 'b' bold, 'u' underlined.
struct Styled {
  std::string text;
  std::string styles;

  void add(const std::string& more, char style) {
    text += more;
    styles.append(more.size(), style);
  }
};

void add_inlines(cmark_node* block, char style, int depth, Styled& styled) {
  if (depth > kDeepest) return;
  for (cmark_node* node = cmark_node_first_child(block); node != nullptr; node = cmark_node_next(node)) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE: styled.add(literal_of(node), style); break;
      case CMARK_NODE_SOFTBREAK: styled.add(" ", style); break;
      case CMARK_NODE_LINEBREAK: styled.add("\n", style); break;
      case CMARK_NODE_STRONG: add_inlines(node, 'b', depth + 1, styled); break;
      case CMARK_NODE_EMPH: add_inlines(node, style == 'b' ? 'b' : 'u', depth + 1, styled); break;
      case CMARK_NODE_LINK: add_inlines(node, style, depth + 1, styled); break;
      default: break;
    }
  }
}

Styled inlines(cmark_node* block, char style = ' ') {
  Styled styled;
  add_inlines(block, style, 0, styled);
  return styled;
}

const char* escape_of(char style) { return style == 'b' ? "\x1B[1m" : style == 'u' ? "\x1B[4m" : "\x1B[0m"; }

// Wraps first and sets styles afterwards: wrapping changes nothing but white space, so the n-th other byte keeps its
// style.
std::vector<std::string> styled_lines(const Styled& styled, int width, bool emphasis) {
  std::vector<std::string> lines = wrap(styled.text, width);
  if (!emphasis) return lines;
  std::string styles;
  for (std::size_t at = 0; at < styled.text.size(); ++at) {
    if (styled.text[at] != ' ' && styled.text[at] != '\n') styles += styled.styles[at];
  }
  std::size_t next = 0;
  for (std::string& line : lines) {
    std::string set;
    char now = ' ';
    for (const char c : line) {
      // A space between two words of one style has it too; at the end of a style it is plain.
      const bool within = next < styles.size() && styles[next] == now;
      const char wanted = c != ' ' ? styles[next++] : within ? now : ' ';
      if (wanted != now && now != ' ') set += escape_of(' ');
      if (wanted != now && wanted != ' ') set += escape_of(wanted);
      now = wanted;
      set += c;
    }
    if (now != ' ') set += escape_of(' ');
    line = std::move(set);
  }
  return lines;
}

// Puts what is inside `node` in its place.
void unwrap(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node)) cmark_node_insert_before(node, child);
  cmark_node_free(node);
}

class TerminalRenderer {
 public:
  explicit TerminalRenderer(const TerminalStyle& style) : style_(style) {}

  std::string render(cmark_node* document) {
    blocks(document, 0, 0, true);
    return std::move(text_);
  }

 private:
  void blocks(cmark_node* parent, int indent, int depth, bool spaced) {
    if (depth > kDeepest) return;
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) {
      if (spaced && cmark_node_previous(node) != nullptr) text_ += '\n';
      block(node, indent, depth);
    }
  }

  void block(cmark_node* node, int indent, int depth) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING: heading(node, indent); break;
      case CMARK_NODE_PARAGRAPH: lines(styled_lines(inlines(node), room(indent), style_.emphasis), indent); break;
      case CMARK_NODE_LIST: list(node, indent, depth); break;
      case CMARK_NODE_BLOCK_QUOTE: blocks(node, std::min(indent + 4, kDeepestIndent), depth + 1, true); break;
      case CMARK_NODE_CODE_BLOCK: lines(wrap(trim(literal_of(node)), room(indent + 4)), indent + 4); break;
      default: break;
    }
  }

  void heading(cmark_node* node, int indent) {
    const Styled title = inlines(node, 'b');
    lines(styled_lines(title, room(indent), style_.emphasis), indent);
    const bool first = cmark_node_get_heading_level(node) == 1;
    if ((style_.emphasis && !first) || style_.spoken) return;
    const int width = std::min(display_width(title.text), room(indent));
    std::string rule;
    for (int column = 0; column < width; ++column) rule += style_.unicode ? (first ? "═" : "─") : (first ? "=" : "-");
    lines({rule}, indent);
  }

  void list(cmark_node* node, int indent, int depth) {
    const bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    int number = cmark_node_get_list_start(node);
    for (cmark_node* item = cmark_node_first_child(node); item != nullptr; item = cmark_node_next(item)) {
      const std::string mark = ordered ? fmt::format("{}. ", number++) : style_.unicode ? "• " : "* ";
      const int hang = std::min(indent + display_width(mark), kDeepestIndent);
      const std::size_t start = text_.size();
      blocks(item, hang, depth + 1, !cmark_node_get_list_tight(node));
      // The mark takes the place of the end of the first line's indent, unless a list within, too deep to be indented
      // further, has put its own there.
      const auto width = static_cast<std::size_t>(display_width(mark));
      const std::size_t place = start + static_cast<std::size_t>(hang) - width;
      if (text_.compare(std::min(place, text_.size()), width, std::string(width, ' ')) == 0)
        text_.replace(place, width, mark);
      if (!cmark_node_get_list_tight(node) && cmark_node_next(item) != nullptr) text_ += '\n';
    }
  }

  void lines(const std::vector<std::string>& wrapped, int indent) {
    for (const std::string& line : wrapped) text_ += fmt::format("{:{}}{}\n", "", indent, line);
  }

  int room(int indent) const { return std::max(style_.width - indent, 10); }

  TerminalStyle style_;
  std::string text_;
};

}  // namespace

std::string render_terminal(std::string_view markdown, const TerminalStyle& style) {
  return TerminalRenderer(style).render(parse(markdown).get());
}

std::string render_html(std::string_view markdown, const std::set<std::string>& pages) {
  const Document document = parse(markdown);
  const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> nodes(cmark_iter_new(document.get()), &cmark_iter_free);
  for (cmark_event_type event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(nodes.get())) {
    cmark_node* node = cmark_iter_get_node(nodes.get());
    // On leaving, when the iterator is done with what is inside the link.
    if (event != CMARK_EVENT_EXIT || cmark_node_get_type(node) != CMARK_NODE_LINK) continue;
    const std::string target = cmark_node_get_url(node);
    if (pages.contains(target)) cmark_node_set_url(node, ("#" + target).c_str());
    else if (is_id(target)) unwrap(node);
  }
  // Without CMARK_OPT_UNSAFE raw HTML and javascript: links are left out.
  const std::unique_ptr<char, decltype(&std::free)> html(cmark_render_html(document.get(), CMARK_OPT_DEFAULT),
                                                         &std::free);
  return html.get();
}

std::vector<std::string> paragraphs(std::string_view markdown) {
  const Document document = parse(markdown);
  const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> nodes(cmark_iter_new(document.get()), &cmark_iter_free);
  std::vector<std::string> texts;
  for (cmark_event_type event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(nodes.get())) {
    cmark_node* node = cmark_iter_get_node(nodes.get());
    const bool paragraph =
        cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH || cmark_node_get_type(node) == CMARK_NODE_HEADING;
    if (event == CMARK_EVENT_ENTER && paragraph) texts.push_back(inlines(node).text);
  }
  return texts;
}

}  // namespace attune
