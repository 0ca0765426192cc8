#include "exchange/definition_yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/number.h"
#include "exchange/yaml_text.h"

namespace attune {
namespace {

std::string labels_yaml(const std::map<int, std::string>& labels) {
  YamlEntries entries;
  for (const auto& [answer, label] : labels) entries.emplace_back(std::to_string(answer), yaml_quoted(label));
  return yaml_map(entries);
}

std::string response_yaml(const ResponseScale& response) {
  YamlEntries entries;
  if (response.only_labelled) {
    entries.emplace_back("choices", labels_yaml(response.labels));
  } else {
    entries.emplace_back("min", std::to_string(response.min));
    entries.emplace_back("max", std::to_string(response.max));
    if (!response.labels.empty()) entries.emplace_back("labels", labels_yaml(response.labels));
  }
  YamlEntries codes;
  for (const auto& [code, answer] : response.codes) codes.emplace_back(yaml_quoted(code), std::to_string(answer));
  if (!codes.empty()) entries.emplace_back("codes", yaml_map(codes));
  return yaml_map(entries);
}

std::string range_yaml(int from, int to) { return yaml_list({std::to_string(from), std::to_string(to)}); }

std::string numbers_yaml(const std::vector<double>& numbers) {
  std::vector<std::string> texts;
  for (const double number : numbers) texts.push_back(number_text(number));
  return yaml_list(texts);
}

void append_head(const Questionnaire& q, std::string& yaml) {
  append_yaml(yaml, 0, "schema", "attune/1");
  append_yaml(yaml, 0, "id", yaml_quoted(q.id));
  append_yaml_text(yaml, 0, "title", q.title);
  append_yaml_text(yaml, 0, "version", q.version);
  append_yaml_text(yaml, 0, "construct", q.construct);
  append_yaml_text(yaml, 0, "about", q.about);
  append_yaml_text(yaml, 0, "caution", q.caution);
  if (!q.sources.empty()) yaml += "sources:\n";
  for (const auto& [what, works] : q.sources) {
    std::vector<std::string> quoted;
    for (const std::string& work : works) quoted.push_back(yaml_quoted(work));
    append_yaml(yaml, 2, yaml_name(what), yaml_list(quoted));
  }
  if (!q.rights.wording.empty() || !q.rights.definition.empty()) yaml += "rights:\n";
  append_yaml_text(yaml, 2, "wording", q.rights.wording);
  append_yaml_text(yaml, 2, "definition", q.rights.definition);
}

void append_items(const Questionnaire& q, std::string& yaml) {
  append_yaml_text(yaml, 0, "stem", q.stem);
  append_yaml(yaml, 0, "response", response_yaml(q.response));
  yaml += "items:\n";
  for (const Item& item : q.items) {
    std::string texts;
    append_yaml_text(texts, 4, "text", item.text);
    append_yaml_text(texts, 4, "note", item.note);
    append_yaml_text(texts, 4, "stem", item.stem);
    if (item.response) append_yaml(texts, 4, "response", response_yaml(*item.response));
    yaml += fmt::format("  - id: {}\n{}", yaml_name(item.id), texts);
  }
  std::vector<std::string> unscored;
  for (const std::size_t item : q.unscored) unscored.push_back(yaml_name(q.items[item].id));
  if (!unscored.empty()) append_yaml(yaml, 0, "unscored", yaml_list(unscored));
}

void append_key(const Questionnaire& q, const Scale& scale, std::string& yaml) {
  std::vector<std::string> key;
  YamlEntries weights, values;
  for (const KeyedItem& keyed : scale.items) {
    const std::string& id = q.items[keyed.item].id;
    const std::string name = yaml_name(id);
    key.push_back(keyed.reversed ? "-" + id : name);
    if (keyed.weight != 1) weights.emplace_back(name, number_text(keyed.weight));
    YamlEntries mapped;
    for (const auto& [answer, value] : keyed.values) mapped.emplace_back(std::to_string(answer), number_text(value));
    if (!mapped.empty()) values.emplace_back(name, yaml_map(mapped));
  }
  if (!key.empty()) append_yaml(yaml, 4, "items", yaml_list(key));
  if (!weights.empty()) append_yaml(yaml, 4, "weights", yaml_map(weights));
  if (values.empty()) return;
  yaml += "    values:\n";
  for (const auto& [item, mapped] : values) append_yaml(yaml, 6, item, mapped);
}

void append_terms(const Questionnaire& q, const Scale& scale, std::string& yaml) {
  YamlEntries terms;
  for (const CombineTerm& term : scale.terms)
    terms.emplace_back(yaml_name(q.scales[term.scale].id), number_text(term.weight));
  if (!terms.empty()) append_yaml(yaml, 4, "combine", yaml_map(terms));
}

void append_rule(const Scale& scale, std::string& yaml) {
  append_yaml(yaml, 4, "score", scale.method == ScoreMethod::mean ? "mean" : "sum");
  if (!scale.prorated) append_yaml(yaml, 4, "missing", "answered");
  if (scale.min_answered > 0) append_yaml(yaml, 4, "min_answered", std::to_string(scale.min_answered));
  if (scale.transform != Transform{}) {
    append_yaml(
        yaml, 4, "transform",
        yaml_map({{"multiply", number_text(scale.transform.multiply)}, {"add", number_text(scale.transform.add)}}));
  }
}

void append_bands(const Scale& scale, std::string& yaml) {
  if (!scale.bands.empty()) yaml += "    bands:\n";
  for (const Band& band : scale.bands) {
    YamlEntries entries;
    if (band.from) entries.emplace_back("from", number_text(*band.from));
    if (band.to) entries.emplace_back("to", number_text(*band.to));
    entries.emplace_back("label", yaml_quoted(band.label));
    yaml += fmt::format("      - {}\n", yaml_map(entries));
  }
}

void append_reliability(const Reliability& reliability, std::string& yaml) {
  yaml += "    reliability:\n";
  if (reliability.alpha)
    append_yaml(yaml, 6, "alpha", numbers_yaml({reliability.alpha->first, reliability.alpha->second}));
  if (reliability.sd) append_yaml(yaml, 6, "sd", number_text(*reliability.sd));
  if (reliability.retest) append_yaml(yaml, 6, "retest", number_text(*reliability.retest));
  append_yaml_text(yaml, 6, "interval", reliability.interval);
  if (reliability.n) append_yaml(yaml, 6, "n", std::to_string(*reliability.n));
  append_yaml(yaml, 6, "response", range_yaml(reliability.response.min, reliability.response.max));
  append_yaml_text(yaml, 6, "source", reliability.source);
}

void append_scales(const Questionnaire& q, std::string& yaml) {
  if (!q.scales.empty()) yaml += "scales:\n";
  for (const Scale& scale : q.scales) {
    yaml += fmt::format("  {}:\n", yaml_name(scale.id));
    append_yaml_text(yaml, 4, "title", scale.title);
    append_key(q, scale, yaml);
    append_terms(q, scale, yaml);
    append_rule(scale, yaml);
    if (scale.better) append_yaml(yaml, 4, "better", *scale.better == Better::higher ? "higher" : "lower");
    append_bands(scale, yaml);
    if (scale.reliability) append_reliability(*scale.reliability, yaml);
  }
}

void append_profiles(const Questionnaire& q, std::string& yaml) {
  const auto id = [&](std::size_t scale) { return yaml_name(q.scales[scale].id); };
  if (const auto* rule = std::get_if<QuadrantRule>(&q.profiles)) {
    const std::string cuts =
        yaml_map({{id(rule->x), number_text(rule->x_cut)}, {id(rule->y), number_text(rule->y_cut)}});
    append_yaml(yaml, 0, "profiles",
                yaml_map({{"kind", "quadrants"}, {"x", id(rule->x)}, {"y", id(rule->y)}, {"cut", cuts}}));
  } else if (const auto* highest = std::get_if<HighestRule>(&q.profiles)) {
    YamlEntries of;
    for (const auto& [profile, scale] : highest->prototypes) of.emplace_back(yaml_name(profile), id(scale));
    append_yaml(yaml, 0, "profiles", yaml_map({{"kind", "highest"}, {"of", yaml_map(of)}}));
  }
}

void append_group(const Questionnaire& q, const NormGroup& group, std::string& yaml) {
  yaml += fmt::format("      {}:\n", yaml_name(group.id));
  append_yaml(yaml, 8, "n", std::to_string(group.n));
  if (group.age) append_yaml(yaml, 8, "age", range_yaml(group.age->first, group.age->second));
  append_yaml_text(yaml, 8, "gender", group.gender);
  yaml += "        scales:\n";
  for (const NormScale& norm : group.scales) {
    YamlEntries figures{{"mean", number_text(norm.mean)}, {"sd", number_text(norm.sd)}};
    if (!norm.percentiles.empty()) figures.emplace_back("percentiles", numbers_yaml(norm.percentiles));
    append_yaml(yaml, 10, yaml_name(q.scales[norm.scale].id), yaml_map(figures));
  }
}

void append_norms(const Questionnaire& q, std::string& yaml) {
  if (!q.norms.empty()) yaml += "norms:\n";
  for (const Norms& norms : q.norms) {
    yaml += fmt::format("  - sample: {}\n", yaml_quoted(norms.sample));
    append_yaml_text(yaml, 4, "source", norms.source);
    append_yaml_text(yaml, 4, "caution", norms.caution);
    append_yaml(yaml, 4, "response", range_yaml(norms.response.min, norms.response.max));
    if (!norms.percentiles.empty()) append_yaml(yaml, 4, "percentiles", numbers_yaml(norms.percentiles));
    yaml += "    groups:\n";
    for (const NormGroup& group : norms.groups) append_group(q, group, yaml);
  }
}

std::string item_texts_yaml(const Translation::ItemTexts& texts) {
  if (texts.stem.empty() && texts.labels.empty()) return yaml_quoted(texts.text);
  YamlEntries entries;
  if (!texts.text.empty()) entries.emplace_back("text", yaml_quoted(texts.text));
  if (!texts.stem.empty()) entries.emplace_back("stem", yaml_quoted(texts.stem));
  if (!texts.labels.empty()) entries.emplace_back("labels", labels_yaml(texts.labels));
  return yaml_map(entries);
}

std::string scale_texts_yaml(const Translation::ScaleTexts& texts) {
  YamlEntries entries, bands;
  for (const auto& [label, translated] : texts.bands) bands.emplace_back(yaml_quoted(label), yaml_quoted(translated));
  if (!texts.title.empty()) entries.emplace_back("title", yaml_quoted(texts.title));
  if (!bands.empty()) entries.emplace_back("bands", yaml_map(bands));
  return yaml_map(entries);
}

}  // namespace

std::string definition_yaml(const Questionnaire& questionnaire) {
  std::string yaml;
  append_head(questionnaire, yaml);
  append_items(questionnaire, yaml);
  append_scales(questionnaire, yaml);
  append_profiles(questionnaire, yaml);
  append_norms(questionnaire, yaml);
  append_yaml_text(yaml, 0, "guide", questionnaire.guide);
  return yaml;
}

std::string translation_yaml(const Translation& translation, const Questionnaire& questionnaire) {
  std::string yaml;
  append_yaml(yaml, 0, "language", yaml_quoted(translation.language));
  append_yaml_text(yaml, 0, "title", translation.title);
  append_yaml_text(yaml, 0, "about", translation.about);
  append_yaml_text(yaml, 0, "caution", translation.caution);
  append_yaml_text(yaml, 0, "stem", translation.stem);
  if (!translation.labels.empty()) append_yaml(yaml, 0, "labels", labels_yaml(translation.labels));
  if (!translation.items.empty()) yaml += "items:\n";
  for (const Item& item : questionnaire.items) {
    if (const auto texts = translation.items.find(item.id); texts != translation.items.end())
      append_yaml(yaml, 2, yaml_name(item.id), item_texts_yaml(texts->second));
  }
  if (!translation.scales.empty()) yaml += "scales:\n";
  for (const Scale& scale : questionnaire.scales) {
    if (const auto texts = translation.scales.find(scale.id); texts != translation.scales.end())
      append_yaml(yaml, 2, yaml_name(scale.id), scale_texts_yaml(texts->second));
  }
  return yaml;
}

}  // namespace attune
