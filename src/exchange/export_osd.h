#pragma once

#include <vector>

#include "exchange/export.h"

namespace attune {

/// An Open Scale Definition (OpenScales, version 1.0) that OpenScales' runner scores as attune does. What the format
/// has no place for, how many answers a score needs, stands under runner_hints.attune, where import_osd() finds it.
/// Throws Error (data) for what the format leaves open: where a scale that is made of scales and transformed is part of
/// another, and where one made of scales holds one with the id of an item beside items of its own, or taken away in a
/// mean.
Exported export_osd(const Questionnaire& questionnaire, const std::vector<Translation>& translations);

}  // namespace attune
