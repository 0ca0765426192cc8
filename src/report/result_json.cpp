#include "report/result_json.h"

#include <cmath>

#include "questionnaire/band.h"

namespace attune {

std::string lines_of_json(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json number_json(double number) { return std::isnan(number) ? Json() : Json(number); }

Json profile_json(const Questionnaire& q, std::int8_t profile) {
  return profile == kNoProfile ? Json() : Json(q.profile_names()[static_cast<std::size_t>(profile)]);
}

void add_scores(const Questionnaire& q, const Scores& scores, Json& json) {
  for (std::size_t s = 0; s < q.scales.size(); ++s) {
    Json& scale = json["scales"][q.scales[s].id];
    scale["score"] = number_json(scores.scores[s]);
    if (q.has_standard_error(s)) scale["se"] = number_json(scores.standard_errors[s]);
    if (q.scales[s].has_key()) scale["answered"] = scores.answered[s];
    if (q.scales[s].bands.empty()) continue;
    const auto band = band_of(q.scales[s], scores.scores[s]);
    scale["band"] = band ? Json(q.scales[s].bands[*band].label) : Json();
  }
  const auto profiles = q.profile_names();
  if (!profiles.empty()) json["profile"] = profile_json(q, scores.profile);
  if (std::holds_alternative<QuadrantRule>(q.profiles)) {
    for (std::size_t p = 0; p < profiles.size(); ++p)
      json["probabilities"][profiles[p]] = number_json(scores.probabilities[p]);
  }
}

}  // namespace attune
