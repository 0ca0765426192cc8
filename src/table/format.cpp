#include "table/format.h"

#include <array>
#include <utility>

#include "base/text.h"

namespace attune {

std::optional<Format> format_of_name(std::string_view file_name) {
  static constexpr std::array<std::pair<std::string_view, Format>, 6> kExtensions{{{".csv", Format::csv},
                                                                                   {".tsv", Format::tsv},
                                                                                   {".tab", Format::tsv},
                                                                                   {".ndjson", Format::ndjson},
                                                                                   {".jsonl", Format::ndjson},
                                                                                   {".json", Format::json}}};
  const std::string name = fold(file_name);
  for (const auto& [extension, format] : kExtensions) {
    if (name.ends_with(extension)) return format;
  }
  return std::nullopt;
}

}  // namespace attune
