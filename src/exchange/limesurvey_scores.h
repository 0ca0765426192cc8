#pragma once

#include <map>
#include <string>

#include "exchange/import.h"
#include "exchange/limesurvey_items.h"

namespace attune {

/// Adds to `imported`, which has the items, a scale for the total of assessment values, where the survey counts them,
/// for that of each group for which there are rules, and for each equation that is a sum or mean; and tells what could
/// be none. Titles are in `language`; returned are those in all languages, by scale.
std::map<std::string, LimeTexts> add_limesurvey_scores(const LimeSurvey& survey, const LimeItems& items,
                                                       const std::string& language, Imported& imported);

}  // namespace attune
