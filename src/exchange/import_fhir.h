#pragma once

#include <string>
#include <string_view>

#include "exchange/import.h"

namespace attune {

bool is_fhir_questionnaire(std::string_view content, const std::string& extension);

/// A Questionnaire of FHIR R4 (HL7, JSON) as a definition.
///
/// Choices become items, with their ordinal values or weights; so do yes/no questions, and whole numbers with a least
/// and a most. Options may stand in the item or in a contained ValueSet. Groups and displays introduce the items within
/// or after them. Calculated expressions (Structured Data Capture) that are sums or means become scales. What else
/// there is, is told.
Imported import_fhir(const std::string& content, const ImportRequest& request);

}  // namespace attune
