#pragma once

#include <string>
#include <string_view>

namespace attune {

/// `text` for use in HTML and SVG, also in quoted attributes.
std::string escape_html(std::string_view text);

/// A document that shows `body`, an HTML fragment, and needs nothing from elsewhere: its style stands in it, for phones
/// and wide screens, light, dark and print, and a content policy keeps it from loading or sending anything. The title
/// is untrusted text.
std::string html_document(std::string_view title, std::string_view body);

}  // namespace attune
