#pragma once

#include <vector>

#include "exchange/export.h"

namespace attune {

/// The questionnaire as a survey of LimeSurvey (tab-separated text, for a file with the extension .txt): a list
/// question an item, and a hidden equation a scale.
Exported export_limesurvey(const Questionnaire& questionnaire, const std::vector<Translation>& translations);

}  // namespace attune
