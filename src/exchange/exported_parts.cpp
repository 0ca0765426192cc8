#include "exchange/exported_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/text.h"

namespace attune {

ExportedNames exported_names(const Questionnaire& questionnaire,
                             const std::function<std::string(const std::string&)>& allowed, const std::string& suffix,
                             const std::vector<std::string>& reserved) {
  ExportedNames names;
  std::set<std::string> taken;
  for (const std::string& name : reserved) taken.insert(fold(name));
  const auto take = [&](const std::string& id, const std::string& more) {
    const std::string name = allowed(id);
    std::string made = name;
    if (!taken.insert(fold(made)).second) made = name + more;
    for (int n = 2; made != name && !taken.insert(fold(made)).second; ++n) made = fmt::format("{}{}{}", name, more, n);
    return made;
  };
  for (const Item& item : questionnaire.items) names.items.push_back(take(item.id, "x"));
  for (const Scale& scale : questionnaire.scales) names.scales.push_back(take(scale.id, suffix));
  return names;
}

std::vector<ExportedScale> exported_scales(const Questionnaire& questionnaire, const ExportedNames& names,
                                           Exported& exported) {
  std::vector<ExportedScale> all;
  std::set<std::size_t> lacking;
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) {
    try {
      all.push_back({.scale = s,
                     .formula = formula_of_scale(
                         questionnaire, s, [&](std::size_t item) { return names.items[item]; },
                         [&](std::size_t scale) { return names.scales[scale]; })});
    } catch (const Error& error) {
      exported.left_out.push_back(fmt::format("Scale {}: {}.", questionnaire.scales[s].id, error.problem()));
      lacking.insert(s);
    }
  }
  for (bool more = !lacking.empty(); more;) {
    const auto needs_one = [&](const ExportedScale& one) {
      const auto& terms = questionnaire.scales[one.scale].terms;
      return std::any_of(terms.begin(), terms.end(),
                         [&](const CombineTerm& term) { return lacking.contains(term.scale); });
    };
    const auto found = std::find_if(all.begin(), all.end(), needs_one);
    more = found != all.end();
    if (!more) break;
    exported.left_out.push_back(
        fmt::format("Scale {}: it is made of a scale that is left out.", questionnaire.scales[found->scale].id));
    lacking.insert(found->scale);
    all.erase(found);
  }
  if (all.empty())
    throw Error(ExitCode::data, {}, "none of its scales can be said in this format", exported.left_out.front());
  return all;
}

void leave_out_the_rest(const Questionnaire& questionnaire, Exported& exported) {
  std::vector<std::string> banded;
  for (const Scale& scale : questionnaire.scales) {
    if (!scale.bands.empty()) banded.push_back(scale.id);
  }
  if (!banded.empty()) exported.left_out.push_back(fmt::format("The bands of {}.", join_words(banded)));
  std::vector<std::string> others;
  if (!std::holds_alternative<std::monostate>(questionnaire.profiles)) others.emplace_back("profiles");
  if (!questionnaire.norms.empty()) others.emplace_back("norms");
  const bool reliable = std::any_of(questionnaire.scales.begin(), questionnaire.scales.end(),
                                    [](const Scale& scale) { return scale.reliability.has_value(); });
  if (reliable) others.emplace_back("reliability");
  if (!questionnaire.caution.empty()) others.emplace_back("caution");
  if (!others.empty()) exported.left_out.push_back(fmt::format("What attune makes of scores: {}.", join_words(others)));
}

std::string answer_label(const ResponseScale& response, int answer) {
  const auto label = response.labels.find(answer);
  return label == response.labels.end() ? std::to_string(answer) : label->second;
}

std::string general_statement(const std::string& text) {
  std::string statement = text;
  for (const auto& [place, words] : {std::pair{"{them}", "people close to me"}, {"{their}", "close people's"}}) {
    for (std::size_t at = statement.find(place); at != std::string::npos; at = statement.find(place, at))
      statement.replace(at, std::string_view(place).size(), words);
  }
  return statement;
}

}  // namespace attune
