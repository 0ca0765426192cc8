#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "guide/markdown.h"

/// A page to hand over, as what it says; how it looks is a matter of the form that it is written in. All texts may be
/// untrusted: each form makes them safe.
namespace attune {

struct Heading {
  int level = 1;  ///< 1 is the title of the page
  std::string text;
};

struct Paragraph {
  std::string text;
};

/// Text of the guide.
struct Prose {
  std::string markdown;
};

/// Names and what they are.
struct Facts {
  std::vector<std::pair<std::string, std::string>> facts;
};

struct PageColumn {
  std::string title;
  bool number = false;      ///< aligned to the right
  std::string link = {};    ///< the file of the same table sorted by this column; may be empty
  std::string sorted = {};  ///< "ascending" or "descending" where this table is
};

struct PageCell {
  std::string text;
  std::string link = {};  ///< a file beside the page, in safe characters (base/file_names.h); may be empty
};

/// What a cell shows that has no value.
inline constexpr const char* kDash = "–";

struct PageTable {
  std::string caption;
  std::vector<PageColumn> columns;  ///< the first names the row
  std::vector<std::vector<PageCell>> rows = {};
};

/// A picture.
struct Figure {
  std::string svg;
  std::string caption;
  std::string drawing;  ///< the same in characters, lines ended by line feeds; may be empty
};

using PageBlock = std::variant<Heading, Paragraph, Prose, Facts, PageTable, Figure>;

struct Page {
  std::string title;
  std::vector<PageBlock> blocks = {};
};

/// One HTML document that needs nothing from elsewhere and runs no script: for screens of any width, light and dark,
/// and for paper.
std::string page_html(const Page& page);

/// The page without the pictures that have no drawing, and without headings of nothing else.
Page in_characters(const Page& page);

/// Markdown (CommonMark with the tables of GitHub).
std::string page_markdown(const Page& page);

/// Plain text in lines of at most `style.width` columns where its words allow it.
std::string page_text(const Page& page, const TerminalStyle& style);

/// The forms in which a page can be written.
enum class PageForm { html, markdown, text };

/// The page in that form, for a file.
std::string page_in(PageForm form, const Page& page);

/// `text` for use in Markdown, within a line: nothing in it is markup, a link or an address that becomes one.
std::string escape_markdown(std::string_view text);

}  // namespace attune
