#pragma once

#include <string>
#include <string_view>

namespace attune {

/// A text by which `text` sorts as people expect: c9 before c10, and whatever the case.
std::string natural_key(std::string_view text);

}  // namespace attune
