#include "psychometrics/quality.h"
#include "report/person_page.h"
#include "report/result_json.h"
#include "scoring/norm_group.h"

namespace attune {
namespace {

Json text_json(const std::string& text) { return text.empty() ? Json() : Json(text); }

void add_norms(const Questionnaire& q, const NormComparison& norms, Json& json) {
  json["norm_group"] = usable_norms(q).groups[norms.group].id;
  for (std::size_t s = 0; s < q.scales.size(); ++s) {
    const auto& norm = norms.scales[s];
    if (!norm) continue;
    Json& scale = json["scales"][q.scales[s].id];
    scale["z"] = number_json(norm->z);
    scale["t"] = number_json(norm->t);
    scale["percentile"] = number_json(norm->percentile);
  }
}

Json earlier_json(const Questionnaire& q, const EarlierResult& earlier, const Scores& scores) {
  Json json{{"when", earlier.when}};
  for (std::size_t s = 0; s < q.scales.size(); ++s) {
    const Change change =
        reliable_change(earlier.scales[s], {scores.scores[s], scores.standard_errors[s]}, q.better(s));
    Json& scale = json["scales"][q.scales[s].id];
    scale["score"] = number_json(earlier.scales[s].score);
    scale["se"] = number_json(earlier.scales[s].standard_error);
    scale["difference"] = number_json(change.difference);
    scale["rci"] = number_json(change.index);
    scale["change"] = change.verdict ? Json(verdict_words()[static_cast<std::size_t>(*change.verdict)]) : Json();
  }
  json["profile"] = profile_json(q, earlier.profile);
  return json;
}

}  // namespace

std::string person_json(const Questionnaire& q, const RespondentResult& result, const PageOptions& options) {
  Json json{{"title", page_title(q, options)},
            {"clinic", text_json(options.clinic)},
            {"respondent", text_json(result.id)},
            {"answered", text_json(result.when)},
            {"questionnaire", q.id},
            {"version", q.version},
            {"sha256", q.sha256},
            {"made", options.date}};
  add_scores(q, result.scores, json);
  if (result.norms) add_norms(q, *result.norms, json);
  for (const EarlierResult& earlier : result.earlier)
    json["earlier"].push_back(earlier_json(q, earlier, result.scores));
  json["quality"] = {{"longest_run", longest_run(result.answers).length},
                     {"keyed_agreement", number_json(keyed_agreement(q, result.answers))},
                     {"share_missing", share_missing(result.answers)}};
  for (std::size_t i = 0; options.items && i < q.items.size(); ++i) {
    const Answer answer = result.answers[i];
    json["answers"][q.items[i].id] = answer == kMissing ? Json() : Json(answer);
  }
  if (!q.caution.empty()) json["caution"] = q.caution;
  return lines_of_json(json);
}

}  // namespace attune
