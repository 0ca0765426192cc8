#include "exchange/osd_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "exchange/osd_variants.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

// A scoring block, by the name of its score.
using Block = JsonPart::Entry;

// An item or score in a block, and how the file codes it: 1, or -1 reversed.
struct Input {
  std::string id;
  double coding = 1;
};

bool is_block(const Block& entry) {
  return entry.value.is_object() && entry.key != "answer_categories" && !entry.key.starts_with('_');
}

std::vector<Block> blocks_of(const JsonPart& definition, const std::string& language) {
  std::vector<Block> blocks;
  const auto scoring = definition.find("scoring");
  if (!scoring) return blocks;
  if (scoring->json().size() > kMostScales) scoring->refuse(fmt::format("more than {} scores", kMostScales));
  const auto active = osd_variants(definition, language);
  for (Block& entry : scoring->entries()) {
    if (!is_block(entry)) continue;
    bool holds = true;
    if (const auto variants = entry.value.find("variants"); variants && !active.empty()) {
      const auto ids = variants->elements();
      holds = std::any_of(ids.begin(), ids.end(), [&](const JsonPart& id) { return active.contains(id.text()); });
    }
    if (holds) blocks.push_back(std::move(entry));
  }
  return blocks;
}

// How a block codes an item or score that is named in a list, or that stands in its "scores".
double coding_of(const JsonPart& block, const std::string& id) {
  const auto items = block.find("items");
  const auto coded = items && items->is_object() ? items : block.find("item_coding");
  if (coded && coded->is_object()) {
    if (const auto coding = coded->find(id)) return coding->number();
  }
  return items && items->is_object() ? 0 : 1;
}

// The items of a block: a list, an object from item to coding, or, in older files, only the codings.
std::vector<Input> items_of(const JsonPart& block) {
  std::vector<Input> inputs;
  const auto items = block.find("items") ? block.find("items") : block.find("item_coding");
  if (!items) return inputs;
  if (items->json().size() > static_cast<std::size_t>(kMostItems))
    items->refuse(fmt::format("more than {} items", grouped(kMostItems)));
  if (items->is_array()) {
    for (const JsonPart& item : items->elements()) inputs.push_back({item.text(), coding_of(block, item.text())});
  } else {
    for (const auto& [id, coding] : items->entries()) inputs.push_back({id, coding.number()});
  }
  std::erase_if(inputs, [](const Input& input) { return input.coding == 0; });
  return inputs;
}

std::string method_of(const JsonPart& block) { return block.text_at("method"); }

bool is_weighted(const JsonPart& block) { return method_of(block).starts_with("weighted_"); }

double weight_of(const JsonPart& block, const std::string& id, ImportRemarks& remarks) {
  if (!is_weighted(block)) return 1;
  const auto weights = block.find("weights");
  if (const auto weight = weights ? weights->find(id) : std::nullopt) return weight->number();
  remarks.note("Without a weight of its own, it counts once, as in OpenScales", id);
  return 1;
}

// Whether `answer` is what `pattern` says, in which * stands for any text and ? for any character, whatever the case.
bool matches(std::string_view answer, std::string_view pattern) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t a = 0, p = 0, star = kNone, from = 0;
  while (a < answer.size()) {
    const char expected = p < pattern.size() ? pattern[p] : '\0';
    if (expected == '*') {
      star = p++;
      from = a;
    } else if (p < pattern.size() && (expected == '?' || expected == answer[a])) {
      ++a;
      ++p;
    } else if (star != kNone) {
      p = star + 1;
      a = ++from;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == kNone;
}

class ScoreReader {
 public:
  ScoreReader(const JsonPart& definition, const std::string& language, const OsdItems& items, ImportRemarks& remarks)
      : blocks_(blocks_of(definition, language)), items_(items), remarks_(remarks) {
    for (std::size_t i = 0; i < items.items.size(); ++i) places_.emplace(items.items[i].id, i);
    for (const Block& block : blocks_) names_.push_back(block.key);
  }

  std::vector<OsdScore> read() && {
    for (const Block& block : blocks_) {
      if (!block.value.find("scores")) read_block(block);
    }
    // Scores made of scores are computed after all others, in the order of the file.
    for (const Block& block : blocks_) {
      if (block.value.find("scores")) read_block(block);
    }
    std::vector<OsdScore> in_order;
    std::vector<std::size_t> place(scores_.size());
    for (const std::string& name : names_) {
      const auto found = std::find_if(scores_.begin(), scores_.end(), [&](const OsdScore& s) { return s.id == name; });
      if (found == scores_.end()) continue;
      place[static_cast<std::size_t>(found - scores_.begin())] = in_order.size();
      in_order.push_back(*found);
    }
    for (OsdScore& score : in_order) {
      for (CombineTerm& term : score.scale.terms) term.scale = place[term.scale];
    }
    return in_order;
  }

 private:
  static constexpr std::size_t kMostValues = 200'000;

  void read_block(const Block& block) {
    tell_keys(block.value);
    OsdScore score{.id = block.key, .scale = {}, .bands = {}};
    read_method(block.value, score.scale);
    for (const Input& input : items_of(block.value)) add_item(block, input, score.scale);
    if (const auto scores = block.value.find("scores")) {
      for (const JsonPart& of : scores->elements()) add_score(block, of.text(), score.scale);
    }
    if (score.scale.parts() == 0) return remarks_.note("Nothing that a score could be made of, so no scale", block.key);
    score.scale.min_answered = 1;
    score.scale.prorated = score.scale.method == ScoreMethod::mean;
    check_weights(block.value, score.scale);
    if (const auto transform = block.value.find("transform")) read_transform(*transform, score.scale);
    read_bands(block.value, score);
    scores_.push_back(std::move(score));
  }

  void tell_keys(const JsonPart& block) {
    static const std::set<std::string> kKnown{"method",    "items",    "item_coding",     "scores",
                                              "value_map", "weights",  "correct_answers", "transform",
                                              "norms",     "variants", "title",           "name"};
    for (const auto& [key, value] : block.json().items()) {
      if (!kKnown.contains(key)) remarks_.leave_out("scoring", key);
    }
  }

  static void read_method(const JsonPart& block, Scale& scale) {
    const std::string method = method_of(block);
    if (method == "mean_coded" || method == "weighted_mean") scale.method = ScoreMethod::mean;
    else if (method == "sum_coded" || method == "weighted_sum" || method == "sum_correct")
      scale.method = ScoreMethod::sum;
    else if (method.empty()) block.refuse("there is no \"method\"");
    else
      block.refuse(fmt::format("the method \"{}\"", shorten(method, 40)),
                   "attune makes sums and means, weighted or not, and counts right answers.");
    if (method == "sum_correct" && block.find("answer_category"))
      block.refuse("\"answer_category\"", "attune counts right answers by correct_answers only.");
  }

  void add_item(const Block& block, const Input& input, Scale& scale) {
    const auto place = places_.find(input.id);
    const bool is_score = std::find(names_.begin(), names_.end(), input.id) != names_.end();
    if (place == places_.end()) {
      if (!is_score) remarks_.note("Scored, but no item of the file, so left out", input.id);
      return;
    }
    if (std::abs(input.coding) != 1)
      remarks_.note("A coding other than 1 and -1 counts by its sign alone, as in OpenScales", input.id);
    const OsdItem& item = items_.items[place->second];
    KeyedItem made{.item = place->second, .weight = weight_of(block.value, input.id, remarks_)};
    if (made.weight == 0) return;
    const bool right_answers = method_of(block.value) == "sum_correct";
    if (right_answers && !has_right_answer(block.value, item)) return;
    if (right_answers || !is_plain(block.value, item, input.coding)) {
      std::map<int, double> counted;
      // A definition has no room for more.
      valued_ += static_cast<std::size_t>(item.response.max - item.response.min + 1);
      if (valued_ > kMostValues) block.value.refuse("too many answers with values of their own");
      if (right_answers) count_right(block.value, item, counted);
      else count(block.value, item, input.coding, counted);
      count_as(counted, item, made);
    } else {
      made.reversed = input.coding < 0;
    }
    const auto known = std::find_if(scale.items.begin(), scale.items.end(),
                                    [&](const KeyedItem& keyed) { return keyed.item == made.item; });
    if (known == scale.items.end()) {
      scale.items.push_back(std::move(made));
    } else {
      known->weight += made.weight;
      remarks_.note(fmt::format("Named twice in {}, so it counts twice", block.key), input.id);
    }
  }

  // Whether an answer counts as itself, or reversed by the range that it has here.
  static bool is_plain(const JsonPart& block, const OsdItem& item, double coding) {
    const bool same_range = item.range == std::pair(item.response.min, item.response.max);
    return item.stored.empty() && !block.find("value_map") && (coding > 0 || same_range);
  }

  // The simplest rule that gives what each answer counts.
  static void count_as(const std::map<int, double>& counted, const OsdItem& item, KeyedItem& made) {
    const int reflection = item.response.min + item.response.max;
    const auto all = [&](auto rule) {
      return std::all_of(counted.begin(), counted.end(),
                         [&](const auto& one) { return one.second == rule(one.first); });
    };
    if (all([](int answer) { return answer; })) return;
    made.reversed = all([&](int answer) { return reflection - answer; });
    if (!made.reversed) made.values = counted;
  }

  // The value by value_map, then reversed; where OpenScales' runner knows no range, neither.
  void count(const JsonPart& block, const OsdItem& item, double coding, std::map<int, double>& counted) {
    const auto maps = block.find("value_map");
    auto map = maps ? maps->find(item.id) : std::nullopt;
    if (!map && maps) map = maps->find("default");
    if (!item.range && (map || coding < 0))
      remarks_.note("Neither reversed nor mapped, as in OpenScales, which does so to ratings only", item.id);
    const auto values = map && map->is_array() ? map->elements() : std::vector<JsonPart>();
    for (const int answer : item.response.answers()) {
      double value = number_of(item, answer);
      if (item.range) {
        const long index = std::lround(value) - item.range->first;
        if (index >= 0 && static_cast<std::size_t>(index) < values.size())
          value = values[static_cast<std::size_t>(index)].number();
        if (coding < 0) value = item.range->first + item.range->second - value;
      }
      counted[answer] = value;
    }
  }

  static double number_of(const OsdItem& item, int answer) {
    const auto stored = item.stored.find(answer);
    return stored == item.stored.end() ? answer : leading_number(stored->second).value_or(answer);
  }

  // Other items are not counted.
  static bool has_right_answer(const JsonPart& block, const OsdItem& item) {
    const auto all = block.find("correct_answers");
    return all && all->find(item.id);
  }

  static void count_right(const JsonPart& block, const OsdItem& item, std::map<int, double>& counted) {
    const auto accepted = block.at("correct_answers").at(item.id).elements();
    for (const int answer : item.response.answers()) {
      const auto stored = item.stored.find(answer);
      const std::string text = fold(stored == item.stored.end() ? std::to_string(answer) : stored->second);
      const bool correct = std::any_of(accepted.begin(), accepted.end(),
                                       [&](const JsonPart& one) { return matches(text, fold(one.as_text())); });
      counted[answer] = correct ? 1 : 0;
    }
  }

  void add_score(const Block& block, const std::string& of, Scale& scale) {
    const double coding = coding_of(block.value, of);
    const double weight = coding * weight_of(block.value, of, remarks_);
    if (weight == 0) return remarks_.note(fmt::format("Of no weight in {}, so left out", block.key), of);
    if (std::abs(coding) != 1 && scale.method == ScoreMethod::mean)
      block.value.refuse(fmt::format("the coding of {} is neither 1 nor -1", shorten(of, 40)));
    const auto found =
        std::find_if(scores_.begin(), scores_.end(), [&](const OsdScore& score) { return score.id == of; });
    if (found == scores_.end()) {
      const bool later = std::find(names_.begin(), names_.end(), of) != names_.end();
      return remarks_.note(later ? "Part of a score that the file has before it, so left out, as in OpenScales"
                                 : "Part of a score, but no score of the file, so left out",
                           of);
    }
    // OpenScales takes a score that is itself made of scores before its transform, against its own specification.
    if (!found->scale.terms.empty() && found->scale.transform != Transform{})
      block.value.refuse(fmt::format("{} is made of scores, is transformed, and counts in {}", shorten(of, 40),
                                     shorten(block.key, 40)),
                         "OpenScales and its specification differ on whether its transform counts there.");
    scale.terms.push_back({.scale = static_cast<std::size_t>(found - scores_.begin()), .weight = weight});
  }

  static void check_weights(const JsonPart& block, const Scale& scale) {
    if (scale.method != ScoreMethod::mean || !is_weighted(block)) return;
    const auto weights = block.find("weights");
    if (!weights) return;
    for (const auto& [id, weight] : weights->entries()) {
      if (weight.number() < 0) weight.refuse("a weight below 0 in a mean");
    }
  }

  // Steps one after the other, as one multiplication and one addition.
  static void read_transform(const JsonPart& steps, Scale& scale) {
    Transform& transform = scale.transform;
    for (const JsonPart& step : steps.elements()) {
      const std::string op = step.at("op").text();
      const JsonPart value = step.at("value");
      if (value.is_text())
        value.refuse(fmt::format("the statistic \"{}\"", shorten(value.text(), 40)),
                     "attune transforms by numbers only.");
      const double by = value.number();
      if (op == "add") transform.add += by;
      else if (op == "subtract") transform.add -= by;
      else if (op == "multiply") transform = {transform.multiply * by, transform.add * by};
      else if (op == "divide" && by != 0) transform = {transform.multiply / by, transform.add / by};
      else if (op != "divide") step.refuse(fmt::format("the step \"{}\"", shorten(op, 40)));
    }
    if (transform.multiply == 0) steps.refuse("times 0, every score would be the same");
  }

  void read_bands(const JsonPart& block, OsdScore& score) {
    const auto norms = block.find("norms");
    if (!norms || !norms->is_object()) return;
    for (const auto& [key, value] : norms->json().items()) {
      if (key != "thresholds") remarks_.leave_out("norms", key);
    }
    const auto thresholds = norms->find("thresholds");
    if (!thresholds) return;
    for (const JsonPart& threshold : thresholds->elements()) {
      for (const auto& [key, value] : threshold.json().items()) {
        if (key != "min" && key != "max" && key != "label" && key != "label_key") remarks_.leave_out("thresholds", key);
      }
      const auto min = threshold.find("min"), max = threshold.find("max");
      OsdBand band{.band = {}, .label_key = threshold.text_at("label_key"), .label = threshold.text_at("label")};
      if (!min || !max || (band.label.empty() && band.label_key.empty())) {
        remarks_.note("A threshold without its limits or its name is left out", score.id);
        continue;
      }
      band.band.from = min->number();
      band.band.to = max->number();
      if (*band.band.from > *band.band.to) min->refuse("the threshold ends below where it begins");
      score.bands.push_back(std::move(band));
    }
    settle_bands(score);
  }

  // Rising, each from where the one before has ended: a score in two of them belongs to the first of the file.
  void settle_bands(OsdScore& score) {
    std::vector<OsdBand> settled;
    bool cut = false;
    for (OsdBand& band : score.bands) {
      bool covered = false;
      for (const OsdBand& earlier : settled) {
        double &from = *band.band.from, &to = *band.band.to;
        if (to < *earlier.band.from || from > *earlier.band.to) continue;
        cut = cut || (from < *earlier.band.to && to > *earlier.band.from);
        if (from >= *earlier.band.from) from = *earlier.band.to;
        else to = *earlier.band.from;
        covered = covered || from > to || (from == to && cut);
      }
      if (!covered) settled.push_back(std::move(band));
    }
    if (cut) remarks_.note("Thresholds overlap; a score in two of them has the name of the first", score.id);
    std::sort(settled.begin(), settled.end(),
              [](const OsdBand& a, const OsdBand& b) { return *a.band.from < *b.band.from; });
    score.bands = std::move(settled);
  }

  std::vector<Block> blocks_;
  const OsdItems& items_;
  ImportRemarks& remarks_;
  std::map<std::string, std::size_t> places_;  // of items, by id
  std::vector<std::string> names_;             // of the blocks, in their order
  std::vector<OsdScore> scores_;               // in the order in which they are computed
  std::size_t valued_ = 0;                     // answers whose values were looked up
};

}  // namespace

OsdItemUse osd_item_use(const JsonPart& definition) {
  OsdItemUse use;
  const auto scoring = definition.find("scoring");
  if (!scoring) return use;
  for (const Block& block : scoring->entries()) {
    if (!is_block(block)) continue;
    std::set<std::string>& used = method_of(block.value) == "sum_correct" ? use.matches : use.numbers;
    for (const Input& input : items_of(block.value)) used.insert(input.id);
  }
  return use;
}

std::vector<OsdScore> read_osd_scores(const JsonPart& definition, const std::string& language, const OsdItems& items,
                                      ImportRemarks& remarks) {
  return ScoreReader(definition, language, items, remarks).read();
}

}  // namespace attune
