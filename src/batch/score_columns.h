#pragma once

#include <memory>

#include "batch/result_part.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// All that Questionnaire::result_names() lists: scores, answered items, standard errors, bands, the profile and how
/// likely each profile is.
std::unique_ptr<ResultPart> make_score_columns(const Questionnaire& questionnaire);

/// The same for people, who want fewer columns: scores, answered items, bands, the profile and how likely it is
/// (`p`).
std::unique_ptr<ResultPart> make_brief_score_columns(const Questionnaire& questionnaire);

}  // namespace attune
