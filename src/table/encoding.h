#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace attune {

/// What to do about a file of text that is not in UTF-8 but, most likely, in `encoding`, as iconv calls it.
inline std::string save_as_utf8(std::string_view encoding) {
  return fmt::format("Save it as \"CSV UTF-8\", or convert it: iconv -f {} -t UTF-8 FILE > NEW.csv", encoding);
}

}  // namespace attune
