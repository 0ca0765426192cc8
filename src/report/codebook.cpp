#include "report/codebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/number.h"
#include "base/text.h"
#include "questionnaire/reported_error.h"
#include "questionnaire/score_range.h"
#include "report/formula.h"

namespace attune {
namespace {

constexpr const char* kConditionalError =
    "Brennan, R. L. (1998). Raw-score conditional standard errors of measurement in generalizability theory. Applied "
    "Psychological Measurement, 22, 307–331.";
constexpr const char* kQuality =
    "Curran, P. G. (2016). Methods for the detection of carelessly invalid responses in survey data. Journal of "
    "Experimental Social Psychology, 66, 4–19.";
constexpr const char* kSharedPercentile =
    "Crawford, J. R., Garthwaite, P. H., & Slick, D. J. (2009). On percentile norms in neuropsychology. The Clinical "
    "Neuropsychologist, 23, 1173–1195.";

class Codebook {
 public:
  explicit Codebook(const Questionnaire& questionnaire) : questionnaire_(questionnaire) {}

  std::vector<CodebookEntry> entries(const CodebookParts& parts) && {
    const auto& scales = questionnaire_.scales;
    for (std::size_t s = 0; s < scales.size(); ++s) add_score(s);
    for (std::size_t s = 0; s < scales.size(); ++s) {
      if (scales[s].has_key()) add_answered(s);
    }
    for (std::size_t s = 0; s < scales.size(); ++s) {
      if (questionnaire_.has_standard_error(s)) add_standard_error(s);
    }
    for (std::size_t s = 0; s < scales.size(); ++s) {
      if (!scales[s].bands.empty()) add_band(s);
    }
    if (!questionnaire_.profile_names().empty()) add_profile();
    if (const auto* rule = std::get_if<QuadrantRule>(&questionnaire_.profiles)) add_probabilities(*rule);
    if (parts.norms != nullptr) add_norms(*parts.norms);
    if (parts.quality) add_quality();
    return std::move(entries_);
  }

 private:
  void add(CodebookEntry entry) { entries_.push_back(std::move(entry)); }

  const std::string& id(std::size_t scale) const { return questionnaire_.scales[scale].id; }

  std::string title(std::size_t scale) const {
    const Scale& of = questionnaire_.scales[scale];
    return of.title.empty() ? of.id : of.title;
  }

  std::string source(const std::string& of) const {
    for (const auto& [what, works] : questionnaire_.sources) {
      if (what == of) return fmt::format("{}", fmt::join(works, " "));
    }
    return {};
  }

  void add_score(std::size_t s) {
    const auto [low, high] = score_range(questionnaire_, s);
    const auto better = questionnaire_.better(s);
    add({.column = id(s),
         .meaning = fmt::format("Score on {}{}", title(s),
                                !better                     ? ""
                                : *better == Better::higher ? ", higher is better"
                                                            : ", lower is better"),
         .lowest = low,
         .highest = high,
         .formula = score_formula(questionnaire_.scales[s], questionnaire_),
         .source = source("key")});
  }

  void add_band(std::size_t s) {
    add({.column = id(s) + "_band",
         .meaning = fmt::format("What scores on {} in this range are called", title(s)),
         .formula = fmt::format("{}; empty outside", bands_text(questionnaire_.scales[s])),
         .source = source("bands")});
  }

  void add_answered(std::size_t s) {
    add({.column = id(s) + "_answered",
         .meaning = fmt::format("Answered items of {}", title(s)),
         .lowest = 0,
         .highest = static_cast<double>(questionnaire_.scales[s].items.size()),
         .formula = "count"});
  }

  void add_standard_error(std::size_t s) {
    const Scale& scale = questionnaire_.scales[s];
    CodebookEntry entry{
        .column = id(s) + "_se", .meaning = fmt::format("Standard error of measurement of {}", id(s)), .lowest = 0};
    if (const auto reported = reported_standard_error(scale, questionnaire_.response)) {
      entry.lowest = entry.highest = *reported;
      entry.formula = fmt::format("{} × √(1 − {}), from the reported SD and alpha", number_text(*scale.reliability->sd),
                                  number_text(scale.reliability->alpha->first));
      entry.source = scale.reliability->source;
    } else if (!scale.has_key()) {
      entry.formula = combined_error_text(scale) + ", the parts' errors being independent";
    } else {
      entry.formula = fmt::format(
          "{}{}s / √n, with s the standard deviation of the person's n keyed answers; empty with fewer than 2 answers",
          stretch_text(scale),
          scale.method == ScoreMethod::mean ? ""
          : scale.prorated                  ? fmt::format("{} × ", scale.items.size())
                                            : "n × ");
      entry.source = kConditionalError;
    }
    add(std::move(entry));
  }

  // By how much the transform stretches an error: "25 × ".
  static std::string stretch_text(const Scale& scale) {
    const double stretch = std::abs(scale.transform.multiply);
    return stretch == 1 ? "" : number_text(stretch) + " × ";
  }

  std::string combined_error_text(const Scale& scale) const {
    std::vector<std::string> parts;
    for (const CombineTerm& term : scale.terms) {
      const double square = term.weight * term.weight;
      parts.push_back(square == 1 ? fmt::format("{}_se²", id(term.scale))
                                  : fmt::format("{} × {}_se²", number_text(square), id(term.scale)));
    }
    std::string root = fmt::format("{}√({})", stretch_text(scale), fmt::join(parts, " + "));
    const bool divided = scale.method == ScoreMethod::mean || (scale.prorated && scale.min_answered < scale.parts());
    if (!divided) return root;
    return root + " over the parts there are, divided by the sum of their weights without signs" +
           (scale.method == ScoreMethod::sum ? " and times that of all" : "");
  }

  void add_profile() {
    std::string formula;
    const auto* rule = std::get_if<QuadrantRule>(&questionnaire_.profiles);
    if (rule != nullptr) {
      formula = fmt::format(
          "{} is high from {}, {} from {}: secure (low, low), anxious (high, low), avoidant (low, high), ambivalent "
          "(high, high); empty without both",
          id(rule->x), number_text(rule->x_cut), id(rule->y), number_text(rule->y_cut));
    } else {
      std::vector<std::string> prototypes;
      for (const auto& [profile, scale] : std::get<HighestRule>(questionnaire_.profiles).prototypes)
        prototypes.push_back(fmt::format("{} ({})", id(scale), profile));
      formula = fmt::format("the highest of {}; empty on a tie, or when one is empty", fmt::join(prototypes, ", "));
    }
    const std::string cuts = source("cuts");
    add({.column = "profile",
         .meaning = rule != nullptr ? "Profile: the region in which the scores lie"
                                    : "Profile: the description that fits the answers best",
         .values = questionnaire_.profile_names(),
         .formula = formula,
         .source = cuts.empty() ? source("profile") : cuts});
  }

  void add_probabilities(const QuadrantRule& rule) {
    for (std::size_t p = 0; p < QuadrantRule::kProfiles.size(); ++p) {
      const auto side = [&](std::size_t scale, double cut, bool high) {
        const std::string phi = fmt::format("Φ(({} − {}) / {}_se)", id(scale), number_text(cut), id(scale));
        return high ? phi : fmt::format("(1 − {})", phi);
      };
      add({.column = std::string("p_") + QuadrantRule::kProfiles[p],
           .meaning = fmt::format("How likely the profile is {}, by the error of the scores alone",
                                  QuadrantRule::kProfiles[p]),
           .lowest = 0,
           .highest = 1,
           .formula = fmt::format("{} × {}, Φ being the normal distribution function",
                                  side(rule.x, rule.x_cut, p % 2 == 1), side(rule.y, rule.y_cut, p >= 2))});
    }
  }

  static bool has_figures(const Norms& norms, std::size_t scale) {
    return std::any_of(norms.groups.begin(), norms.groups.end(), [&](const NormGroup& group) {
      return std::any_of(group.scales.begin(), group.scales.end(),
                         [&](const NormScale& norm) { return norm.scale == scale; });
    });
  }

  std::string percentile_formula(std::size_t s) const {
    return fmt::format(
        "interpolated in the group's table, the middle of the percents where a score stands at several; below the "
        "table the smaller of its lowest percent and 100 × Φ({0}_z), above it the larger of its highest percent and "
        "100 × Φ({0}_z); without a table 100 × Φ({0}_z), Φ being the normal distribution function",
        id(s));
  }

  void add_norms(const Norms& norms) {
    for (std::size_t s = 0; s < questionnaire_.scales.size(); ++s) {
      if (!has_figures(norms, s)) continue;
      add({.column = id(s) + "_z",
           .meaning = fmt::format("{} as a z score of the norm group", title(s)),
           .formula = fmt::format("({} − mean of the group) / SD of the group", id(s)),
           .source = norms.source});
      add({.column = id(s) + "_t",
           .meaning = fmt::format("{} as a linear T score of the norm group", title(s)),
           .formula = fmt::format("50 + 10 × {}_z", id(s)),
           .source = norms.source});
      add({.column = id(s) + "_percentile",
           .meaning = fmt::format("Percent of the norm group that score lower on {}, half of those with the same score "
                                  "included",
                                  title(s)),
           .lowest = 0,
           .highest = 100,
           .formula = percentile_formula(s),
           .source = fmt::format("{} {}", norms.source, kSharedPercentile)});
    }
    std::vector<std::string> groups;
    for (const NormGroup& group : norms.groups) groups.push_back(group.id);
    add({.column = "norm_group",
         .meaning = fmt::format("Norm group compared with. Sample: {}{}{}", norms.sample,
                                norms.caution.empty() ? "" : " ", norms.caution),
         .values = groups,
         .formula = "the one asked for, or the one that fits the person's age and gender best",
         .source = norms.source});
  }

  void add_quality() {
    const auto items = static_cast<double>(questionnaire_.items.size());
    add({.column = "longest_run",
         .meaning = "Longest run of one raw answer, in the order of the items",
         .lowest = 0,
         .highest = items,
         .formula = "count; an item without answer ends a run",
         .source = kQuality});
    add({.column = "answer_sd",
         .meaning = "Standard deviation of the person's raw answers",
         .lowest = 0,
         .formula = "with n − 1; empty with fewer than 2 answers",
         .source = kQuality});
    add({.column = "even_odd",
         .meaning = "Even–odd consistency, higher is more consistent",
         .lowest = -1,
         .highest = 1,
         .formula = "2r / (1 + r), r correlating the keyed means of the odd and even places of each scale's key, or of "
                    "pairs of its items where there are fewer than three scales of two items or more",
         .source = kQuality});
    add({.column = "keyed_agreement",
         .meaning = "Agreement of statements keyed in opposite directions",
         .lowest = 0,
         .highest = 1,
         .formula = "1 − |difference of the two keyed means| / (highest − lowest answer), averaged over scales by the "
                    "answers in the smaller half",
         .source = kQuality});
    add({.column = "mahalanobis_d2",
         .meaning = "Squared Mahalanobis distance of the raw answers from the average respondent",
         .lowest = 0,
         .formula = "by the means and covariances of all respondents of the run, over the items answered",
         .source = kQuality});
    add({.column = "mahalanobis_p",
         .meaning = "How often answers lie as far from the average or farther",
         .lowest = 0,
         .highest = 1,
         .formula = "upper tail of the chi-squared distribution with as many degrees of freedom as answers",
         .source = kQuality});
    add({.column = "share_missing",
         .meaning = "Share of the items without answer",
         .lowest = 0,
         .highest = 1,
         .formula = fmt::format("items without answer / {}", questionnaire_.items.size())});
    add({.column = "quality",
         .meaning = "Note on what is conspicuous, a reason to look at the answers, not to leave them out",
         .formula =
             "one answer to half of the items or more in a row (at least 8), among them opposite statements of one "
             "scale; keyed_agreement below 0.4; mahalanobis_p below 0.001; half of the items or more left out"});
  }

  const Questionnaire& questionnaire_;
  std::vector<CodebookEntry> entries_;
};

}  // namespace

std::vector<CodebookEntry> codebook(const Questionnaire& questionnaire, const CodebookParts& parts) {
  return Codebook(questionnaire).entries(parts);
}

std::map<std::string, ColumnLabels> column_labels(const std::vector<CodebookEntry>& entries) {
  std::map<std::string, ColumnLabels> labels;
  for (const CodebookEntry& entry : entries) labels[entry.column].text = entry.meaning;
  return labels;
}

}  // namespace attune
