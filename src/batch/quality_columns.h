#pragma once

#include <memory>

#include "batch/result_part.h"
#include "questionnaire/questionnaire.h"

namespace attune {

/// What psychometrics/quality.h and mahalanobis.h say of each respondent: `longest_run`, `answer_sd`, `even_odd`,
/// `keyed_agreement`, `mahalanobis_d2`, `mahalanobis_p`, `share_missing`, and `quality`, a note in words on what is
/// conspicuous, empty where nothing is. The means and covariances of the distances are those of all respondents.
std::unique_ptr<ResultPart> make_quality_columns(const Questionnaire& questionnaire);

/// The note alone, for people.
std::unique_ptr<ResultPart> make_brief_quality_columns(const Questionnaire& questionnaire);

}  // namespace attune
