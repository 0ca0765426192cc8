#include "report/formula.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/number.h"
#include "base/text.h"

namespace attune {
namespace {

bool is_weighted(const Scale& scale) {
  return std::any_of(scale.items.begin(), scale.items.end(),
                     [](const KeyedItem& keyed) { return keyed.weight != 1; }) ||
         (scale.has_key() && std::any_of(scale.terms.begin(), scale.terms.end(),
                                         [](const CombineTerm& term) { return term.weight != 1; }));
}

bool needs_all(const Scale& scale) { return scale.min_answered >= scale.parts(); }

// Whether a sum says nothing about what is missing, because nothing may be or because it counts what there is.
bool is_plain_sum(const Scale& scale) { return !scale.prorated || (needs_all(scale) && scale.items.empty()); }

// "6 − 0.5 × close + depend", each term signed, the first without a plus.
std::string signed_terms(const Scale& scale, const Questionnaire& questionnaire, std::string text) {
  for (const CombineTerm& term : scale.terms) {
    const double size = std::abs(term.weight);
    if (!text.empty()) text += term.weight < 0 ? " − " : " + ";
    else if (term.weight < 0) text += "−";
    if (size != 1) text += number_text(size) + " × ";
    text += questionnaire.scales[term.scale].id;
  }
  return text;
}

// "; times 25, less 25"
std::string transform_text(const Transform& transform) {
  std::vector<std::string> steps;
  if (transform.multiply != 1) steps.push_back("times " + number_text(transform.multiply));
  if (transform.add > 0) steps.push_back("plus " + number_text(transform.add));
  if (transform.add < 0) steps.push_back("less " + number_text(-transform.add));
  return steps.empty() ? "" : fmt::format("; {}", fmt::join(steps, ", "));
}

std::string parts_counted(const Scale& scale) {
  return scale.terms.empty() ? counted(std::max<std::size_t>(scale.min_answered, 1), "answer")
                             : counted(std::max<std::size_t>(scale.min_answered, 1), "part");
}

std::string term_names(const Scale& scale, const Questionnaire& questionnaire) {
  std::vector<std::string> names;
  for (const CombineTerm& term : scale.terms) {
    const std::string& id = questionnaire.scales[term.scale].id;
    names.push_back(term.weight == 1 ? id : fmt::format("{} × {}", number_text(term.weight), id));
  }
  return join_words(names);
}

}  // namespace

std::string combination_text(const Scale& scale, const Questionnaire& questionnaire) {
  const Transform& transform = scale.transform;
  if (scale.method == ScoreMethod::mean)
    return "mean of " + term_names(scale, questionnaire) + transform_text(transform);
  if (transform.multiply != 1) return signed_terms(scale, questionnaire, "") + transform_text(transform);
  return signed_terms(scale, questionnaire, transform.add != 0 ? number_text(transform.add) : "");
}

std::string keyed_item_text(const KeyedItem& keyed, const Questionnaire& questionnaire) {
  std::string text = questionnaire.items[keyed.item].id;
  if (!keyed.values.empty()) {
    std::vector<std::string> values;
    for (const auto& [answer, value] : keyed.values)
      values.push_back(fmt::format("{} → {}", answer, number_text(value)));
    text += fmt::format(" ({})", fmt::join(values, ", "));
  }
  const ResponseScale& response = questionnaire.response_of(keyed.item);
  if (keyed.reversed) text = fmt::format("{} − {}", response.min + response.max, text);
  if (keyed.weight == 1) return text;
  return fmt::format("{} × {}", number_text(keyed.weight), keyed.reversed ? "(" + text + ")" : text);
}

std::string method_text(const Scale& scale, const Questionnaire& questionnaire) {
  const bool mean = scale.method == ScoreMethod::mean;
  std::string text = is_weighted(scale) ? mean ? "Weighted mean" : "Weighted sum" : mean ? "Mean" : "Sum";
  if (!mean && !is_plain_sum(scale)) text += " (prorated)";
  text += !mean && !scale.prorated && !needs_all(scale) ? " of the answered of " : " of ";
  text += counted(scale.items.size(), "item");
  if (!scale.terms.empty()) text += " and of " + term_names(scale, questionnaire);
  return text + transform_text(scale.transform);
}

std::string empty_text(const Scale& scale) {
  if (scale.items.empty() && needs_all(scale)) return "empty when a part is";
  return "empty with fewer than " + parts_counted(scale);
}

std::string score_formula(const Scale& scale, const Questionnaire& questionnaire) {
  if (scale.items.empty()) return combination_text(scale, questionnaire) + "; " + empty_text(scale);
  std::vector<std::string> parts;
  for (const KeyedItem& keyed : scale.items) parts.push_back(keyed_item_text(keyed, questionnaire));
  for (const CombineTerm& term : scale.terms) {
    const std::string& id = questionnaire.scales[term.scale].id;
    parts.push_back(term.weight == 1 ? id : fmt::format("{} × {}", number_text(term.weight), id));
  }
  const bool alike = !is_weighted(scale);
  const std::string of = scale.terms.empty() ? "the answered" : "those there are";
  std::string kind = alike ? fmt::format("mean of {}", of) : fmt::format("sum of {}", of);
  std::string by_weights = alike ? "" : ", divided by the sum of their weights without signs";
  if (scale.method == ScoreMethod::sum && !scale.prorated) {
    kind = "sum of " + of;
    by_weights.clear();
  } else if (scale.method == ScoreMethod::sum) {
    if (alike) kind = fmt::format("{} × {}", scale.parts(), kind);
    else by_weights += " and times that of all";
  }
  return fmt::format("{} of {}{}{}; {}", kind, fmt::join(parts, ", "), by_weights, transform_text(scale.transform),
                     empty_text(scale));
}

std::string bands_text(const Scale& scale) {
  std::vector<std::string> bands;
  for (const Band& band : scale.bands) {
    std::string range = "all";
    if (band.from && band.to) range = fmt::format("{} to {}", number_text(*band.from), number_text(*band.to));
    else if (band.from) range = "from " + number_text(*band.from);
    else if (band.to) range = "up to " + number_text(*band.to);
    bands.push_back(fmt::format("{} {}", range, band.label));
  }
  return fmt::format("{}", fmt::join(bands, ", "));
}

}  // namespace attune
