#include "exchange/formula_scales.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "questionnaire/load_parts.h"

namespace attune {
namespace {

using FindItem = std::function<std::optional<FormulaVariable>(const std::string&)>;

// A formula on its way to a scale.
struct Candidate {
  const FormulaScale* score = nullptr;
  ScoreFormula formula = {};
  std::string why_not = {};
  bool is_read = false;
  bool settled = false;
};

// What each computes, which does not depend on the others.
void read_formulas(std::vector<Candidate>& candidates) {
  for (Candidate& candidate : candidates) {
    try {
      candidate.formula = candidate.score->read();
      candidate.is_read = true;
    } catch (const Error& error) {
      candidate.why_not = error.problem();
    }
  }
}

// Those that can be scales once the others are that they are made of; a circle never is.
void settle(std::vector<Candidate>& candidates, const Questionnaire& questionnaire, const FindItem& find_item) {
  std::map<std::string, const Candidate*> by_name;
  for (const Candidate& candidate : candidates) by_name.emplace(candidate.score->name, &candidate);
  const auto find = [&](const std::string& variable) -> std::optional<FormulaVariable> {
    if (auto item = find_item(variable)) return item;
    const auto known = by_name.find(variable);
    if (known == by_name.end() || !known->second->settled) return std::nullopt;
    return FormulaVariable{.is_scale = true, .index = static_cast<std::size_t>(known->second - candidates.data())};
  };
  for (bool more = true; more;) {
    more = false;
    for (Candidate& candidate : candidates) {
      if (candidate.settled || !candidate.is_read) continue;
      try {
        Scale scale;
        apply_formula(candidate.formula, questionnaire, find, scale);
        candidate.settled = more = true;
      } catch (const Error& error) {
        candidate.why_not = error.problem();
      }
    }
  }
}

// Ids that the scales do not have which there are already.
std::vector<std::string> ids_of(const std::vector<Candidate>& settled, const std::vector<Scale>& scales) {
  std::vector<std::string> names;
  for (const Scale& scale : scales) names.push_back(scale.id);
  for (const Candidate& candidate : settled) names.push_back(candidate.score->name);
  auto ids = part_ids(names, "s");
  ids.erase(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(scales.size()));
  return ids;
}

void tell_rounding(const std::string& id, int decimals, Imported& imported) {
  imported.notes.push_back(
      fmt::format("{} is rounded to {} there; here it is not, and --digits {} rounds when it is written.", id,
                  decimals == 0 ? "a whole number" : counted(static_cast<std::size_t>(decimals), "decimal"), decimals));
}

}  // namespace

std::map<std::string, std::size_t> add_formula_scales(const std::vector<FormulaScale>& scores, const std::string& kind,
                                                      const FindItem& find_item, Imported& imported) {
  Questionnaire& questionnaire = imported.questionnaire;
  if (scores.size() > kMostScales) throw Error(ExitCode::data, {}, fmt::format("more than {} scores", kMostScales));
  std::vector<Candidate> candidates;
  for (const FormulaScale& score : scores) candidates.push_back({.score = &score});
  read_formulas(candidates);
  settle(candidates, questionnaire, find_item);
  for (const Candidate& candidate : candidates) {
    if (candidate.settled) continue;
    imported.notes.push_back(fmt::format("The {} {} is left out: {}.", kind, candidate.score->name, candidate.why_not));
  }
  std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.settled; });
  const auto ids = ids_of(candidates, questionnaire.scales);
  std::map<std::string, std::size_t> places;
  for (std::size_t s = 0; s < candidates.size(); ++s)
    places[candidates[s].score->name] = questionnaire.scales.size() + s;
  const auto find = [&](const std::string& variable) {
    auto item = find_item(variable);
    if (!item) item = {.is_scale = true, .index = places.at(variable)};
    return item;
  };
  std::map<std::string, std::size_t> added;
  for (std::size_t s = 0; s < candidates.size(); ++s) {
    Scale scale{.id = ids[s], .title = candidates[s].score->title, .bands = candidates[s].score->bands};
    apply_formula(candidates[s].formula, questionnaire, find, scale);
    if (candidates[s].formula.decimals) tell_rounding(scale.id, *candidates[s].formula.decimals, imported);
    added[scale.id] = static_cast<std::size_t>(candidates[s].score - scores.data());
    questionnaire.scales.push_back(std::move(scale));
  }
  return added;
}

}  // namespace attune
