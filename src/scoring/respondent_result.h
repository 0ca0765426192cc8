#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "questionnaire/answer.h"
#include "scoring/norm_score.h"
#include "scoring/reliable_change.h"
#include "scoring/scorer.h"

namespace attune {

/// What the same person's scores were at an earlier time.
struct EarlierResult {
  std::string when;                  ///< a date, or what the occasion was called
  std::vector<Measurement> scales;   ///< by scale
  std::int8_t profile = kNoProfile;  ///< index into Questionnaire::profile_names(), or kNoProfile
};

/// One person's scores among those of a norm group.
struct NormComparison {
  std::size_t group = 0;                         ///< index into Norms::groups of usable_norms()
  std::vector<std::optional<NormScore>> scales;  ///< by scale; nothing where the group has no figures of it
};

/// All that is known of one respondent to one questionnaire.
struct RespondentResult {
  std::string id;                       ///< how reports name the respondent; may be empty
  std::string when;                     ///< when the answers were given, as it was told; may be empty
  std::string about;                    ///< the relationship that they are about; may be empty
  std::vector<Answer> answers;          ///< by item
  Scores scores;                        ///< of these answers
  std::optional<NormComparison> norms;  ///< nothing where nothing is compared, or no group fits
  std::vector<EarlierResult> earlier;   ///< the oldest first
};

}  // namespace attune
