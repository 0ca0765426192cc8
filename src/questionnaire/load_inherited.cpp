#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "questionnaire/load_parts.h"

namespace attune {
namespace {

constexpr const char* kCutRemedy = "State the cuts that hold here: profiles: { cut: … }.";

// The scales, by index, whose scores are not those of the base.
struct Rescored {
  std::vector<bool> figures;  // so that names and figures of a sample do not hold
  std::vector<bool> cuts;     // so that cuts do not hold
};

bool scored_alike(const Scale& one, const Scale& other) {
  return one.method == other.method && one.items == other.items && one.terms == other.terms &&
         one.prorated == other.prorated && one.transform == other.transform;
}

// A scale made of one that has changed has changed.
void close_over_terms(const std::vector<Scale>& scales, std::vector<bool>& changed) {
  const auto of_changed = [&](const Scale& scale) {
    return std::any_of(scale.terms.begin(), scale.terms.end(),
                       [&](const CombineTerm& term) { return changed[term.scale]; });
  };
  for (bool more = true; more;) {
    more = false;
    for (std::size_t s = 0; s < scales.size(); ++s) {
      if (!changed[s] && of_changed(scales[s])) changed[s] = more = true;
    }
  }
}

Rescored rescored_scales(const Questionnaire& base, const std::vector<Scale>& ordered, const Questionnaire& variant) {
  Rescored rescored{std::vector<bool>(variant.scales.size()), std::vector<bool>(variant.scales.size())};
  for (std::size_t s = 0; s < base.scales.size(); ++s) {
    const bool changed = !scored_alike(ordered[s], variant.scales[s]);
    const bool shorter = ordered[s].items.size() < base.scales[s].items.size();
    rescored.figures[s] = changed || shorter;
    // The mean of fewer items lies where that of all did; their sum does not.
    rescored.cuts[s] = changed || (shorter && ordered[s].method == ScoreMethod::sum);
  }
  close_over_terms(variant.scales, rescored.figures);
  close_over_terms(variant.scales, rescored.cuts);
  return rescored;
}

bool other_answers(const Questionnaire& base, const Questionnaire& variant) {
  return base.response.min != variant.response.min || base.response.max != variant.response.max;
}

const Node* stated_scale(const Node& document, const std::string& id) {
  const Node* scales = document.find("scales");
  return scales == nullptr ? nullptr : scales->find(id);
}

// What is nearest to the reason why the scale `id` is scored otherwise.
Place place_of_change(const Node& document, const std::string& id) {
  if (const Node* scale = stated_scale(document, id)) return scale->place();
  for (const char* key : {"scales", "order"}) {
    if (const Node* node = document.find(key)) return node->place();
  }
  return document.place();
}

// Profiles would come out wrong silently.
void check_inherited_cuts(const Node& document, const Questionnaire& base, const Questionnaire& variant,
                          const Rescored& rescored, Mistakes& mistakes) {
  const auto* rule = std::get_if<QuadrantRule>(&variant.profiles);
  if (rule == nullptr || document.find("profiles") != nullptr) return;
  if (other_answers(base, variant)) {
    mistake(mistakes, document.find("response")->place(),
            fmt::format("the answers are not those of \"{}\", so its cuts do not hold here", base.id), kCutRemedy);
    return;
  }
  for (const auto& [axis, cut] : {std::pair(rule->x, rule->x_cut), std::pair(rule->y, rule->y_cut)}) {
    const std::string& id = variant.scales[axis].id;
    const Place place = place_of_change(document, id);
    if (!rescored.cuts[axis]) check_cut(cut, axis, variant, place, mistakes);
    else
      mistake(mistakes, place,
              fmt::format("the scale {} is not scored as in \"{}\", so its cut does not hold here", id, base.id),
              kCutRemedy);
  }
}

void forget_figures(const Node& document, bool answers_changed, const Rescored& rescored, Questionnaire& variant) {
  for (std::size_t s = 0; s < variant.scales.size(); ++s) {
    Scale& scale = variant.scales[s];
    const Node* own = stated_scale(document, scale.id);
    const auto states = [&](const char* key) { return own != nullptr && own->find(key) != nullptr; };
    if ((rescored.figures[s] || answers_changed) && !states("bands")) scale.bands.clear();
    // Reliability and norms say for which answers they hold.
    if (rescored.figures[s] && !states("reliability")) scale.reliability.reset();
  }
  for (Norms& norms : variant.norms) {
    for (NormGroup& group : norms.groups)
      std::erase_if(group.scales, [&](const NormScale& norm) { return rescored.figures[norm.scale]; });
  }
}

}  // namespace

void settle_inherited(const Node& document, const Questionnaire& base, const std::vector<Scale>& ordered,
                      Questionnaire& variant, Mistakes& mistakes) {
  const Rescored rescored = rescored_scales(base, ordered, variant);
  check_inherited_cuts(document, base, variant, rescored, mistakes);
  forget_figures(document, other_answers(base, variant), rescored, variant);
}

}  // namespace attune
