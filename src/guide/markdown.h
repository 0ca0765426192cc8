#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// How Markdown is shown on a terminal.
struct TerminalStyle {
  int width = 80;  ///< columns
  bool emphasis =
      true;  ///< bold and underline by escape sequences; else headings are underlined with a line of their own
  bool unicode = true;  ///< bullets and lines from beyond ASCII
  bool spoken = false;  ///< read aloud or by touch: sentences in place of drawings
};

/// Markdown (CommonMark) as text for a terminal or pipe: wrapped, lists indented, links to other pages as their text.
/// Raw HTML in it is left out. Nothing in the text can move the cursor.
std::string render_terminal(std::string_view markdown, const TerminalStyle& style);

/// Markdown as an HTML fragment; raw HTML and dangerous links in it are left out. Links lead to #PAGE for the `pages`
/// named; any other link to a page of the guide is reduced to its text.
std::string render_html(std::string_view markdown, const std::set<std::string>& pages);

/// The headings and paragraphs of a Markdown document, list items among them, without marks.
std::vector<std::string> paragraphs(std::string_view markdown);

}  // namespace attune
