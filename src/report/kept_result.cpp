#include "report/kept_result.h"

#include <algorithm>

#include "report/person_page.h"

namespace attune {
namespace {

constexpr std::size_t kDay = 10;  // characters of 2026-11-22

EarlierResult earlier_result(const Questionnaire& questionnaire, const KeptSitting& sitting) {
  EarlierResult earlier{.when = sitting.started.substr(0, kDay), .scales = {}, .profile = kNoProfile};
  for (const Scale& scale : questionnaire.scales) {
    const KeptScore* kept = sitting.score_of(scale.id);
    earlier.scales.push_back(
        {.score = kept ? kept->score : kNoScore, .standard_error = kept ? kept->standard_error : kNoScore});
  }
  const auto profiles = questionnaire.profile_names();
  const auto found = std::find(profiles.begin(), profiles.end(), sitting.profile);
  if (found != profiles.end()) earlier.profile = static_cast<std::int8_t>(found - profiles.begin());
  return earlier;
}

}  // namespace

RespondentResult kept_result(const Questionnaire& questionnaire, const Result& result,
                             const std::vector<KeptSitting>& earlier) {
  RespondentResult told = respondent_result(result);
  for (const KeptSitting& sitting : earlier) told.earlier.push_back(earlier_result(questionnaire, sitting));
  return told;
}

}  // namespace attune
