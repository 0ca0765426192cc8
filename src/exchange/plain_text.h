#pragma once

#include <string>
#include <string_view>

namespace attune {

/// `text` without what no definition may hold: control characters but line feeds and tabs, and overrides of the
/// direction of text.
std::string without_control(std::string_view text);

/// Throws Error (data), with the line in `file`, where `text` is not in UTF-8.
void require_utf8(std::string_view text, const std::string& file);

/// What a text with HTML in it says, on one line: without tags, comments and scripts, with the character that each
/// reference (&amp;, &#8211;) stands for, without_control(), and any white space as one space.
std::string plain_text(std::string_view html);

}  // namespace attune
