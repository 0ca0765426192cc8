#include "exchange/export_psych.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "exchange/exported_parts.h"
#include "exchange/scale_formula.h"
#include "questionnaire/keyed_answer.h"

namespace attune {
namespace {

// JSON quotes a text as R reads it, but for what R lacks: \/ and the two halves of a character.
std::string r_text(const std::string& text) { return nlohmann::json(one_line(text)).dump(); }

std::string r_vector(const std::vector<std::string>& elements) {
  // As many a line as fit.
  std::string lines;
  std::size_t width = 0;
  for (const std::string& element : elements) {
    if (!lines.empty()) lines += width > 100 ? ",\n    " : ", ";
    if (width > 100) width = 0;
    lines += element;
    width += element.size() + 2;
  }
  return "c(" + lines + ")";
}

// Whether psych's own reversal, by one lowest and highest answer for all items, says what the item counts.
bool is_plain(const KeyedItem& keyed, const Questionnaire& questionnaire) {
  const ResponseScale& own = questionnaire.response_of(keyed.item);
  const bool same_ends = own.min == questionnaire.response.min && own.max == questionnaire.response.max;
  return keyed.weight == 1 && keyed.values.empty() && (!keyed.reversed || same_ends);
}

// Why the script cannot compute the scale; empty where it can.
std::string obstacle(const Scale& scale) {
  const bool all = scale.min_answered == scale.parts();
  if (scale.has_key() && !scale.terms.empty()) return "it is made of both items and scales";
  if (!scale.has_key()) return all ? "" : "it is made of scales that may be missing";
  const bool alike =
      std::all_of(scale.items.begin(), scale.items.end(), [](const KeyedItem& keyed) { return keyed.weight == 1; });
  const bool divides = scale.method == ScoreMethod::mean || scale.prorated;
  return alike || all || !divides ? "" : "its items weigh differently, and may be missing";
}

class Script {
 public:
  explicit Script(const Questionnaire& questionnaire) : questionnaire_(questionnaire) {}

  Exported write() {
    choose_scales();
    exported_.text = head();
    add_keys();
    add_means();
    for (const std::size_t scale : order_) add_score(scale);
    exported_.text +=
        "\nnames(answered) <- paste0(names(answered), \"_answered\")\n"
        "write.csv(data.frame(scores, answered, check.names = FALSE), row.names = FALSE, na = \"\")\n";
    leave_out_the_rest(questionnaire_, exported_);
    return std::move(exported_);
  }

 private:
  // Parts before what is made of them.
  void choose_scales() {
    std::set<std::size_t> lacking, chosen;
    for (bool more = true; more;) {
      more = false;
      for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
        if (chosen.contains(s) || lacking.contains(s)) continue;
        const Scale& scale = questionnaire_.scales[s];
        const auto& terms = scale.terms;
        const auto is_in = [&](const auto& set) {
          return [&](const CombineTerm& term) { return set.contains(term.scale); };
        };
        std::string why = obstacle(scale);
        if (std::any_of(terms.begin(), terms.end(), is_in(lacking))) why = "it is made of a scale that is left out";
        if (!why.empty()) {
          exported_.left_out.push_back(fmt::format("Scale {}: {}.", scale.id, why));
          lacking.insert(s);
          more = true;
        } else if (std::all_of(terms.begin(), terms.end(), is_in(chosen))) {
          chosen.insert(s);
          order_.push_back(s);
          more = true;
        }
      }
    }
    const bool has_key =
        std::any_of(order_.begin(), order_.end(), [&](std::size_t s) { return questionnaire_.scales[s].has_key(); });
    if (!has_key) throw Error(ExitCode::data, {}, "none of its scales can be said in this format");
  }

  std::string head() const {
    return fmt::format(
        "# {}: {}\n"
        "# Rscript {}.R answers.csv > scores.csv\n"
        "# The answers are numbers, in columns {} … {}; a blank or NA is no answer.\n"
        "suppressPackageStartupMessages(library(psych))\n"
        "answers <- read.csv(commandArgs(trailingOnly = TRUE)[1], check.names = FALSE)\n\n",
        questionnaire_.id, one_line(questionnaire_.title), questionnaire_.id, questionnaire_.items.front().id,
        questionnaire_.items.back().id);
  }

  // An item that psych cannot reverse or weigh gets a column of what it counts.
  std::string column_of(const Scale& scale, const KeyedItem& keyed) {
    const std::string id = questionnaire_.items[keyed.item].id;
    if (is_plain(keyed, questionnaire_)) return (keyed.reversed ? "-" : "") + id;
    const ResponseScale& response = questionnaire_.response_of(keyed.item);
    std::vector<std::string> from, to;
    for (const int answer : response.answers()) {
      from.push_back(std::to_string(answer));
      to.push_back(number_text(keyed.weight * keyed_answer(keyed, response, answer)));
    }
    std::string name = fmt::format("{} in {}", id, scale.id);
    exported_.text += fmt::format("answers[[{}]] <- {}[match(answers[[{}]], {})]\n", r_text(name), r_vector(to),
                                  r_text(id), r_vector(from));
    return name;
  }

  void add_keys() {
    std::string keys;
    for (const std::size_t s : order_) {
      const Scale& scale = questionnaire_.scales[s];
      if (!scale.has_key()) continue;
      std::vector<std::string> names;
      for (const KeyedItem& keyed : scale.items) names.push_back(r_text(column_of(scale, keyed)));
      keys += fmt::format("{}  {} = {}", keys.empty() ? "" : ",\n", r_text(scale.id), r_vector(names));
    }
    exported_.text += fmt::format("keys <- list(\n{}\n)\n\n", keys);
  }

  void add_means() {
    exported_.text += fmt::format(
        "items <- answers[unique(sub(\"^-\", \"\", unlist(keys)))]\n"
        "means <- suppressMessages(suppressWarnings(scoreItems(\n"
        "  keys, items, totals = FALSE, missing = TRUE, impute = \"none\", min = {}, max = {})$scores))\n"
        "answered <- lapply(keys, function(key) rowSums(!is.na(items[sub(\"^-\", \"\", key)])))\n"
        "scores <- list()\n",
        questionnaire_.response.min, questionnaire_.response.max);
  }

  void add_score(std::size_t s) {
    const Scale& scale = questionnaire_.scales[s];
    const std::string id = r_text(scale.id);
    std::string score = scale.has_key() ? mean_of_items(scale) : sum_of_scales(scale);
    const auto& [multiply, add] = scale.transform;
    if (multiply != 1) score = fmt::format("({}) * {}", score, number_text(multiply));
    if (add != 0) score += added_text(add);
    if (scale.has_key())
      score =
          fmt::format("ifelse(answered[[{}]] >= {}, {}, NA)", id, std::max<std::size_t>(scale.min_answered, 1), score);
    exported_.text += fmt::format("scores[[{}]] <- {}\n", id, score);
  }

  // psych gives means, in which weighted items count as one each.
  static std::string mean_of_items(const Scale& scale) {
    const std::string id = r_text(scale.id);
    const std::string mean = fmt::format("means[, {}]", id);
    const auto items = static_cast<double>(scale.items.size());
    const double weight = weight_of_all(scale);
    if (scale.method == ScoreMethod::sum)
      return scale.prorated ? fmt::format("{} * {}", mean, number_text(items))
                            : fmt::format("{} * answered[[{}]]", mean, id);
    return weight == items ? mean : fmt::format("{} * {} / {}", mean, number_text(items), number_text(weight));
  }

  std::string sum_of_scales(const Scale& scale) const {
    std::string sum;
    for (const CombineTerm& term : scale.terms) {
      sum += sum.empty() ? (term.weight < 0 ? "-" : "") : (term.weight < 0 ? " - " : " + ");
      if (std::abs(term.weight) != 1) sum += number_text(std::abs(term.weight)) + " * ";
      sum += fmt::format("scores[[{}]]", r_text(questionnaire_.scales[term.scale].id));
    }
    return scale.method == ScoreMethod::mean ? fmt::format("({}) / {}", sum, number_text(weight_of_all(scale))) : sum;
  }

  const Questionnaire& questionnaire_;
  Exported exported_;
  std::vector<std::size_t> order_;
};

}  // namespace

Exported export_psych(const Questionnaire& questionnaire, const std::vector<Translation>&) {
  return Script(questionnaire).write();
}

}  // namespace attune
