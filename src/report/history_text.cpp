#include "report/history_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <sstream>

#include "base/clock.h"
#include "base/number.h"
#include "base/text.h"
#include "base/text_table.h"
#include "interview/relationship.h"
#include "questionnaire/score_range.h"
#include "report/kept_words.h"
#include "report/map.h"
#include "scoring/measurement_error.h"
#include "scoring/reliable_change.h"

namespace attune {
namespace {

constexpr std::size_t kMostSittings = 35;  // as many as there are marks

std::string scores_words(const KeptSitting& sitting) {
  std::vector<std::string> words;
  for (const KeptScore& score : sitting.scores)
    words.push_back(fmt::format("{} {}", score.scale, number_or_dash(score.score, 1)));
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string wrapped_line(const std::string& words, int width) {
  return fmt::format("{}\n", fmt::join(wrap(printable(words), width), "\n"));
}

std::string heading(const std::string& title, const TerminalStyle& style) {
  return render_terminal("## " + one_line(title), style) + "\n";
}

std::string when_and_whom(const KeptSitting& sitting) {
  return fmt::format("{}, {}", day_words(sitting), about_words(sitting.about));
}

std::optional<Better> better_on(const Questionnaire* questionnaire, const std::string& scale) {
  if (questionnaire == nullptr) return std::nullopt;
  for (std::size_t s = 0; s < questionnaire->scales.size(); ++s) {
    if (questionnaire->scales[s].id == scale) return questionnaire->better(s);
  }
  return std::nullopt;
}

// Nothing where the questionnaire has no profiles, or the answers led to none.
std::string likeliest_then(const KeptSitting& sitting, int width) {
  if (sitting.profile.empty()) return {};
  return "\n" +
         wrapped_line(fmt::format("Likeliest profile: {}. It describes these answers, on that day; it is not who "
                                  "you are, and it can change.",
                                  likeliest_words(sitting)),
                      width);
}

// When each sitting was: its day, and where two were on one day, the time too.
std::vector<std::string> times_of(const std::vector<KeptSitting>& sittings) {
  std::vector<std::string> days;
  for (const KeptSitting& sitting : sittings) days.push_back(day_words(sitting));
  if (std::set<std::string>(days.begin(), days.end()).size() == days.size()) return days;
  for (std::size_t s = 0; s < sittings.size(); ++s) days[s] = local_minute(sittings[s].started).value_or(days[s]);
  return days;
}

// As the person said it, which is shorter than "your partner" and what --about takes.
std::string whom(const KeptSitting& sitting) {
  return sitting.about == "general" ? whom_words(sitting.about) : sitting.about;
}

std::string list_table(const std::vector<KeptSitting>& sittings, const std::vector<std::string>& times, int width) {
  using Align = TextTable::Align;
  TextTable table({{"NUMBER", Align::right}, {"DAY"}, {"QUESTIONNAIRE"}, {"ABOUT"}, {"LIKELIEST"}, {"SCORES"}});
  for (std::size_t s = 0; s < sittings.size(); ++s) {
    const KeptSitting& sitting = sittings[s];
    table.add({std::to_string(sitting.number), times[s], sitting.questionnaire, whom(sitting), likeliest_words(sitting),
               scores_words(sitting)});
  }
  return table.text(width);
}

std::string list_blocks(const std::vector<KeptSitting>& sittings, const std::vector<std::string>& times, int width) {
  std::string text;
  for (std::size_t s = 0; s < sittings.size(); ++s) {
    const KeptSitting& sitting = sittings[s];
    const std::string number = std::to_string(sitting.number) + ": ";
    const int indent = std::min(static_cast<int>(number.size()), width - 1);
    const std::string head =
        fmt::format("{}{}, {}, {}", number, times[s], sitting.questionnaire, about_words(sitting.about));
    const std::string likeliest = sitting.profile.empty() ? "" : likeliest_words(sitting) + ": ";
    text += wrap_indented(one_line(head), width, indent) + "\n" + std::string(number.size(), ' ') +
            wrap_indented(one_line(likeliest + scores_words(sitting)), width - indent, indent) + "\n";
  }
  return text;
}

bool fits(const std::string& text, int width) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (display_width(line) > width) return false;
  }
  return true;
}

// What the two sittings are, and what has to be known to read their difference.
std::string comparison_notes(const KeptSitting& before, const KeptSitting& after, int width) {
  std::string notes;
  if (before.about != after.about)
    notes +=
        "\n" + wrapped_line("They are not about the same person, so a difference is not a change over time.", width);
  if (before.sha256 != after.sha256)
    notes += "\n" + wrapped_line("The definition of the questionnaire changed between them; so may the scores.", width);
  if (!before.profile.empty() || !after.profile.empty())
    notes += "\n" + wrapped_line(fmt::format("Likeliest profile: {} before, {} after.", likeliest_words(before),
                                             likeliest_words(after)),
                                 width);
  return notes;
}

// One scale over time: a line for each sitting.
class Chart {
 public:
  Chart(const Questionnaire& questionnaire, std::size_t scale, const TerminalStyle& style)
      : scale_(questionnaire.scales[scale]),
        range_(score_range(questionnaire, scale)),
        cut_(cut_of(questionnaire, scale)),
        style_(style),
        cells_(std::clamp(style.width - kAround, 10, 49)) {}

  std::string write(const std::vector<KeptSitting>& sittings) const {
    std::string text = "\n" + (scale_.title.empty() ? scale_.id : scale_.title) + "\n";
    if (!style_.spoken) text += head();
    for (std::size_t s = 0; s < sittings.size(); ++s) {
      const KeptScore* score = sittings[s].score_of(scale_.id);
      const Measurement measured = score == nullptr ? Measurement{} : measurement_of(*score);
      text += style_.spoken ? sentence(sittings[s], measured) : line(s, sittings[s], measured);
    }
    return text;
  }

 private:
  static constexpr int kAround = 22;  // columns for mark, day and score

  static std::optional<double> cut_of(const Questionnaire& questionnaire, std::size_t scale) {
    const auto* rule = std::get_if<QuadrantRule>(&questionnaire.profiles);
    if (rule == nullptr) return std::nullopt;
    return scale == rule->x ? std::optional(rule->x_cut) : scale == rule->y ? std::optional(rule->y_cut) : std::nullopt;
  }

  std::size_t cell(double score) const {
    const double share = std::clamp((score - range_.first) / (range_.second - range_.first), 0.0, 1.0);
    return static_cast<std::size_t>(std::lround(share * (cells_ - 1)));
  }

  std::string head() const {
    const std::string low = number_text(range_.first), high = number_text(range_.second);
    std::string axis(static_cast<std::size_t>(cells_) + high.size() - 1, ' ');
    axis.replace(0, low.size(), low);
    axis.replace(axis.size() - high.size(), high.size(), high);
    if (cut_) {
      const std::string cut = number_text(*cut_);
      if (cell(*cut_) + cut.size() < axis.size() - high.size()) axis.replace(cell(*cut_), cut.size(), cut);
    }
    return fmt::format("{:15}{}\n", "", axis);
  }

  std::string line(std::size_t index, const KeptSitting& sitting, const Measurement& measured) const {
    std::vector<std::string> axis(static_cast<std::size_t>(cells_), " ");
    if (cut_) axis[cell(*cut_)] = style_.unicode ? "│" : "|";
    if (measured.standard_error > 0) {
      const auto [low, high] = interval_90(measured.score, measured.standard_error, range_);
      for (std::size_t c = cell(low); c <= cell(high); ++c) axis[c] = style_.unicode ? "─" : "-";
    }
    if (!std::isnan(measured.score)) axis[cell(measured.score)] = style_.unicode ? "●" : "*";
    return fmt::format("{}  {}  {}  {}\n", map_mark(index), day_words(sitting), fmt::join(axis, ""),
                       number_or_dash(measured.score, 1));
  }

  std::string sentence(const KeptSitting& sitting, const Measurement& measured) const {
    if (std::isnan(measured.score)) return wrapped_line(fmt::format("{}: no score.", day_words(sitting)), style_.width);
    std::string words = fmt::format("{}: {}", day_words(sitting), number_or_dash(measured.score, 1));
    if (measured.standard_error > 0) {
      const auto [low, high] = interval_90(measured.score, measured.standard_error, range_);
      words += fmt::format(", between {} and {}", number_or_dash(low, 1), number_or_dash(high, 1));
    }
    return wrapped_line(words + ".", style_.width);
  }

  const Scale& scale_;
  std::pair<double, double> range_;
  std::optional<double> cut_;
  const TerminalStyle& style_;
  int cells_;
};

// The map with the path; empty where no sitting has a point. The last point alone has its region, or all would be grey.
std::string path_map(const Questionnaire& questionnaire, const std::vector<KeptSitting>& sittings,
                     const TerminalStyle& style) {
  const auto* rule = std::get_if<QuadrantRule>(&questionnaire.profiles);
  if (rule == nullptr || style.spoken) return {};
  std::vector<MapPoint> points;
  for (std::size_t s = 0; s < sittings.size(); ++s) {
    const KeptScore* x = sittings[s].score_of(questionnaire.scales[rule->x].id);
    const KeptScore* y = sittings[s].score_of(questionnaire.scales[rule->y].id);
    if (x == nullptr || y == nullptr || std::isnan(x->score) || std::isnan(y->score)) continue;
    points.push_back({.x = x->score, .y = y->score, .mark = map_mark(s)});
    if (s + 1 < sittings.size() || !(x->standard_error > 0) || !(y->standard_error > 0)) continue;
    points.back().x_error = kHalfOf90 * x->standard_error;
    points.back().y_error = kHalfOf90 * y->standard_error;
  }
  if (points.empty()) return {};
  std::string text = "\n" + draw_map(questionnaire, points, style.width, style.unicode, MapPoints::path);
  if (points.back().x_error > 0)
    text += "\n" + wrapped_line("The shaded region shows how far error may have moved the last point.", style.width);
  return text;
}

}  // namespace

std::string history_list_text(const std::vector<KeptSitting>& sittings, int width) {
  const auto times = times_of(sittings);
  const std::string table = list_table(sittings, times, width);
  return fits(table, width) ? table : list_blocks(sittings, times, width);
}

std::string kept_result_text(const KeptSitting& sitting, const TerminalStyle& style) {
  TextTable table({{"SCALE"}, {"SCORE", TextTable::Align::right}, {"STANDARD ERROR", TextTable::Align::right}});
  for (const KeptScore& score : sitting.scores)
    table.add({score.scale, number_or_dash(score.score, 2), number_or_dash(score.standard_error, 2)});
  return heading(sitting.title, style) + wrapped_line(when_and_whom(sitting) + ".", style.width) + "\n" +
         table.folded_text(style.width) + likeliest_then(sitting, style.width);
}

std::string comparison_text(const KeptSitting& before, const KeptSitting& after, const Questionnaire* questionnaire,
                            const TerminalStyle& style) {
  using Align = TextTable::Align;
  TextTable table({{"SCALE"},
                   {"BEFORE", Align::right},
                   {"AFTER", Align::right},
                   {"DIFFERENCE", Align::right},
                   {"INDEX", Align::right},
                   {"CHANGE"}});
  // Towards one person or another, a score is higher or lower; nothing became better.
  const Questionnaire* directions = before.about == after.about ? questionnaire : nullptr;
  for (const KeptScore& score : before.scores) {
    const KeptScore* later = after.score_of(score.scale);
    if (later == nullptr) continue;
    const Change change =
        reliable_change(measurement_of(score), measurement_of(*later), better_on(directions, score.scale));
    table.add({score.scale, number_or_dash(score.score, 2), number_or_dash(later->score, 2),
               number_or_dash(change.difference, 2), number_or_dash(change.index, 2),
               change.verdict ? verdict_words()[static_cast<std::size_t>(*change.verdict)] : "not known"});
  }
  return heading(before.title, style) +
         wrapped_line(fmt::format("Before: {}. Number {}.", when_and_whom(before), before.number), style.width) +
         wrapped_line(fmt::format("After: {}. Number {}.", when_and_whom(after), after.number), style.width) + "\n" +
         table.folded_text(style.width) + comparison_notes(before, after, style.width) + "\n" +
         wrapped_line(
             "A change is reliable where the index, the difference divided by its standard error, is beyond 1.96 "
             "either way: then it is larger than the error of two measurements explains.",
             style.width);
}

std::string kept_course_text(const std::vector<KeptSitting>& sittings, const TerminalStyle& style) {
  const KeptSitting& last = sittings.back();
  std::string text =
      heading(last.title, style) +
      wrapped_line(fmt::format("{}, {}.", counted(sittings.size(), "sitting"), about_words(last.about)), style.width);
  for (const KeptScore& scale : last.scores) {
    using Align = TextTable::Align;
    TextTable table({{"DAY"}, {"SCORE", Align::right}, {"STANDARD ERROR", Align::right}});
    for (const KeptSitting& sitting : sittings) {
      const KeptScore* score = sitting.score_of(scale.scale);
      if (score != nullptr)
        table.add({day_words(sitting), number_or_dash(score->score, 2), number_or_dash(score->standard_error, 2)});
    }
    text += "\n" + one_line(scale.scale) + "\n" + table.text();
  }
  return text;
}

std::string course_text(const Questionnaire& questionnaire, const std::vector<KeptSitting>& all,
                        const TerminalStyle& style) {
  const std::size_t left_out = all.size() - std::min(all.size(), kMostSittings);
  const std::vector<KeptSitting> sittings(all.begin() + static_cast<std::ptrdiff_t>(left_out), all.end());
  std::string text =
      heading(questionnaire.title, style) +
      wrapped_line(fmt::format("{}, {}.", counted(sittings.size(), "sitting"), about_words(sittings.back().about)),
                   style.width);
  if (left_out > 0) text += wrapped_line(fmt::format("The {} before are not shown.", grouped(left_out)), style.width);
  if (std::any_of(sittings.begin(), sittings.end(),
                  [&](const KeptSitting& sitting) { return sitting.sha256 != questionnaire.sha256; }))
    text += wrapped_line("Some were answered with another definition; they are shown with the scores of then.",
                         style.width);
  text += path_map(questionnaire, sittings, style);
  for (std::size_t s = 0; s < questionnaire.scales.size(); ++s) text += Chart(questionnaire, s, style).write(sittings);
  text += '\n';
  const bool any_interval = std::any_of(sittings.begin(), sittings.end(), [](const KeptSitting& sitting) {
    return std::any_of(sitting.scores.begin(), sitting.scores.end(),
                       [](const KeptScore& score) { return score.standard_error > 0; });
  });
  if (any_interval)
    text += wrapped_line("Each line is the interval that holds the score with 90\u00A0% confidence.", style.width);
  return text;
}

}  // namespace attune
