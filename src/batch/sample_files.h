#pragma once

#include <functional>

#include "batch/respondents.h"
#include "psychometrics/sample.h"

namespace attune {

/// Adds all respondents of all inputs to `sample`, on several threads. Throws Error as read_respondents() does.
ReadSummary read_sample(const Questionnaire& questionnaire, const AnswerSource& source, Sample& sample,
                        const std::function<void(const Progress&)>& progress);

}  // namespace attune
