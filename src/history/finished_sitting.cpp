#include "history/finished_sitting.h"

#include <algorithm>

#include "base/clock.h"

namespace attune {

KeptSitting finished_sitting(const Questionnaire& questionnaire, const Sitting& sitting, const Scores& scores) {
  KeptSitting kept{.id = sitting.id,
                   .questionnaire = questionnaire.id,
                   .title = questionnaire.title,
                   .version = questionnaire.version,
                   .sha256 = questionnaire.sha256,
                   .about = sitting.about,
                   .started = sitting.started,
                   // A clock that was set back meanwhile must not make it end before it began.
                   .finished = std::max(sitting.started, utc_now())};
  for (const std::size_t item : sitting.order) {
    if (sitting.replies[item])
      kept.replies.push_back({.item = questionnaire.items[item].id, .reply = *sitting.replies[item]});
  }
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    kept.scores.push_back(
        {.scale = questionnaire.scales[s].id, .score = scores.scores[s], .standard_error = scores.standard_errors[s]});
  }
  if (scores.profile == kNoProfile) return kept;
  const auto profile = static_cast<std::size_t>(scores.profile);
  kept.profile = questionnaire.profile_names()[profile];
  if (std::holds_alternative<QuadrantRule>(questionnaire.profiles)) kept.probability = scores.probabilities[profile];
  return kept;
}

}  // namespace attune
