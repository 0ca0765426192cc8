#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "base/text.h"
#include "base/text_table.h"
#include "questionnaire/score_range.h"
#include "report/formula.h"
#include "report/definition.h"

namespace attune {
namespace {

constexpr int kIndentOfDefinition = 2;

// A paragraph, indented; untrusted text in it is made safe.
std::string indented_paragraph(const std::string& text, int width) {
  return fmt::format("{:{}}{}\n", "", kIndentOfDefinition, wrap_indented(printable(text), width, kIndentOfDefinition));
}

std::string range_text(double low, double high) { return fmt::format("{} to {}", number_text(low), number_text(high)); }

std::string answers_text(const ResponseScale& response) {
  std::vector<std::string> labelled;
  for (const auto& [answer, label] : response.labels) labelled.push_back(fmt::format("{} {}", answer, label));
  if (response.only_labelled) return fmt::format("{}", fmt::join(labelled, ", "));
  return range_text(response.min, response.max) +
         (labelled.empty() ? "" : fmt::format(": {}", fmt::join(labelled, ", ")));
}

// The answers of each group of items that have the same, in the order of the items.
std::string own_answers_text(const Questionnaire& questionnaire, int width) {
  std::string text;
  std::vector<bool> told(questionnaire.items.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    const auto& own = questionnaire.items[i].response;
    if (!own || told[i]) continue;
    std::vector<std::string> alike;
    for (std::size_t j = i; j < told.size(); ++j) {
      if (questionnaire.items[j].response != own) continue;
      alike.push_back(questionnaire.items[j].id);
      told[j] = true;
    }
    text +=
        indented_paragraph(fmt::format("{}: {}", join_words(alike, "and", alike.size()), answers_text(*own)), width);
  }
  return text;
}

std::string scale_text(const Questionnaire& questionnaire, std::size_t index) {
  const Scale& scale = questionnaire.scales[index];
  const auto [low, high] = score_range(questionnaire, index);
  std::string text = scale.title.empty() ? scale.id : fmt::format("{}: {}", scale.id, scale.title);
  // A combination names its parts; a key is shown below, item by item.
  text += fmt::format(". {}, from {}; {}.",
                      scale.has_key() ? method_text(scale, questionnaire) : combination_text(scale, questionnaire),
                      range_text(low, high), empty_text(scale));
  if (!scale.bands.empty()) text += fmt::format(" Bands: {}.", bands_text(scale));
  if (scale.better) text += *scale.better == Better::higher ? " Higher is better." : " Lower is better.";
  if (scale.reliability) text += fmt::format(" Published: {}.", reliability_text(*scale.reliability));
  return text;
}

std::string profile_text(const Questionnaire& questionnaire) {
  if (const auto* rule = std::get_if<QuadrantRule>(&questionnaire.profiles)) {
    return fmt::format(
        "{} is high from {}, {} from {}: secure (low, low), anxious (high, low), avoidant (low, high), ambivalent "
        "(high, high).",
        questionnaire.scales[rule->x].id, number_text(rule->x_cut), questionnaire.scales[rule->y].id,
        number_text(rule->y_cut));
  }
  const auto* rule = std::get_if<HighestRule>(&questionnaire.profiles);
  if (rule == nullptr) return "none";
  std::vector<std::string> names;
  for (const auto& [profile, scale] : rule->prototypes)
    names.push_back(profile == questionnaire.scales[scale].id
                        ? profile
                        : fmt::format("{} ({})", profile, questionnaire.scales[scale].id));
  return fmt::format("the highest of {}; none on a tie.", join_words(names));
}

// "reversed" says it all where an item counts as most do.
std::string direction_text(const KeyedItem& keyed, const Questionnaire& questionnaire) {
  std::string direction = keyed.reversed ? "reversed" : "forward";
  if (keyed.weight == 1 && keyed.values.empty()) return direction;
  return fmt::format("{}: {}", direction, keyed_item_text(keyed, questionnaire));
}

std::string key_table(const Questionnaire& questionnaire, int width) {
  const bool worded = std::any_of(questionnaire.items.begin(), questionnaire.items.end(),
                                  [](const Item& item) { return !item.text.empty(); });
  std::vector<TextTable::Column> columns{{"ITEM"}, {"SCALE"}, {"DIRECTION"}};
  if (worded) columns.push_back({"STATEMENT"});
  TextTable table(columns);
  for (std::size_t i = 0; i < questionnaire.items.size(); ++i) {
    const Item& item = questionnaire.items[i];
    bool used = false;
    const auto add = [&](const std::string& scale, const std::string& direction) {
      std::vector<std::string> cells{used ? "" : item.id, scale, direction};
      if (worded) cells.push_back(used ? "" : item.text);
      table.add(std::move(cells));
      used = true;
    };
    for (const Scale& scale : questionnaire.scales) {
      for (const KeyedItem& keyed : scale.items) {
        if (keyed.item == i) add(scale.id, direction_text(keyed, questionnaire));
      }
    }
    if (!used) add("–", "not scored");
  }
  return table.text(width);
}

std::string norms_text(const Norms& norms) {
  std::vector<std::string> groups;
  for (const NormGroup& group : norms.groups) groups.push_back(fmt::format("{} (n = {})", group.id, grouped(group.n)));
  return fmt::format("{} For answers {} to {}: {}. {}{}", norms.sample, norms.response.min, norms.response.max,
                     join_words(groups), norms.source, norms.caution.empty() ? "" : " Caution: " + norms.caution);
}

}  // namespace

std::string reliability_text(const Reliability& reliability) {
  std::vector<std::string> parts;
  if (reliability.alpha) {
    const auto [low, high] = *reliability.alpha;
    parts.push_back(low == high ? fmt::format("alpha {}", number_text(low))
                                : fmt::format("alpha {} to {}", number_text(low), number_text(high)));
  }
  if (reliability.sd) parts.push_back(fmt::format("SD {}", number_text(*reliability.sd)));
  if (reliability.retest)
    parts.push_back(fmt::format("retest {}{}", number_text(*reliability.retest),
                                reliability.interval.empty() ? "" : fmt::format(" ({})", reliability.interval)));
  if (reliability.n) parts.push_back(fmt::format("n = {}", grouped(*reliability.n)));
  return fmt::format("{} ({})", fmt::join(parts, ", "), reliability.source);
}

std::string definition_text(const Questionnaire& q, int width) {
  std::string text;
  const auto section = [&](const std::string& title) { text += fmt::format("\n{}\n", title); };
  text += printable(fmt::format("{}: {}\n", q.id, q.title));
  if (!q.about.empty()) text += indented_paragraph("About " + q.about + ".", width);
  if (!q.caution.empty()) text += indented_paragraph("Caution: " + q.caution, width);
  section("Answers");
  if (!q.instructions.empty()) text += indented_paragraph(fmt::format("Instructions: {}", q.instructions), width);
  if (!q.stem.empty()) text += indented_paragraph(fmt::format("After “{}”", q.stem), width);
  text += indented_paragraph(answers_text(q.response), width);
  text += own_answers_text(q, width);
  section("Scales");
  for (std::size_t s = 0; s < q.scales.size(); ++s) text += indented_paragraph(scale_text(q, s), width);
  section("Profile");
  text += indented_paragraph(profile_text(q), width);
  section("Key");
  text += key_table(q, width);
  if (!q.norms.empty()) section("Norms");
  for (const Norms& norms : q.norms) text += indented_paragraph(norms_text(norms), width);
  section("Sources");
  for (const auto& [what, works] : q.sources) {
    for (const std::string& work : works) text += indented_paragraph(fmt::format("{}: {}", what, work), width);
  }
  section("Rights");
  text += indented_paragraph("Wording: " + q.rights.wording, width);
  text += indented_paragraph("Definition: " + q.rights.definition, width);
  section("Definition");
  text += indented_paragraph(fmt::format("version {}{}", q.version, q.extends.empty() ? "" : ", extends " + q.extends),
                             width);
  for (const DefinitionFile& file : q.files) text += fmt::format("  {}\n", printable(file.path.string()));
  text += fmt::format("  sha256 {}\n", q.sha256);
  return text;
}

std::string catalogue_text(const std::vector<Questionnaire>& questionnaires, int width) {
  TextTable table({{"ID"}, {"ITEMS", TextTable::Align::right}, {"QUESTIONNAIRE"}});
  for (const Questionnaire& q : questionnaires) {
    std::vector<std::string> scales;
    for (const Scale& scale : q.scales) scales.push_back(scale.id);
    table.add({q.id, std::to_string(q.items.size()),
               fmt::format("{}. Scales: {}. Wording {}.", q.title, fmt::join(scales, ", "),
                           q.has_wording() ? "shipped" : "not shipped")});
  }
  return table.text(width);
}

}  // namespace attune
