#pragma once

#include "psychometrics/group.h"
#include "questionnaire/questionnaire.h"
#include "report/page.h"
#include "report/page_parts.h"

namespace attune {

/// What one puts into a paper or a talk about a group: the distribution of each scale, correlations, where its people
/// lie on the map, how many have which profile, and how reliable the scales are.
Page group_page(const Questionnaire& questionnaire, const Group& group, const PageOptions& options);

}  // namespace attune
