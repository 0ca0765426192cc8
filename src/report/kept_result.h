#pragma once

#include <vector>

#include "interview/kept_sitting.h"
#include "report/result.h"
#include "scoring/respondent_result.h"

namespace attune {

/// The result of a kept sitting for its page, with the way from `earlier` sittings, the oldest first, with the same
/// `questionnaire`.
RespondentResult kept_result(const Questionnaire& questionnaire, const Result& result,
                             const std::vector<KeptSitting>& earlier);

}  // namespace attune
