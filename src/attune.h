#pragma once

/// attune_core: questionnaires of adult attachment, loaded and scored.
///
///     #include <attune/attune.h>
///
///     const attune::Catalogue catalogue({"/usr/share/attune/questionnaires"});
///     const attune::Questionnaire ecr = attune::load_named("ecr-5pt", catalogue);
///     const attune::Scorer scorer(ecr);
///     std::vector<attune::Answer> answers(scorer.item_count(), 3);  // 1 … 5, or attune::kMissing
///     const attune::Scores scores = scorer.score(answers);
///     // scores.scores[s] belongs to ecr.scales[s]; NaN where too few items are answered.
///     // scores.standard_errors[s] is its standard error of measurement.
///     // scores.profile counts ecr.profile_names(); attune::kNoProfile where there is none.
///
/// What goes wrong is thrown as attune::Error. A Questionnaire is plain data; a Scorer never changes once made, and
/// both may be used from several threads at once.

#include "base/error.h"
#include "questionnaire/answer.h"
#include "questionnaire/catalogue.h"
#include "questionnaire/check.h"
#include "questionnaire/keyed_answer.h"
#include "questionnaire/load.h"
#include "questionnaire/questionnaire.h"
#include "questionnaire/reported_error.h"
#include "questionnaire/score_range.h"
#include "scoring/band.h"
#include "scoring/measurement_error.h"
#include "scoring/norm_group.h"
#include "scoring/norm_score.h"
#include "scoring/reliable_change.h"
#include "scoring/scorer.h"
