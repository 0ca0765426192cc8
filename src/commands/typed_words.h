#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attune {

/// The words of a command line up to the cursor, as a shell would hand them over: without their quotes and backslashes.
/// The last is the one at the cursor: empty behind a space, and perhaps in a quote that is still open.
std::vector<std::string> typed_words(std::string_view line);

}  // namespace attune
