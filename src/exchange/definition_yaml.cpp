#include "exchange/definition_yaml.h"

#include <cstddef>
#include <vector>

#include "base/number.h"
#include "base/text.h"
#include "exchange/norms_yaml.h"
#include "exchange/plain_text.h"
#include "questionnaire/yaml_writer.h"

namespace attune {
namespace {

constexpr auto kOneLine = YamlWriter::Layout::one_line;

// What a definition may hold of `text`.
std::string allowed(std::string_view text) { return std::string(trim(without_control(text))); }

// A key and its text, where there is one.
void add_text(YamlWriter& yaml, std::string_view key, std::string_view text) {
  if (const std::string kept = allowed(text); !kept.empty()) yaml.word(key).text(kept);
}

void add_number(YamlWriter& yaml, std::string_view key, double number) { yaml.word(key).word(number_text(number)); }

void add_labels(YamlWriter& yaml, std::string_view key, const std::map<int, std::string>& labels) {
  if (labels.empty()) return;
  yaml.word(key).begin_map(kOneLine);
  for (const auto& [answer, label] : labels) add_text(yaml, std::to_string(answer), label);
  yaml.end_map();
}

void add_response(YamlWriter& yaml, const ResponseScale& response) {
  yaml.word("response").begin_map(kOneLine);
  if (response.only_labelled) {
    add_labels(yaml, "choices", response.labels);
  } else {
    yaml.word("min").word(std::to_string(response.min)).word("max").word(std::to_string(response.max));
    add_labels(yaml, "labels", response.labels);
  }
  if (!response.codes.empty()) {
    yaml.word("codes").begin_map(kOneLine);
    for (const auto& [code, answer] : response.codes) yaml.text(code).word(std::to_string(answer));
    yaml.end_map();
  }
  if (!response.missing.empty()) {
    yaml.word("missing").begin_list(kOneLine);
    for (const std::string& code : response.missing) yaml.text(code);
    yaml.end_list();
  }
  yaml.end_map();
}

void add_range(YamlWriter& yaml, std::string_view key, int from, int to) {
  yaml.word(key).begin_list(kOneLine).word(std::to_string(from)).word(std::to_string(to)).end_list();
}

void add_head(YamlWriter& yaml, const Questionnaire& q) {
  yaml.word("schema").word("attune/1").word("id").word(q.id);
  if (!q.language.empty()) yaml.word("language").word(q.language);
  add_text(yaml, "title", q.title);
  add_text(yaml, "version", q.version);
  add_text(yaml, "construct", q.construct);
  add_text(yaml, "about", q.about);
  add_text(yaml, "caution", q.caution);
  if (!q.sources.empty()) {
    yaml.word("sources").begin_map();
    for (const auto& [what, works] : q.sources) {
      yaml.word(what).begin_list();
      for (const std::string& work : works) yaml.text(allowed(work));
      yaml.end_list();
    }
    yaml.end_map();
  }
  yaml.word("rights").begin_map();
  add_text(yaml, "wording", q.rights.wording);
  add_text(yaml, "definition", q.rights.definition);
  yaml.end_map();
}

void add_items(YamlWriter& yaml, const Questionnaire& q) {
  add_text(yaml, "instructions", q.instructions);
  add_text(yaml, "stem", q.stem);
  add_response(yaml, q.response);
  yaml.word("items").begin_list();
  for (const Item& item : q.items) {
    yaml.begin_map(item.response || !item.stem.empty() ? YamlWriter::Layout::lines : kOneLine).word("id").word(item.id);
    add_text(yaml, "text", item.text);
    add_text(yaml, "note", item.note);
    add_text(yaml, "stem", item.stem);
    if (item.response) add_response(yaml, *item.response);
    yaml.end_map();
  }
  yaml.end_list();
  if (q.unscored.empty()) return;
  yaml.word("unscored").begin_list(kOneLine);
  for (const std::size_t item : q.unscored) yaml.word(q.items[item].id);
  yaml.end_list();
}

void add_weights(YamlWriter& yaml, const Questionnaire& q, const Scale& scale) {
  bool any = false;
  for (const KeyedItem& keyed : scale.items) {
    if (keyed.weight == 1) continue;
    if (!any) yaml.word("weights").begin_map(kOneLine);
    any = true;
    add_number(yaml, q.items[keyed.item].id, keyed.weight);
  }
  if (any) yaml.end_map();
}

void add_values(YamlWriter& yaml, const Questionnaire& q, const Scale& scale) {
  bool any = false;
  for (const KeyedItem& keyed : scale.items) {
    if (keyed.values.empty()) continue;
    if (!any) yaml.word("values").begin_map();
    any = true;
    yaml.word(q.items[keyed.item].id).begin_map(kOneLine);
    for (const auto& [answer, value] : keyed.values) add_number(yaml, std::to_string(answer), value);
    yaml.end_map();
  }
  if (any) yaml.end_map();
}

void add_parts(YamlWriter& yaml, const Questionnaire& q, const Scale& scale) {
  if (!scale.items.empty()) {
    yaml.word("items").begin_list(kOneLine);
    for (const KeyedItem& keyed : scale.items) yaml.word((keyed.reversed ? "-" : "") + q.items[keyed.item].id);
    yaml.end_list();
  }
  if (!scale.terms.empty()) {
    yaml.word("combine").begin_map(kOneLine);
    for (const CombineTerm& term : scale.terms) add_number(yaml, q.scales[term.scale].id, term.weight);
    yaml.end_map();
  }
  add_weights(yaml, q, scale);
  add_values(yaml, q, scale);
}

void add_rule(YamlWriter& yaml, const Scale& scale) {
  yaml.word("score").word(scale.method == ScoreMethod::mean ? "mean" : "sum");
  if (!scale.prorated) yaml.word("missing").word("answered");
  if (scale.min_answered > 0) yaml.word("min_answered").word(std::to_string(scale.min_answered));
  if (scale.transform == Transform{}) return;
  yaml.word("transform").begin_map(kOneLine);
  add_number(yaml, "multiply", scale.transform.multiply);
  add_number(yaml, "add", scale.transform.add);
  yaml.end_map();
}

void add_bands(YamlWriter& yaml, const Scale& scale) {
  if (scale.bands.empty()) return;
  yaml.word("bands").begin_list();
  for (const Band& band : scale.bands) {
    yaml.begin_map(kOneLine);
    if (band.from) add_number(yaml, "from", *band.from);
    if (band.to) add_number(yaml, "to", *band.to);
    add_text(yaml, "label", band.label);
    yaml.end_map();
  }
  yaml.end_list();
}

void add_reliability(YamlWriter& yaml, const Reliability& reliability) {
  yaml.word("reliability").begin_map();
  if (reliability.alpha) {
    yaml.word("alpha").begin_list(kOneLine);
    yaml.word(number_text(reliability.alpha->first)).word(number_text(reliability.alpha->second)).end_list();
  }
  if (reliability.sd) add_number(yaml, "sd", *reliability.sd);
  if (reliability.retest) add_number(yaml, "retest", *reliability.retest);
  add_text(yaml, "interval", reliability.interval);
  if (reliability.n) yaml.word("n").word(std::to_string(*reliability.n));
  add_range(yaml, "response", reliability.response.min, reliability.response.max);
  add_text(yaml, "source", reliability.source);
  yaml.end_map();
}

void add_scales(YamlWriter& yaml, const Questionnaire& q) {
  if (q.scales.empty()) return;
  yaml.word("scales").begin_map();
  for (const Scale& scale : q.scales) {
    yaml.word(scale.id).begin_map();
    add_text(yaml, "title", scale.title);
    add_parts(yaml, q, scale);
    add_rule(yaml, scale);
    if (scale.better) yaml.word("better").word(*scale.better == Better::higher ? "higher" : "lower");
    add_bands(yaml, scale);
    if (scale.reliability) add_reliability(yaml, *scale.reliability);
    yaml.end_map();
  }
  yaml.end_map();
}

void add_profiles(YamlWriter& yaml, const Questionnaire& q) {
  const auto id = [&](std::size_t scale) { return q.scales[scale].id; };
  if (const auto* rule = std::get_if<QuadrantRule>(&q.profiles)) {
    yaml.word("profiles").begin_map().word("kind").word("quadrants");
    yaml.word("x").word(id(rule->x)).word("y").word(id(rule->y)).word("cut").begin_map(kOneLine);
    add_number(yaml, id(rule->x), rule->x_cut);
    add_number(yaml, id(rule->y), rule->y_cut);
    yaml.end_map().end_map();
  } else if (const auto* highest = std::get_if<HighestRule>(&q.profiles)) {
    yaml.word("profiles").begin_map().word("kind").word("highest").word("of").begin_map(kOneLine);
    for (const auto& [profile, scale] : highest->prototypes) yaml.word(profile).word(id(scale));
    yaml.end_map().end_map();
  }
}

void add_item_texts(YamlWriter& yaml, const std::string& id, const Translation::ItemTexts& texts) {
  if (texts.stem.empty() && texts.labels.empty()) return add_text(yaml, id, texts.text);
  yaml.word(id).begin_map();
  add_text(yaml, "text", texts.text);
  add_text(yaml, "stem", texts.stem);
  add_labels(yaml, "labels", texts.labels);
  yaml.end_map();
}

void add_scale_texts(YamlWriter& yaml, const std::string& id, const Translation::ScaleTexts& texts) {
  yaml.word(id).begin_map();
  add_text(yaml, "title", texts.title);
  if (!texts.bands.empty()) {
    yaml.word("bands").begin_map();
    for (const auto& [label, translated] : texts.bands) yaml.text(allowed(label)).text(allowed(translated));
    yaml.end_map();
  }
  yaml.end_map();
}

}  // namespace

std::string definition_yaml(const Questionnaire& questionnaire) {
  YamlWriter yaml;
  yaml.begin_map();
  add_head(yaml, questionnaire);
  add_items(yaml, questionnaire);
  add_scales(yaml, questionnaire);
  add_profiles(yaml, questionnaire);
  if (!questionnaire.norms.empty()) add_norms(yaml, questionnaire, questionnaire.norms);
  add_text(yaml, "guide", questionnaire.guide);
  yaml.end_map();
  return yaml.finish();
}

std::string translation_yaml(const Translation& translation, const Questionnaire& questionnaire) {
  YamlWriter yaml;
  yaml.begin_map().word("language").word(translation.language);
  add_text(yaml, "title", translation.title);
  add_text(yaml, "about", translation.about);
  add_text(yaml, "caution", translation.caution);
  add_text(yaml, "instructions", translation.instructions);
  add_text(yaml, "stem", translation.stem);
  add_labels(yaml, "labels", translation.labels);
  if (!translation.items.empty()) yaml.word("items").begin_map();
  for (const Item& item : questionnaire.items) {
    if (const auto texts = translation.items.find(item.id); texts != translation.items.end())
      add_item_texts(yaml, item.id, texts->second);
  }
  if (!translation.items.empty()) yaml.end_map();
  if (!translation.scales.empty()) yaml.word("scales").begin_map();
  for (const Scale& scale : questionnaire.scales) {
    if (const auto texts = translation.scales.find(scale.id); texts != translation.scales.end())
      add_scale_texts(yaml, scale.id, texts->second);
  }
  if (!translation.scales.empty()) yaml.end_map();
  yaml.end_map();
  return yaml.finish();
}

}  // namespace attune
