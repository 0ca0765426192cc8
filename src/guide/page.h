#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/catalogue.h"

namespace attune {

/// A page of the psychoeducation guide.
struct GuidePage {
  std::string name;      ///< as in `attune learn NAME`
  std::string title;     ///< its first heading
  std::string markdown;  ///< the whole page
};

/// Reads the page `name`. Throws Error: no_input with the page that was probably meant, data for one that is no plain
/// text.
GuidePage load_page(const Catalogue& catalogue, const std::string& name);

/// The names of all pages: those of the order in which the guide is read first, then any others, sorted.
std::vector<std::string> page_names(const Catalogue& catalogue);

/// The Markdown below the level-two heading `heading`, up to the next one; empty where there is none.
std::string section(const GuidePage& page, std::string_view heading);

/// A place in the guide where a word was found.
struct Finding {
  std::string page;
  std::string heading;    ///< the section's
  std::string paragraph;  ///< as plain text
};

/// The paragraphs of all pages, sources left out, that hold `word`, whatever its case, and the first below a heading
/// that holds it.
std::vector<Finding> search_guide(const Catalogue& catalogue, std::string_view word);

}  // namespace attune
