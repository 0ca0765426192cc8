#include "exchange/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.h"
#include "base/text.h"
#include "exchange/export_fhir.h"
#include "exchange/export_limesurvey.h"
#include "exchange/export_psych.h"
#include "exchange/export_redcap.h"
#include "exchange/export_osd.h"

namespace attune {

std::span<const ExportFormat> export_formats() {
  static constexpr std::array kFormats{
      ExportFormat{"osd", "Open Scale Definition", ".osd", export_osd},
      ExportFormat{"redcap", "REDCap data dictionary", ".csv", export_redcap},
      ExportFormat{"limesurvey", "LimeSurvey structure", ".txt", export_limesurvey},
      ExportFormat{"fhir", "FHIR R4 Questionnaire", ".json", export_fhir},
      ExportFormat{"psych", "script for R's psych", ".R", export_psych},
  };
  return kFormats;
}

Exported export_definition(const std::string& to, const Questionnaire& questionnaire,
                           const std::vector<Translation>& translations) {
  const auto formats = export_formats();
  const auto found =
      std::find_if(formats.begin(), formats.end(), [&](const ExportFormat& format) { return format.name == to; });
  if (found != formats.end()) return found->write(questionnaire, translations);
  std::vector<std::string> names;
  for (const ExportFormat& format : formats) names.emplace_back(format.name);
  throw Error(ExitCode::usage, {}, fmt::format("--to {}: there is no such format", shorten(to, 40)),
              fmt::format("There is {}.", join_words(names)));
}

}  // namespace attune
