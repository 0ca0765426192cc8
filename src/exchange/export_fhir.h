#pragma once

#include <vector>

#include "exchange/export.h"

namespace attune {

/// The questionnaire as a Questionnaire of FHIR R4 (HL7, JSON): choices with ordinal values, or whole numbers with a
/// least and a most where the list would be long, and for each scale a calculated item (Structured Data Capture).
Exported export_fhir(const Questionnaire& questionnaire, const std::vector<Translation>& translations);

}  // namespace attune
