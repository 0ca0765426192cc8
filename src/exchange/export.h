#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "questionnaire/questionnaire.h"
#include "questionnaire/translation.h"

namespace attune {

/// What an exporter makes of a definition.
struct Exported {
  std::string text;                   ///< the whole file
  std::vector<std::string> left_out;  ///< what the definition has and the format has not, by name, as sentences
};

/// A format that definitions go out in.
struct ExportFormat {
  std::string_view name;       ///< as --to names it
  std::string_view title;      ///< as people call it
  std::string_view extension;  ///< of its files, with a dot
  /// `translations`: the texts that the definition has in other languages. Throws Error (data), by its name, for what
  /// the format lacks and scores hang on.
  Exported (*write)(const Questionnaire& questionnaire, const std::vector<Translation>& translations);
};

/// All formats.
std::span<const ExportFormat> export_formats();

/// Writes the definition in the format `to`. Throws Error: usage where no format has that name; data as the exporters
/// do.
Exported export_definition(const std::string& to, const Questionnaire& questionnaire,
                           const std::vector<Translation>& translations);

}  // namespace attune
