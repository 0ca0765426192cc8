#pragma once

#include <memory>

#include "batch/norm_choice.h"
#include "batch/result_part.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// For each scale that `norms`, a part of `questionnaire`, has figures of: SCALE_z, SCALE_t and SCALE_percentile
/// (norm_score.h); then the group they come from, `norm_group`. Its notes tell the sample and its caution, and of
/// groups that are chosen, how many respondents were compared with each. Throws as DemographicReader does.
std::unique_ptr<ResultPart> make_norm_columns(const Questionnaire& questionnaire, const Norms& norms,
                                              const NormChoice& choice);

/// The same for people, who want fewer columns: percentiles and group.
std::unique_ptr<ResultPart> make_brief_norm_columns(const Questionnaire& questionnaire, const Norms& norms,
                                                    const NormChoice& choice);

}  // namespace attune
