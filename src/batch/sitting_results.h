#pragma once

#include <string>
#include <vector>

#include "interview/sitting.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// The results of sittings as CSV, a row a sitting: whom it was about, when it began, and the columns that `attune
/// score` writes.
std::string results_csv(const Questionnaire& questionnaire, const std::vector<Sitting>& sittings);

}  // namespace attune
