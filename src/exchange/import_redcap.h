#pragma once

#include <string>

#include "exchange/import.h"
#include "exchange/redcap_fields.h"

namespace attune {

/// A data dictionary of REDCap (CSV; also with semicolons or tabs) as a definition.
///
/// Radio buttons, drop-down lists, yes/no, true/false and sliders become items, and whole numbers with a least and a
/// most where a calculated field uses them; sections and descriptive fields introduce the items after them. Calculated
/// fields that are sums or means become scales: a blank in [a] + [b] leaves no score, one among the arguments of sum()
/// or mean() is left out, as in REDCap. What else there is, is told.
Imported import_redcap(const std::string& content, const ImportRequest& request);

}  // namespace attune
