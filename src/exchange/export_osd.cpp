#include "exchange/export_osd.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/error.h"
#include "exchange/osd_texts.h"
#include "exchange/scale_formula.h"
#include "questionnaire/score_range.h"

namespace attune {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kStem = "question_head";
constexpr const char* kInstructions = "instructions";

// Whole numbers without a decimal point.
Json number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e9) return static_cast<int>(value);
  return value;
}

std::string label_key(int answer) { return fmt::format("label_{}", answer); }
std::string label_key(const std::string& item, int answer) { return fmt::format("{}_label_{}", item, answer); }
std::string stem_key(const std::string& item) { return item + "_head"; }
std::string band_key(const std::string& scale, std::size_t band) { return fmt::format("{}_band_{}", scale, band + 1); }

bool has_values(const Questionnaire& q, std::size_t item) {
  return std::any_of(q.scales.begin(), q.scales.end(), [&](const Scale& scale) {
    return std::any_of(scale.items.begin(), scale.items.end(), [&](const KeyedItem& keyed) {
      return keyed.item == item && (keyed.reversed || !keyed.values.empty());
    });
  });
}

class OsdExporter {
 public:
  OsdExporter(const Questionnaire& questionnaire, const std::vector<Translation>& translations)
      : q_(questionnaire), translations_(translations) {
    name_texts();
  }

  Exported write() && {
    Json definition;
    definition["scale_info"] = scale_info();
    if (!q_.rights.definition.empty()) definition["implementation"] = {{"license", q_.rights.definition}};
    if (has_placeholders()) definition["parameters"] = placeholders();
    definition["likert_options"] = likert_options();
    definition["dimensions"] = dimensions();
    definition["items"] = items();
    definition["scoring"] = scoring();
    definition["runner_hints"]["attune"]["min_answered"] = least_answers();
    Json file{{"osd_version", "1.0"}, {"definition", std::move(definition)}, {"translations", translations()}};
    exported_.text = file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    tell_left_out();
    return std::move(exported_);
  }

 private:
  // An item is free to have an id that is the key of another text: then its own texts have others.
  void name_texts() {
    std::set<std::string> taken{kInstructions, kStem};
    const auto take = [&](std::string key) {
      while (!taken.insert(key).second) key += '_';
      return key;
    };
    for (const int answer : q_.response.answers()) taken.insert(label_key(answer));
    for (const Scale& scale : q_.scales) {
      for (std::size_t b = 0; b < scale.bands.size(); ++b) taken.insert(band_key(scale.id, b));
    }
    std::set<std::string> ids;
    for (const Item& item : q_.items) {
      ids.insert(item.id);
      stem_keys_[item.id] = take(stem_key(item.id));
      for (const int answer : item.response ? item.response->answers() : std::vector<int>())
        taken.insert(label_key(item.id, answer));
    }
    for (const Item& item : q_.items) text_keys_[item.id] = take(item.id);
    while (ids.contains(instructions_id_)) instructions_id_ += '_';
  }

  Json scale_info() const {
    Json info{{"name", q_.title}, {"code", q_.id}};
    if (!q_.version.empty()) info["version"] = q_.version;
    if (!q_.construct.empty()) info["domain"] = q_.construct;
    if (!q_.rights.wording.empty()) info["license"] = q_.rights.wording;
    for (const auto& [what, key] : {std::pair{"key", "citation"}, {"description", "description"}, {"web", "url"}}) {
      const std::string text = source(what);
      if (!text.empty()) info[key] = text;
    }
    return info;
  }

  std::string source(const std::string& of) const {
    for (const auto& [what, works] : q_.sources) {
      if (what == of) return fmt::format("{}", fmt::join(works, " "));
    }
    return {};
  }

  bool has_placeholders() const {
    return std::any_of(q_.items.begin(), q_.items.end(),
                       [](const Item& item) { return item.text.find("{the") != std::string::npos; });
  }

  // Whom a statement is about, as it is asked where nobody is named.
  static Json placeholders() {
    return {{"them", {{"type", "string"}, {"default", "people close to me"}}},
            {"their", {{"type", "string"}, {"default", "close people's"}}}};
  }

  static Json label_keys(const ResponseScale& response, const auto& key) {
    Json keys = Json::array();
    for (int answer = response.min; answer <= response.max; ++answer)
      keys.push_back(response.labels.contains(answer) ? Json(key(answer)) : Json());
    return keys;
  }

  Json likert_options() const {
    const ResponseScale& response = q_.response;
    Json options{{"points", response.max - response.min + 1}, {"min", response.min}, {"max", response.max}};
    options["labels"] = label_keys(response, [](int answer) { return label_key(answer); });
    if (!q_.stem.empty()) options["question_head"] = kStem;
    return options;
  }

  Json dimensions() const {
    Json list = Json::array();
    for (const Scale& scale : q_.scales)
      list.push_back({{"id", scale.id}, {"name", scale.title.empty() ? scale.id : scale.title}});
    return list;
  }

  Json items() const {
    Json list = Json::array();
    if (!q_.instructions.empty())
      list.push_back({{"id", instructions_id_}, {"text_key", kInstructions}, {"type", "inst"}});
    for (std::size_t i = 0; i < q_.items.size(); ++i) list.push_back(item(i));
    return list;
  }

  Json item(std::size_t i) const {
    const Item& item = q_.items[i];
    const ResponseScale& response = q_.response_of(i);
    Json json{{"id", item.id}, {"text_key", text_keys_.at(item.id)}, {"type", "likert"}};
    if (!item.stem.empty()) json["question_head"] = stem_keys_.at(item.id);
    const auto key = [&](int answer) { return item.response ? label_key(item.id, answer) : label_key(answer); };
    // OpenScales reverses and maps ratings only.
    if (response.only_labelled && !has_values(q_, i)) {
      json["type"] = "multi";
      for (const auto& [answer, label] : response.labels)
        json["options"].push_back({{"value", answer}, {"text_key", key(answer)}});
    } else if (item.response) {
      json["likert_points"] = response.max - response.min + 1;
      json["likert_min"] = response.min;
      json["likert_max"] = response.max;
      json["likert_labels"] = label_keys(response, key);
    }
    return json;
  }

  bool is_weighted(const Scale& scale) const {
    return std::any_of(scale.items.begin(), scale.items.end(),
                       [](const KeyedItem& keyed) { return keyed.weight != 1; }) ||
           std::any_of(scale.terms.begin(), scale.terms.end(),
                       [](const CombineTerm& term) { return std::abs(term.weight) != 1; }) ||
           has_ambiguous_terms(scale);
  }

  // Whether a scale that it is made of has the id of an item: among "items" that would be taken for the item.
  bool has_ambiguous_terms(const Scale& scale) const {
    return std::any_of(scale.terms.begin(), scale.terms.end(), [&](const CombineTerm& term) {
      const auto has_its_id = [&](const Item& item) { return item.id == q_.scales[term.scale].id; };
      return std::any_of(q_.items.begin(), q_.items.end(), has_its_id);
    });
  }

  // Without "items" a sign can only be written as a weight's, and a mean is not told from the signs there.
  void refuse_unless_weights_tell(const Scale& scale) const {
    const bool subtracts =
        std::any_of(scale.terms.begin(), scale.terms.end(), [](const CombineTerm& term) { return term.weight < 0; });
    if (!has_ambiguous_terms(scale) || (scale.items.empty() && !(subtracts && scale.method == ScoreMethod::mean)))
      return;
    throw Error(ExitCode::data, {.file = q_.id},
                fmt::format("scale {} is made of a scale that has the id of an item", scale.id),
                "The format tells them apart by their ids alone. Give the scale another id.");
  }

  // Scales that others are made of come first: OpenScales computes in the order of the file.
  void add_block(std::size_t s, std::vector<bool>& added, Json& blocks) const {
    if (added[s]) return;
    added[s] = true;
    for (const CombineTerm& term : q_.scales[s].terms) {
      const Scale& part = q_.scales[term.scale];
      if (!part.terms.empty() && part.transform != Transform{}) {
        throw Error(
            ExitCode::data, {.file = q_.id},
            fmt::format("scale {} is made of scales, is transformed, and is part of {}", part.id, q_.scales[s].id),
            "The format leaves open whether it counts there as it is or before it was transformed.");
      }
      add_block(term.scale, added, blocks);
    }
    blocks[q_.scales[s].id] = block(s);
  }

  Json scoring() const {
    Json blocks = Json::object();
    std::vector<bool> added(q_.scales.size());
    for (std::size_t s = 0; s < q_.scales.size(); ++s) add_block(s, added, blocks);
    return blocks;
  }

  Json block(std::size_t s) const {
    const Scale& scale = q_.scales[s];
    refuse_unless_weights_tell(scale);
    // Prorated is the mean times all weights.
    const bool as_mean = scale.method == ScoreMethod::mean || (scale.prorated && scale.min_answered < scale.parts());
    Json json{{"method", fmt::format("{}{}", is_weighted(scale) ? "weighted_" : "", as_mean ? "mean" : "sum")}};
    if (!is_weighted(scale)) json["method"] = json["method"].get<std::string>() + "_coded";
    const bool signs_in_weights = has_ambiguous_terms(scale);
    if (!signs_in_weights) json["items"] = Json::object();
    for (const KeyedItem& keyed : scale.items) {
      const std::string& id = q_.items[keyed.item].id;
      json["items"][id] = keyed.reversed ? -1 : 1;
      if (is_weighted(scale)) json["weights"][id] = number(keyed.weight);
      if (!keyed.values.empty()) json["value_map"][id] = value_map(keyed);
    }
    for (const CombineTerm& term : scale.terms) {
      const std::string& id = q_.scales[term.scale].id;
      json["scores"].push_back(id);
      if (!signs_in_weights) json["items"][id] = term.weight < 0 ? -1 : 1;
      if (is_weighted(scale)) json["weights"][id] = number(signs_in_weights ? term.weight : std::abs(term.weight));
    }
    const double stretch = as_mean && scale.method == ScoreMethod::sum ? weight_of_all(scale) : 1;
    add_transform({scale.transform.multiply * stretch, scale.transform.add}, json);
    if (!scale.bands.empty()) json["norms"]["thresholds"] = thresholds(s);
    return json;
  }

  // What each answer from the lowest on counts before it is reversed.
  Json value_map(const KeyedItem& keyed) const {
    const ResponseScale& response = q_.response_of(keyed.item);
    Json values = Json::array();
    for (int answer = response.min; answer <= response.max; ++answer) {
      const auto value = keyed.values.find(answer);
      values.push_back(number(value == keyed.values.end() ? answer : value->second));
    }
    return values;
  }

  static void add_transform(const Transform& transform, Json& block) {
    if (transform.multiply != 1)
      block["transform"].push_back({{"op", "multiply"}, {"value", number(transform.multiply)}});
    if (transform.add != 0) block["transform"].push_back({{"op", "add"}, {"value", number(transform.add)}});
  }

  Json thresholds(std::size_t s) const {
    const auto [low, high] = score_range(q_, s);
    Json list = Json::array();
    const auto& bands = q_.scales[s].bands;
    for (std::size_t b = 0; b < bands.size(); ++b) {
      list.push_back({{"min", number(bands[b].from.value_or(low))},
                      {"max", number(bands[b].to.value_or(high))},
                      {"label_key", band_key(q_.scales[s].id, b)}});
    }
    return list;
  }

  Json least_answers() const {
    Json least = Json::object();
    for (const Scale& scale : q_.scales) least[scale.id] = scale.min_answered;
    return least;
  }

  Json translations() const {
    Json all;
    all[q_.language.empty() ? kNoLanguage : q_.language] = own_texts();
    for (const Translation& translation : translations_) all[translation.language] = texts_of(translation);
    return all;
  }

  Json own_texts() const {
    Json texts = Json::object();
    const auto add = [&](const std::string& key, const std::string& text) {
      if (!text.empty()) texts[key] = text;
    };
    add(kInstructions, q_.instructions);
    add(kStem, q_.stem);
    for (const auto& [answer, label] : q_.response.labels) add(label_key(answer), label);
    for (const Item& item : q_.items) {
      add(text_keys_.at(item.id), item.text);
      add(stem_keys_.at(item.id), item.stem);
      if (!item.response) continue;
      for (const auto& [answer, label] : item.response->labels) add(label_key(item.id, answer), label);
    }
    for (const Scale& scale : q_.scales) {
      for (std::size_t b = 0; b < scale.bands.size(); ++b) add(band_key(scale.id, b), scale.bands[b].label);
    }
    return texts;
  }

  Json texts_of(const Translation& translation) const {
    Json texts = Json::object();
    const auto add = [&](const std::string& key, const std::string& text) {
      if (!text.empty()) texts[key] = text;
    };
    add(kInstructions, translation.instructions);
    add(kStem, translation.stem);
    for (const auto& [answer, label] : translation.labels) add(label_key(answer), label);
    for (const auto& [id, item] : translation.items) {
      if (!text_keys_.contains(id)) continue;
      add(text_keys_.at(id), item.text);
      add(stem_keys_.at(id), item.stem);
      for (const auto& [answer, label] : item.labels) add(label_key(id, answer), label);
    }
    for (const Scale& scale : q_.scales) {
      const auto of = translation.scales.find(scale.id);
      for (std::size_t b = 0; of != translation.scales.end() && b < scale.bands.size(); ++b) {
        const auto label = of->second.bands.find(scale.bands[b].label);
        if (label != of->second.bands.end()) add(band_key(scale.id, b), label->second);
      }
    }
    return texts;
  }

  void leave_out(bool is_there, const char* what) {
    if (is_there) exported_.left_out.emplace_back(what);
  }

  void tell_left_out() {
    const auto any_scale = [&](auto has) { return std::any_of(q_.scales.begin(), q_.scales.end(), has); };
    leave_out(!std::holds_alternative<std::monostate>(q_.profiles), "Profiles.");
    leave_out(!q_.norms.empty(), "Norms.");
    leave_out(any_scale([](const Scale& scale) { return scale.reliability.has_value(); }), "Reliability.");
    leave_out(any_scale([](const Scale& scale) { return scale.better.has_value(); }), "Which way is better.");
    leave_out(!q_.caution.empty(), "The caution.");
    leave_out(!q_.about.empty(), "What it is about.");
    leave_out(std::any_of(q_.items.begin(), q_.items.end(), [](const Item& item) { return !item.note.empty(); }),
              "Notes on items.");
    const auto has_codes = [](const ResponseScale& response) {
      return !response.codes.empty() || !response.missing.empty();
    };
    leave_out(has_codes(q_.response) ||
                  std::any_of(q_.items.begin(), q_.items.end(),
                              [&](const Item& item) { return item.response && has_codes(*item.response); }),
              "Codes of answers; they are stored as numbers there.");
    bool between = false;
    for (std::size_t i = 0; i < q_.items.size(); ++i)
      between = between || (q_.response_of(i).only_labelled && has_values(q_, i));
    leave_out(between, "That answers between the choices of reversed or mapped items are none.");
    leave_out(
        std::any_of(q_.scales.begin(), q_.scales.end(), [](const Scale& scale) { return scale.min_answered > 1; }),
        "How many answers a score needs: OpenScales scores from the first on. attune import finds it again.");
  }

  const Questionnaire& q_;
  const std::vector<Translation>& translations_;
  std::map<std::string, std::string> text_keys_, stem_keys_;  // by item
  std::string instructions_id_ = kInstructions;
  Exported exported_;
};

}  // namespace

Exported export_osd(const Questionnaire& questionnaire, const std::vector<Translation>& translations) {
  return OsdExporter(questionnaire, translations).write();
}

}  // namespace attune
