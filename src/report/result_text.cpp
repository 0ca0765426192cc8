#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/number.h"
#include "base/text.h"
#include "guide/page.h"
#include "questionnaire/score_range.h"
#include "report/map.h"
#include "report/result.h"

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

  char mark(std::size_t result) const {
    return results_.size() == 1 ? '*'
           : result < 9         ? static_cast<char>('1' + result)
                                : static_cast<char>('a' + (result - 9) % 26);
  }

  void map() {
    const auto& rule = std::get<QuadrantRule>(q_.profiles);
    std::vector<MapPoint> points;
    for (std::size_t r = 0; r < results_.size(); ++r) {
      if (has_point(results_[r]))
        points.push_back(
            {.x = results_[r].scores.scores[rule.x], .y = results_[r].scores.scores[rule.y], .mark = mark(r)});
    }
    if (points.empty()) return;
    text_ += '\n' + draw_map(q_, points, style_.width, style_.unicode);
  }

  void result(std::size_t index) {
    const Result& result = results_[index];
    if (results_.size() > 1) paragraph(printable(fmt::format("{}  About {}", mark(index), result.about.whom)));
    if (results_.size() == 1) text_ += '\n';
    for (std::size_t s = 0; s < q_.scales.size(); ++s) {
      for (const std::string& line : wrap(score_words(s, result), style_.width)) text_ += line + "\n";
    }
    if (!profiles_.empty()) paragraph(profile_words(result));
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
    if (const auto cut = cut_of(index)) words += fmt::format("; {}", level_words(score, *cut, range));
    return words + ".";
  }

  bool near_a_line(const Result& result) const {
    for (std::size_t s = 0; s < q_.scales.size(); ++s) {
      const auto cut = cut_of(s);
      if (cut && level_words(result.scores.scores[s], *cut, score_range(q_, s)).starts_with("close")) return true;
    }
    return false;
  }

  std::string profile_words(const Result& result) const {
    if (result.scores.tied) return "Two descriptions fit your answers equally, so there is no profile.";
    if (result.scores.profile < 0)
      return "With too few answers there is no profile. That says nothing about you; you can take it again and answer "
             "more.";
    const std::string& name = profiles_[static_cast<std::size_t>(result.scores.profile)];
    if (!std::holds_alternative<QuadrantRule>(q_.profiles))
      return fmt::format(
          "Of the descriptions, the {} one fits your answers best. It describes answers, not who you are.", name);
    if (near_a_line(result)) {
      return fmt::format(
          "Your answers lie in the {} region, but close to a line: the words on its other side may fit as well. "
          "Attachment has no sharp borders, and a profile is a region of the map, not who you are.",
          name);
    }
    return fmt::format(
        "Your answers lie in the {} region. It describes these answers, on this day; it is not who you are, and it can "
        "change.",
        name);
  }

  void compare() {
    heading("Compared");
    paragraph(
        "The same person can be at ease with one and uneasy with another. A difference says something about what you "
        "have lived with each of them, not which answer is the real you. More: attune learn relationships");
  }

  // The pages of the profiles that came out, each once, in the order of the results.
  std::vector<std::string> profile_pages() const {
    std::vector<std::string> pages;
    for (const Result& result : results_) {
      if (result.scores.profile < 0) continue;
      const std::string& page = profiles_[static_cast<std::size_t>(result.scores.profile)];
      if (catalogue_.find_page(page) && std::find(pages.begin(), pages.end(), page) == pages.end())
        pages.push_back(page);
    }
    return pages;
  }

  void guide() {
    const auto pages = profile_pages();
    for (const std::string& name : pages) {
      const GuidePage page = load_page(catalogue_, name);
      const std::string of = pages.size() > 1 ? fmt::format(" ({})", name) : "";
      markdown("## In short" + of + "\n\n" + section(page, "In short"));
      markdown("## What helps" + of + "\n\n" + section(page, "What helps"));
    }
    heading("Read on");
    std::string commands;
    for (const std::string& name : pages) commands += fmt::format("- attune learn {}\n", name);
    if (!q_.guide.empty() && catalogue_.find_page(q_.guide)) commands += fmt::format("- attune learn {}\n", q_.guide);
    commands += "- attune learn reading-your-results\n";
    if (!pages.empty())
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

std::string level_words(double score, double cut, std::pair<double, double> range) {
  // Sixths of the way from the cut to the end of the scale: a person's words have no finer steps.
  const double share = score < cut ? (score - cut) / (cut - range.first) : (score - cut) / (range.second - cut);
  if (share < -0.5) return "low";
  if (share < -1.0 / 6) return "somewhat low";
  if (share < 0) return "close to the line, just below it";
  if (score == cut) return "close to the line, right on it";
  if (share <= 1.0 / 6) return "close to the line, just above it";
  return share <= 0.5 ? "somewhat high" : "high";
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
