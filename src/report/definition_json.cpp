#include <nlohmann/json.hpp>

#include "questionnaire/score_range.h"
#include "report/definition.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

Json range_json(const ResponseRange& range) { return Json::array({range.min, range.max}); }

Json reliability_json(const Reliability& reliability) {
  Json json;
  if (reliability.alpha) json["alpha"] = Json::array({reliability.alpha->first, reliability.alpha->second});
  if (reliability.sd) json["sd"] = *reliability.sd;
  if (reliability.retest) json["retest"] = *reliability.retest;
  if (!reliability.interval.empty()) json["interval"] = reliability.interval;
  if (reliability.n) json["n"] = *reliability.n;
  json["response"] = range_json(reliability.response);
  json["source"] = reliability.source;
  return json;
}

Json response_json(const ResponseScale& response) {
  Json json{{"min", response.min}, {"max", response.max}, {"labels", Json::object()}};
  for (const auto& [answer, label] : response.labels) json["labels"][std::to_string(answer)] = label;
  if (response.only_labelled) json["only_labelled"] = true;
  if (!response.codes.empty()) json["codes"] = response.codes;
  if (!response.missing.empty()) json["missing"] = response.missing;
  return json;
}

Json key_json(const Questionnaire& questionnaire, const Scale& scale) {
  Json key = Json::array();
  for (const KeyedItem& keyed : scale.items) {
    Json item{{"item", questionnaire.items[keyed.item].id}, {"direction", keyed.reversed ? "reversed" : "forward"}};
    if (keyed.weight != 1) item["weight"] = keyed.weight;
    for (const auto& [answer, value] : keyed.values) item["values"][std::to_string(answer)] = value;
    key.push_back(std::move(item));
  }
  return key;
}

Json band_json(const Band& band) {
  Json json{{"label", band.label}};
  if (band.from) json["from"] = *band.from;
  if (band.to) json["to"] = *band.to;
  return json;
}

// What a scale made of scales alone has of old: its constant, and its parts by name.
bool is_combination(const Scale& scale) {
  return !scale.has_key() && scale.method == ScoreMethod::sum && scale.transform.multiply == 1 &&
         scale.min_answered >= scale.parts();
}

Json scale_json(const Questionnaire& questionnaire, std::size_t index) {
  const Scale& scale = questionnaire.scales[index];
  const auto [low, high] = score_range(questionnaire, index);
  Json json{{"id", scale.id}, {"title", scale.title}};
  json["score"] = is_combination(scale) ? "combine" : scale.method == ScoreMethod::mean ? "mean" : "sum";
  for (const CombineTerm& term : scale.terms) json["combine"][questionnaire.scales[term.scale].id] = term.weight;
  if (is_combination(scale)) {
    json["constant"] = scale.transform.add;
  } else {
    if (scale.has_key()) json["items"] = key_json(questionnaire, scale);
    json["min_answered"] = scale.min_answered;
    if (!scale.prorated) json["missing"] = "answered";
    if (scale.transform != Transform{})
      json["transform"] = {{"multiply", scale.transform.multiply}, {"add", scale.transform.add}};
  }
  for (const Band& band : scale.bands) json["bands"].push_back(band_json(band));
  json["range"] = Json::array({low, high});
  if (scale.better) json["better"] = *scale.better == Better::higher ? "higher" : "lower";
  if (scale.reliability) json["reliability"] = reliability_json(*scale.reliability);
  return json;
}

Json profiles_json(const Questionnaire& questionnaire) {
  const auto id = [&](std::size_t scale) { return questionnaire.scales[scale].id; };
  if (const auto* rule = std::get_if<QuadrantRule>(&questionnaire.profiles)) {
    return {{"kind", "quadrants"},
            {"x", id(rule->x)},
            {"y", id(rule->y)},
            {"cut", {{id(rule->x), rule->x_cut}, {id(rule->y), rule->y_cut}}}};
  }
  const auto* rule = std::get_if<HighestRule>(&questionnaire.profiles);
  if (rule == nullptr) return nullptr;
  Json json{{"kind", "highest"}, {"of", Json::object()}};
  for (const auto& [profile, scale] : rule->prototypes) json["of"][profile] = id(scale);
  return json;
}

Json norms_json(const Questionnaire& questionnaire, const Norms& norms) {
  Json json{{"sample", norms.sample},
            {"source", norms.source},
            {"caution", norms.caution},
            {"response", range_json(norms.response)},
            {"percentiles", norms.percentiles}};
  json["groups"] = Json::object();
  for (const NormGroup& group : norms.groups) {
    Json& to = json["groups"][group.id];
    to["n"] = group.n;
    if (group.age) to["age"] = Json::array({group.age->first, group.age->second});
    if (!group.gender.empty()) to["gender"] = group.gender;
    for (const NormScale& scale : group.scales) {
      to["scales"][questionnaire.scales[scale.scale].id] = {
          {"mean", scale.mean}, {"sd", scale.sd}, {"percentiles", scale.percentiles}};
    }
  }
  return json;
}

Json items_json(const Questionnaire& questionnaire) {
  Json items = Json::array();
  for (const Item& item : questionnaire.items) {
    Json json{{"id", item.id}};
    if (!item.text.empty()) json["text"] = item.text;
    if (!item.note.empty()) json["note"] = item.note;
    if (!item.stem.empty()) json["stem"] = item.stem;
    if (item.response) json["response"] = response_json(*item.response);
    items.push_back(std::move(json));
  }
  return items;
}

}  // namespace

std::string definition_json(const Questionnaire& q) {
  Json json{{"id", q.id}, {"title", q.title}, {"version", q.version}, {"construct", q.construct}, {"about", q.about}};
  if (!q.caution.empty()) json["caution"] = q.caution;
  if (!q.language.empty()) json["language"] = q.language;
  if (!q.instructions.empty()) json["instructions"] = q.instructions;
  if (!q.stem.empty()) json["stem"] = q.stem;
  json["response"] = response_json(q.response);
  json["items"] = items_json(q);
  json["wording_shipped"] = q.has_wording();
  json["unscored"] = Json::array();
  for (const std::size_t item : q.unscored) json["unscored"].push_back(q.items[item].id);
  json["scales"] = Json::array();
  for (std::size_t s = 0; s < q.scales.size(); ++s) json["scales"].push_back(scale_json(q, s));
  json["profiles"] = profiles_json(q);
  json["norms"] = Json::array();
  for (const Norms& norms : q.norms) json["norms"].push_back(norms_json(q, norms));
  json["sources"] = Json::object();
  for (const auto& [what, works] : q.sources) json["sources"][what] = works;
  json["rights"] = {{"wording", q.rights.wording}, {"definition", q.rights.definition}};
  if (!q.guide.empty()) json["guide"] = q.guide;
  if (!q.extends.empty()) json["extends"] = q.extends;
  json["files"] = Json::array();
  for (const DefinitionFile& file : q.files)
    json["files"].push_back({{"path", file.path.string()}, {"sha256", file.sha256}});
  json["sha256"] = q.sha256;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string catalogue_json(const std::vector<Questionnaire>& questionnaires) {
  Json list = Json::array();
  for (const Questionnaire& q : questionnaires) {
    Json scales = Json::array();
    for (const Scale& scale : q.scales) scales.push_back(scale.id);
    list.push_back({{"id", q.id},
                    {"title", q.title},
                    {"items", q.items.size()},
                    {"scales", scales},
                    {"wording_shipped", q.has_wording()},
                    {"file", q.files.front().path.string()},
                    {"sha256", q.sha256}});
  }
  return list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace attune
