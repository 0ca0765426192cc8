#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "base/text.h"
#include "guide/page.h"
#include "psychometrics/quality.h"
#include "questionnaire/score_range.h"
#include "report/map.h"
#include "report/result.h"
#include "scoring/measurement_error.h"

namespace attune {
namespace {

constexpr int kDigits = 1;  // a score of a few answers has no more to say to a person

// With so many decimals that a score beside its cut does not seem to lie on it.
std::string score_text(double score, std::optional<double> cut) {
  constexpr int kMostDigits = 4;
  int digits = kDigits;
  while (cut && score != *cut && digits < kMostDigits &&
         number_text(score, {.digits = digits}) == number_text(*cut, {.digits = digits}))
    ++digits;
  return number_text(score, {.digits = digits});
}

constexpr const char* kNoSharpBorders =
    "Attachment has no sharp borders, and a profile is a region of the map, not who you are.";

// Within one error of the line; where none is known, within a sixth of the way to the end of the scale.
bool is_close(double score, double cut, std::pair<double, double> range, double error) {
  const double half = score < cut ? cut - range.first : range.second - cut;
  return score == cut || std::abs(score - cut) <= (error > 0 ? error : half / 6);
}

// A probability for people, who know that nothing is certain.
std::string percent_words(double probability) {
  if (probability < 0.01) return "under 1\u00A0%";
  if (probability > 0.99) return "over 99\u00A0%";
  return fmt::format("{:.0f}\u00A0%", probability * 100);
}

class Text {
 public:
  Text(const Questionnaire& questionnaire, const std::vector<Result>& results, const Catalogue& catalogue,
       const TerminalStyle& style)
      : q_(questionnaire),
        results_(results),
        catalogue_(catalogue),
        style_(style),
        profiles_(questionnaire.profile_names()) {}

  std::string write() {
    heading(q_.title);
    if (results_.size() == 1) paragraph(printable(fmt::format("Your answers about {}.", results_.front().about.whom)));
    if (std::holds_alternative<QuadrantRule>(q_.profiles)) map();
    for (std::size_t r = 0; r < results_.size(); ++r) result(r);
    if (results_.size() > 1) compare();
    if (!q_.caution.empty()) paragraph(printable(q_.caution));
    guide();
    paragraph(safety_text());
    return std::move(text_);
  }

 private:
  void markdown(const std::string& source) {
    if (!text_.empty()) text_ += '\n';
    text_ += render_terminal(source, style_);
  }
  void heading(const std::string& title) { markdown("## " + title); }
  void paragraph(const std::string& words) {
    if (!text_.empty()) text_ += '\n';
    for (const std::string& line : wrap(words, style_.width)) text_ += line + "\n";
  }

  bool has_point(const Result& result) const {
    const auto& rule = std::get<QuadrantRule>(q_.profiles);
    return !std::isnan(result.scores.scores[rule.x]) && !std::isnan(result.scores.scores[rule.y]);
  }

  // Whether the error of both dimensions is known. Answers that were all alike have none to tell it from.
  bool has_error(const Result& result) const {
    const auto& rule = std::get<QuadrantRule>(q_.profiles);
    const auto& errors = result.scores.standard_errors;
    return errors[rule.x] > 0 && errors[rule.y] > 0;
  }

  char mark(std::size_t result) const { return results_.size() == 1 ? '*' : map_mark(result); }

  void map() {
    const auto& rule = std::get<QuadrantRule>(q_.profiles);
    std::vector<MapPoint> points;
    for (std::size_t r = 0; r < results_.size(); ++r) {
      const Scores& scores = results_[r].scores;
      if (!has_point(results_[r])) continue;
      points.push_back({.x = scores.scores[rule.x], .y = scores.scores[rule.y], .mark = mark(r)});
      if (!has_error(results_[r])) continue;
      points.back().x_error = kHalfOf90 * scores.standard_errors[rule.x];
      points.back().y_error = kHalfOf90 * scores.standard_errors[rule.y];
    }
    if (points.empty()) return;
    if (style_.spoken) return;
    text_ += '\n' + draw_map(q_, points, style_.width, style_.unicode);
    if (std::any_of(points.begin(), points.end(), [](const MapPoint& point) { return point.x_error > 0; }))
      paragraph("The shaded region shows how far error may have moved the point.");
  }

  void result(std::size_t index) {
    const Result& result = results_[index];
    if (results_.size() > 1) paragraph(printable(fmt::format("{}  About {}", mark(index), result.about.whom)));
    if (results_.size() == 1) text_ += '\n';
    for (std::size_t s = 0; s < q_.scales.size(); ++s) {
      for (const std::string& line : wrap(score_words(s, result), style_.width)) text_ += line + "\n";
    }
    if (!profiles_.empty()) paragraph(profile_words(result));
    if (keyed_agreement(q_, result.sitting.answers()) < kLeastAgreement) {
      paragraph(
          "Statements that say the opposite of each other got much the same answer, so this result can settle little. "
          "You can take it again when you have a quiet moment.");
    }
  }

  // The cut of a scale, where it is a dimension of the map.
  std::optional<double> cut_of(std::size_t scale) const {
    const auto* rule = std::get_if<QuadrantRule>(&q_.profiles);
    if (rule == nullptr) return std::nullopt;
    return scale == rule->x ? std::optional(rule->x_cut) : scale == rule->y ? std::optional(rule->y_cut) : std::nullopt;
  }

  std::string score_words(std::size_t index, const Result& result) const {
    const Scale& scale = q_.scales[index];
    const std::string name = scale.title.empty() ? scale.id : scale.title;
    const double score = result.scores.scores[index];
    const auto range = score_range(q_, index);
    if (std::isnan(score)) {
      if (scale.method == ScoreMethod::combine)
        return fmt::format("{}: no score, because a part of it has none.", name);
      return fmt::format("{}: no score. {} of {} answered; at least {} are needed.", name,
                         result.scores.answered[index], scale.items.size(), scale.min_answered);
    }
    std::string words = fmt::format("{}: {}, from {} to {}", name, score_text(score, cut_of(index)),
                                    number_text(range.first), number_text(range.second));
    const double error = result.scores.standard_errors[index];
    if (const auto cut = cut_of(index)) words += fmt::format("; {}", level_words(score, *cut, range, error));
    words += '.';
    if (std::isnan(error)) return words;
    if (error == 0) return words + " Your answers agree completely here, so its error cannot be told.";
    const auto interval = interval_90(score, error, range);
    return words + fmt::format(" Allowing for error, between {} and {} (90\u00A0% interval).",
                               number_text(interval.first, {.digits = kDigits}),
                               number_text(interval.second, {.digits = kDigits}));
  }

  bool is_near(const Result& result, std::size_t scale) const {
    return is_close(result.scores.scores[scale], *cut_of(scale), score_range(q_, scale),
                    result.scores.standard_errors[scale]);
  }

  // The profiles that the answers may mean, likeliest first: on both sides of each line that is near.
  std::vector<std::size_t> candidates(const Result& result) const {
    const auto profile = static_cast<std::size_t>(result.scores.profile);
    const auto* rule = std::get_if<QuadrantRule>(&q_.profiles);
    std::vector<std::size_t> found{profile};
    if (rule == nullptr) return found;
    // The quarters' numbers: anxiety counts one, avoidance two.
    if (is_near(result, rule->x)) found.push_back(profile ^ 1U);
    if (is_near(result, rule->y)) found.push_back(profile ^ 2U);
    if (found.size() == 3) found.push_back(profile ^ 3U);
    if (has_error(result)) {
      std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
        return result.scores.probabilities[a] > result.scores.probabilities[b];
      });
    }
    return found;
  }

  std::string profile_words(const Result& result) const {
    if (result.scores.tied) return "Two descriptions fit your answers equally, so there is no profile.";
    if (result.scores.profile == kNoProfile)
      return "With too few answers there is no profile. That says nothing about you; you can take it again and answer "
             "more.";
    const std::string& name = profiles_[static_cast<std::size_t>(result.scores.profile)];
    if (!std::holds_alternative<QuadrantRule>(q_.profiles))
      return fmt::format(
          "Of the descriptions, the {} one fits your answers best. It describes answers, not who you are.", name);
    return has_error(result) ? likely_words(result) : region_words(result, name);
  }

  // Where nothing is known of the error.
  std::string region_words(const Result& result, const std::string& name) const {
    const auto near = candidates(result);
    if (near.size() > 1) return between_words(near) + " The words of each may fit. " + kNoSharpBorders;
    return fmt::format(
        "Your answers lie in the {} region. It describes these answers, on this day; it is not who you are, and it can "
        "change.",
        name);
  }

  std::string between_words(const std::vector<std::size_t>& near) const {
    if (near.size() > 2) return "Your answers lie near the middle of the map, where all four profiles meet.";
    return fmt::format("Your answers lie between two profiles, {} and {}.", profiles_[near[0]], profiles_[near[1]]);
  }

  std::string likely_words(const Result& result) const {
    const auto& probabilities = result.scores.probabilities;
    const auto near = candidates(result);
    if (near.size() > 1) {
      std::vector<std::string> shares;
      for (const std::size_t profile : near)
        shares.push_back(fmt::format("{} {}", profiles_[profile], percent_words(probabilities[profile])));
      return fmt::format("{} By their error alone, the likelihoods are: {}. The words of each may fit. {}",
                         between_words(near), join_words(shares), kNoSharpBorders);
    }
    constexpr double kWorthTelling = 0.05;
    std::string words = fmt::format("Your answers most likely lie in the {} region ({}).", profiles_[near.front()],
                                    percent_words(probabilities[near.front()]));
    for (std::size_t profile = 0; profile < profiles_.size(); ++profile) {
      if (profile != near.front() && probabilities[profile] >= kWorthTelling)
        words +=
            fmt::format(" They may lie in the {} one ({}).", profiles_[profile], percent_words(probabilities[profile]));
    }
    return words + " This describes these answers, on this day; it is not who you are, and it can change.";
  }

  void compare() {
    heading("Compared");
    paragraph(
        "The same person can be at ease with one and uneasy with another. A difference tells of what you have lived "
        "with each of them; both are you. More: attune learn relationships");
  }

  // The pages of the profiles that came out, each once, in the order of the results. A single result between profiles
  // has those of all that it may be.
  std::vector<std::string> profile_pages() const {
    std::vector<std::string> pages;
    for (const Result& result : results_) {
      if (result.scores.profile == kNoProfile) continue;
      auto profiles = candidates(result);
      if (results_.size() > 1) profiles.resize(1);
      for (const std::size_t profile : profiles) {
        const std::string& page = profiles_[profile];
        if (catalogue_.find_page(page) && std::find(pages.begin(), pages.end(), page) == pages.end())
          pages.push_back(page);
      }
    }
    return pages;
  }

  // What helps with four profiles would be four times as long and fit nobody: there the pages are named below.
  void guide() {
    const auto pages = profile_pages();
    const bool in_the_middle = results_.size() == 1 && pages.size() > 2;
    for (const std::string& name : pages) {
      const GuidePage page = load_page(catalogue_, name);
      const std::string of = pages.size() > 1 ? fmt::format(" ({})", name) : "";
      markdown("## In short" + of + "\n\n" + section(page, "In short"));
      if (!in_the_middle) markdown("## What helps" + of + "\n\n" + section(page, "What helps"));
    }
    heading("Read on");
    std::string commands;
    for (const std::string& name : pages) commands += fmt::format("- attune learn {}\n", name);
    if (in_the_middle) commands += "- attune learn practices: what helps, whatever the profile\n";
    if (!q_.guide.empty() && catalogue_.find_page(q_.guide)) commands += fmt::format("- attune learn {}\n", q_.guide);
    commands += "- attune learn reading-your-results\n";
    if (!pages.empty() && !in_the_middle)
      commands += fmt::format("- attune plan {}: one small practice a day for two weeks\n", pages.front());
    text_ += '\n' + render_terminal(commands, style_);
  }

  const Questionnaire& q_;
  const std::vector<Result>& results_;
  const Catalogue& catalogue_;
  const TerminalStyle& style_;
  std::vector<std::string> profiles_;
  std::string text_;
};

}  // namespace

std::string level_words(double score, double cut, std::pair<double, double> range, double error) {
  if (score == cut) return "on the line";
  if (is_close(score, cut, range, error))
    return score < cut ? "close to the line, just below it" : "close to the line, just above it";
  const char* level = score < cut ? "low" : "high";
  const double half = score < cut ? cut - range.first : range.second - cut;
  return std::abs(score - cut) <= half / 2 ? fmt::format("somewhat {}", level) : level;
}

std::string safety_text() {
  return "This is not a diagnosis. If close relationships bring fear of harm, or there are thoughts of ending your "
         "life, contact local "
         "emergency services or a crisis line. How to find one: attune learn crisis";
}

std::string result_text(const Questionnaire& questionnaire, const std::vector<Result>& results,
                        const Catalogue& catalogue, const TerminalStyle& style) {
  return Text(questionnaire, results, catalogue, style).write();
}

}  // namespace attune
