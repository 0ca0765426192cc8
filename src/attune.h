#pragma once

/// attune_core: questionnaires of adult attachment, loaded, scored and judged. It prints nothing, and reads no file but
/// definitions.
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
/// What goes in and out. A Questionnaire is a definition, checked: a plain struct that you may read and copy. Answers
/// are whole numbers, one an item in the order of Questionnaire::items; AnswerCodes makes them of written texts. What
/// belongs to scales comes in vectors in the order of Questionnaire::scales. An AnswerBlock holds many respondents, row
/// by row; a ScoreBlock their scores, column by column. Whatever cannot be computed is not a number (NaN), never a 0.
///
/// Who owns what. Everything returned is a value and yours. Spans and references are only read during the call, but
/// for the classes that say that the questionnaire "must outlive" them: Sample and Group.
///
/// Threads. Functions may be called from any thread. What is const may be used from several at once: one Questionnaire,
/// Catalogue, AnswerCodes or Scorer serves all. What gathers (Sample, Group, NormSample, Simulator) belongs to one
/// thread at a time; a large sample is shared by giving each thread a SamplePart.
///
/// Errors. What is wrong with a definition or a file is thrown as Error: what, where, and what to do about it, with an
/// exit code of sysexits.h. What a caller has to see to is said where a function is declared, as in "at least 2", and
/// not checked again.
///
/// Versions. Until 1.0, a minor version may change what is declared here.

// Definitions
#include "base/error.h"
#include "questionnaire/catalogue.h"
#include "questionnaire/check.h"
#include "questionnaire/keyed_answer.h"
#include "questionnaire/load.h"
#include "questionnaire/questionnaire.h"
#include "questionnaire/score_range.h"
#include "questionnaire/translation.h"
#include "questionnaire/wording.h"

// One respondent: scores with their error, norms, change, and how the answers were given
#include "psychometrics/quality.h"
#include "questionnaire/answer.h"
#include "questionnaire/band.h"
#include "questionnaire/reported_error.h"
#include "scoring/measurement_error.h"
#include "scoring/norm_group.h"
#include "scoring/norm_score.h"
#include "scoring/reliable_change.h"
#include "scoring/respondent_result.h"
#include "scoring/scorer.h"

// Many respondents: items, reliability, distributions, profiles, norms, outliers, and made-up ones
#include "psychometrics/factor.h"
#include "psychometrics/group.h"
#include "psychometrics/key_check.h"
#include "psychometrics/mahalanobis.h"
#include "psychometrics/norms.h"
#include "psychometrics/reliability.h"
#include "psychometrics/sample.h"
#include "psychometrics/simulate.h"
