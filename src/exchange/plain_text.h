#pragma once

#include <string>
#include <string_view>

namespace attune {

/// What a text with HTML in it says, on one line: without tags, comments and scripts, with the character that each
/// reference (&amp;, &#8211;) stands for, and any white space as one space.
std::string plain_text(std::string_view html);

}  // namespace attune
