#pragma once

#include "interview/kept_sitting.h"
#include "interview/sitting.h"
#include "questionnaire/questionnaire.h"
#include "scoring/scorer.h"

namespace attune {

/// `sitting`, which is finished now, with the `scores` that were shown, as it is to be kept.
KeptSitting finished_sitting(const Questionnaire& questionnaire, const Sitting& sitting, const Scores& scores);

}  // namespace attune
