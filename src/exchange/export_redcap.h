#pragma once

#include <vector>

#include "exchange/export.h"

namespace attune {

/// The questionnaire as a data dictionary of REDCap (CSV): radio buttons or sliders, and a calculated field a scale,
/// behind a record_id.
Exported export_redcap(const Questionnaire& questionnaire, const std::vector<Translation>& translations);

}  // namespace attune
