#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "guide/page.h"
#include "psychometrics/quality.h"
#include "report/map.h"
#include "report/result.h"
#include "report/result_words.h"

namespace attune {
namespace {

class ResultText {
 public:
  ResultText(const Questionnaire& questionnaire, const std::vector<Result>& results, const Catalogue& catalogue,
             const TerminalStyle& style)
      : q_(questionnaire),
        results_(results),
        catalogue_(catalogue),
        style_(style),
        profiles_(questionnaire.profile_names()) {}

  std::string write() {
    heading(q_.title);
    const std::string& whom = results_.front().about.whom;
    if (results_.size() == 1 && !whom.empty()) paragraph(printable(fmt::format("Your answers about {}.", whom)));
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

  char mark(std::size_t result) const { return results_.size() == 1 ? '*' : map_mark(result); }

  void map() {
    const auto& rule = std::get<QuadrantRule>(q_.profiles);
    std::vector<MapPoint> points;
    for (std::size_t r = 0; r < results_.size(); ++r) {
      const Scores& scores = results_[r].scores;
      if (!has_point(q_, scores)) continue;
      const auto measured = [&](std::size_t scale) {
        return Measurement{scores.scores[scale], scores.standard_errors[scale]};
      };
      points.push_back(map_point(measured(rule.x), measured(rule.y), mark(r)));
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
      for (const std::string& line : wrap(score_words(q_, s, result.scores, Reader::person), style_.width))
        text_ += line + "\n";
    }
    if (!profiles_.empty()) paragraph(profile_words(q_, result.scores, Reader::person));
    if (keyed_agreement(q_, result.sitting.answers()) < kLeastAgreement) {
      paragraph(
          "Statements that say the opposite of each other got much the same answer, so this result can settle little. "
          "You can take it again when you have a quiet moment.");
    }
  }

  void compare() {
    heading("Compared");
    paragraph(
        "The same person can be at ease with one and uneasy with another. A difference tells of what you have lived "
        "with each of them; both are you. More: attune learn relationships");
  }

  bool in_the_middle(const Result& result) const {
    return result.scores.profile != kNoProfile && possible_profiles(q_, result.scores).size() > 2;
  }

  // The pages of the profiles that came out, each once, in the order of the results. A single result between profiles
  // has those of all that it may be; of several, one in the middle has none.
  std::vector<std::string> profile_pages() const {
    std::vector<std::string> pages;
    for (const Result& result : results_) {
      if (result.scores.profile == kNoProfile || (results_.size() > 1 && in_the_middle(result))) continue;
      auto profiles = possible_profiles(q_, result.scores);
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
    const bool any_in_the_middle =
        std::any_of(results_.begin(), results_.end(), [this](const Result& result) { return in_the_middle(result); });
    const bool helps = results_.size() > 1 || !any_in_the_middle;
    for (const std::string& name : pages) {
      const GuidePage page = load_page(catalogue_, name);
      const std::string of = pages.size() > 1 || results_.size() > 1 ? fmt::format(" ({})", name) : "";
      markdown("## In short" + of + "\n\n" + section(page, "In short"));
      if (helps) markdown("## What helps" + of + "\n\n" + section(page, "What helps"));
    }
    heading("Read on");
    std::string commands;
    for (const std::string& name : pages) commands += fmt::format("- attune learn {}\n", name);
    if (any_in_the_middle) commands += "- attune learn practices: what helps, whatever the profile\n";
    if (!q_.guide.empty() && catalogue_.find_page(q_.guide)) commands += fmt::format("- attune learn {}\n", q_.guide);
    commands += "- attune learn reading-your-results\n";
    if (!pages.empty() && !any_in_the_middle)
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

std::string result_text(const Questionnaire& questionnaire, const std::vector<Result>& results,
                        const Catalogue& catalogue, const TerminalStyle& style) {
  return ResultText(questionnaire, results, catalogue, style).write();
}

}  // namespace attune
